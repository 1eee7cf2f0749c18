// Residual addition and LayerNorm or RMSNorm of whole rows in one pass, forward and backward, and sums over
// rows; vectorised with run-time dispatch. fp32, rows contiguous. Torch-free. Any thread; a call touches its
// own rows.
#pragma once

#include <cstdint>

namespace entroscope::cpu {

/// One block of rows of a residual stream. Null members are absent; `n2` is a second norm of the same row.
struct AddNormForward {
  std::int64_t width = 0;
  bool rms = false;  ///< not centred
  double epsilon = 1e-5;
  const float *stream = nullptr, *addend = nullptr;          ///< [rows, width]
  const float *bias1 = nullptr, *bias2 = nullptr;            ///< [width], added with the addend
  const float *weight1 = nullptr, *shift1 = nullptr;         ///< [width] of the first norm
  const float *weight2 = nullptr, *shift2 = nullptr;         ///< [width] of the second norm
  float *sum = nullptr, *norm1 = nullptr, *norm2 = nullptr;  ///< [rows, width]; sum null: stream is it
  float *mean = nullptr, *inverse = nullptr;  ///< [rows]; inverse = 1/√(variance, or mean square, + ε)
};
void addNormForward(const AddNormForward& rows, std::int64_t first, std::int64_t count);

/// d sum = what reached the sum itself + what came through the norms. Parameter gradients are += .
struct AddNormBackward {
  std::int64_t width = 0;
  bool rms = false;
  const float *gradientSum = nullptr, *gradient1 = nullptr, *gradient2 = nullptr;  ///< [rows, width]
  const float *sum = nullptr, *mean = nullptr, *inverse = nullptr;
  const float *weight1 = nullptr, *weight2 = nullptr;  ///< null: that norm is the identity
  float* result = nullptr;                             ///< [rows, width]
};
struct AddNormSums {
  float *weight1 = nullptr, *shift1 = nullptr, *weight2 = nullptr, *shift2 = nullptr, *bias = nullptr;
};
void addNormBackward(const AddNormBackward& rows, std::int64_t first, std::int64_t count,
                     const AddNormSums& sums);

/// sums[c] += Σ_rows x[row, c]; rows `stride` floats apart (0: without gaps).
void columnSums(const float* x, std::int64_t rows, std::int64_t columns, float* sums,
                std::int64_t stride = 0);

/// Rotates dimensions (i, i + half) of `heads` heads, `headWidth` floats apart, by the angles of one
/// position; `direction` −1 turns back. @param cosine, sine [half].
void rotateHeads(float* values, std::int64_t heads, std::int64_t headWidth, std::int64_t half,
                 const float* cosine, const float* sine, float direction);

}  // namespace entroscope::cpu
