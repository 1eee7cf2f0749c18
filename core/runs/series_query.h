// Reads one series of run.db: rows by number, pyramid buckets, decimated stretches. Rows whose
// checksum does not agree are left out (verify names them), buckets are made anew. Torch- and Qt-free;
// private to core/runs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/runs/database.h"
#include "core/runs/pyramid.h"
#include "core/runs/run.h"

namespace entroscope {

struct SeriesInfo {
  std::int64_t id = 0;
  std::string name;
  int rows = 0, columns = 0;
  std::size_t width() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns); }
};

/// Every series with an intact description, without the step table's own.
std::vector<SeriesInfo> readSeries(const Database& database);
/// For whoever records on: a measure whose name or shape cannot be read would be begun anew beside itself.
/// @throws Error{Corrupt}.
void requireSoundSeries(const Database& database);
/// The step table as a series [1,4].
SeriesInfo stepSeries();

/// A row: its step and values.
using RowVisitor = std::function<void(std::int64_t step, std::span<const float> values)>;

class SeriesQuery {
 public:
  SeriesQuery(const Database& database, SeriesInfo info) : database_(database), info_(std::move(info)) {}

  struct Extent {
    std::int64_t rows = 0, lastStep = -1;
  };
  Extent extent() const;
  std::int64_t rowsAfter(std::int64_t step) const;  ///< sound or not

  struct Rows {
    std::int64_t begin = 0, end = 0;  ///< row numbers, end excluded
    std::int64_t firstKey = -1;       ///< of row `begin` where it is known: finding it reads dozens of rows
  };
  Rows rowsIn(StepRange range) const;

  void visitRows(Rows rows, const RowVisitor& visit) const;
  std::vector<Summary> stretch(const Stretch& stretch) const;
  /// One summary a slot of `decimation.rowsPerPoint` rows.
  std::vector<Summary> decimated(Rows rows, const Decimation& decimation) const;
  /// The newest intact row at or before `step`.
  std::optional<std::pair<std::int64_t, std::vector<float>>> rowAt(std::int64_t step) const;

 private:
  struct Place {
    std::int64_t key = 0, ordinal = 0;  ///< of a row; its number among the rows
  };
  using NumberedVisitor =
      std::function<void(std::int64_t ordinal, std::int64_t step, std::span<const float> values)>;
  using BucketVisitor = std::function<void(std::int64_t bucket, Summary&& summary)>;
  bool ofSteps() const;
  Statement rowsBetween(std::int64_t first, std::int64_t last, bool newestFirst) const;
  /// The first or the newest row between two keys whose checksum agrees.
  std::optional<Place> soundRow(std::int64_t first, std::int64_t last, bool newest) const;
  std::int64_t firstKeyFrom(std::int64_t ordinal) const;
  void visitNumbered(Rows rows, const NumberedVisitor& visit) const;
  /// @param firstKey of the first row, for level 0, where it is known; −1: to be found.
  /// @param gaps how many more are filled one by one.
  void visitBuckets(const Stretch& stretch, std::int64_t firstKey, int& gaps,
                    const BucketVisitor& visit) const;
  /// Buckets that are damaged or not there, made anew of what they summarise.
  void visitFromBelow(const Stretch& lost, int& gaps, const BucketVisitor& visit) const;
  std::vector<float> valuesOf(const Statement& row) const;  ///< empty when damaged

  const Database& database_;
  SeriesInfo info_;
};

}  // namespace entroscope
