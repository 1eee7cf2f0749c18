// One head's attention on plain pointers, vectorised with run-time dispatch (AVX-512, AVX2, SSE2).
// Rows are processed sixteen at a time with one row per vector lane, so that maximum, sums and entropy
// need no horizontal reduction and any head width works. Torch-free. Any thread; one scratch per thread.
//
// Each row depends on its own inputs alone and gradients are summed in row order on one thread: results
// are bit-identical for every thread count.
#pragma once

#include <cstddef>
#include <cstdint>

namespace entroscope::cpu {

inline constexpr std::int64_t kRowBlock = 16;

struct HeadShape {
  std::int64_t context = 0;  ///< T
  std::int64_t width = 0;    ///< d_h
  float scale = 1;
  bool measure = true, halfScores = false, maskAsReleased = false, asReleasedEntropy = false;
};

/// [T, d_h] fp32 with contiguous rows, `stride` floats apart.
struct ConstHead {
  const float* data = nullptr;
  std::int64_t stride = 0;
  const float* row(std::int64_t t) const { return data + t * stride; }
};
struct Head {
  float* data = nullptr;
  std::int64_t stride = 0;
  float* row(std::int64_t t) const { return data + t * stride; }
};

/// Per query row; entropy and nanScores may be null.
struct RowMeasures {
  float* logSumExp = nullptr;
  float* entropy = nullptr;
  std::int32_t* nanScores = nullptr;
};

std::size_t forwardScratch(const HeadShape& shape);   ///< floats
std::size_t backwardScratch(const HeadShape& shape);  ///< floats

/// Rows [firstRow, lastRow) of the output; firstRow is a multiple of kRowBlock.
/// @param scratch forwardScratch() floats, 64-byte aligned.
void attentionForwardRows(const HeadShape& shape, ConstHead q, ConstHead k, ConstHead v,
                          std::int64_t firstRow, std::int64_t lastRow, Head output,
                          const RowMeasures& measures, float* scratch);

/// Gradients of a whole head; probabilities are recomputed, so neither output nor lse is needed.
/// @param scratch backwardScratch() floats, 64-byte aligned.
void attentionBackwardHead(const HeadShape& shape, ConstHead gradient, ConstHead q, ConstHead k, ConstHead v,
                           Head dq, Head dk, Head dv, float* scratch);

/// The finite mask of the released code, and whether it reaches a row with this maximum (−∞ included;
/// a NaN row is NaN with or without it).
float releasedMask(const HeadShape& shape);
inline bool feelsReleasedMask(float maximum, float mask) { return mask - maximum >= -104.0f; }

/// A row so low that the finite mask lets it attend to the future: scalar, in double. Forward overwrites the
/// row's results; backward adds to dk and dv and sets dq's row.
void releasedRowForward(const HeadShape& shape, ConstHead q, ConstHead k, ConstHead v, std::int64_t row,
                        Head output, const RowMeasures& measures);
void releasedRowBackward(const HeadShape& shape, ConstHead gradient, ConstHead q, ConstHead k, ConstHead v,
                         std::int64_t row, Head dq, Head dk, Head dv);

}  // namespace entroscope::cpu
