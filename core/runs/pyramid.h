// The min/max/mean/NaN pyramid: level k summarises 8^k consecutive rows of a series, so that a plot
// of a long run reads a few thousand rows, not millions, and hides no spike. Built bottom-up in row
// order, hence bit for bit the same after a resume. Torch- and Qt-free; private to core/runs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entroscope {

inline constexpr int kPyramidShift = 3;  ///< 2^3 rows of a level make one of the next
inline constexpr int kPyramidFactor = 1 << kPyramidShift;

/// What a stretch of rows holds, element by element. Only finite values enter sum and bounds.
struct Summary {
  std::int64_t last = 0;   ///< step of the newest row
  std::int64_t count = 0;  ///< rows
  std::vector<double> sum;
  std::vector<float> minimum, maximum;   ///< NaN while no finite value was seen
  std::vector<std::uint32_t> notFinite;  ///< rows whose element is NaN or infinite

  explicit Summary(std::size_t width = 0);
  std::size_t width() const { return sum.size(); }
  void add(std::int64_t step, std::span<const float> row);
  void merge(const Summary& next);
  float mean(std::size_t element) const;  ///< over finite values, NaN when there is none
};

/// The bytes of a pyramid row: sums f64, minima f32, maxima f32, counts u32, all little-endian.
std::string encodeSummary(const Summary& summary);
/// @param width elements of the series. Empty summary (count 0) when the length does not fit.
Summary decodeSummary(std::string_view bytes, std::size_t width, std::int64_t last, std::int64_t count);

struct PyramidRow {
  int level = 0;
  std::int64_t bucket = 0;
  Summary summary;
};

/// Collects the rows of one series and hands out every bucket that became complete.
class PyramidBuilder {
 public:
  explicit PyramidBuilder(std::size_t width) : width_(width) {}

  /// Row number `ordinal`; appends complete buckets to `done`, lower levels first.
  void add(std::int64_t ordinal, std::int64_t step, std::span<const float> row,
           std::vector<PyramidRow>& done);

  /// Restores a partly filled bucket after a resume: `child` is the next complete bucket of
  /// `level` − 1 (a row when that is 0) not yet in a complete bucket of `level`.
  void restore(int level, const Summary& child);

 private:
  Summary& at(int level);

  std::size_t width_;
  std::vector<Summary> partial_;  ///< [level − 1]
};

/// A stretch of rows that one bucket (level ≥ 1) or single rows (level 0) cover.
struct Stretch {
  int level = 0;
  std::int64_t begin = 0, end = 0;  ///< buckets of that level
};

/// Covers rows [begin, end) with complete buckets of at most `level`, in order.
std::vector<Stretch> coverRows(std::int64_t begin, std::int64_t end, int level);

/// Rows per point, a whole number of level buckets, so that rows [begin, end) fall into at most
/// `points` slots (row / result).
struct Decimation {
  int level = 0;
  std::int64_t rowsPerPoint = 1;
};
Decimation decimationFor(std::int64_t begin, std::int64_t end, int points);

}  // namespace entroscope
