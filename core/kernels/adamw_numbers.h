// What one AdamW update multiplies and adds, for the CPU's and the GPU's kernel alike. Torch-free.
#pragma once

namespace entroscope {

/// Formed in double and rounded once (adamwNumbers); in this order they are a tensor's ten values.
struct AdamwNumbers {
  float gradientScale, beta1, rest1, beta2, rest2;  ///< rest = 1 − β
  float keepBefore, keepAfter;                      ///< 1 − lr·decay before or after the update, else 1
  float stepSize;                                   ///< multiplies mean / denominator
  float rootScale, epsilon;                         ///< denominator = √variance · rootScale + epsilon
};

inline constexpr int kAdamwNumbers = 10;
static_assert(sizeof(AdamwNumbers) == kAdamwNumbers * sizeof(float));

}  // namespace entroscope
