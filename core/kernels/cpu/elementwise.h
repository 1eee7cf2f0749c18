// Element-wise and row-wise passes on plain pointers, vectorised with run-time dispatch (AVX-512, AVX2,
// SSSE3). fp32 contiguous. Torch-free. Any thread; a call touches its own range only.
#pragma once

#include <cstdint>

#include "core/base/run_config.h"
#include "core/kernels/adamw_numbers.h"

namespace entroscope::cpu {

/// Slope of leaky ReLU: one value, or one per feature when `perFeature` (x then has rows of `features`).
struct SlopeView {
  const float* data = nullptr;
  bool perFeature = false;
  std::int64_t features = 0;
};

/// Added to every row before the activation; null where there is none.
struct BiasView {
  const float* data = nullptr;
  std::int64_t features = 0;
};

/// y = f(x + bias) over n values; with a per-feature slope or a bias n is a whole number of rows.
void activateForward(Activation activation, const float* x, float* y, std::int64_t n, const SlopeView& slope,
                     const BiasView& bias);

/// dx = g f'(x + bias). Gradients are added where wanted (else null): `slopeGradient` (1 or `features`
/// values) receives Σ_{x<0} x g, `biasGradient` (`features` values) Σ dx.
void activateBackward(Activation activation, const float* x, const float* gradient, float* dx, std::int64_t n,
                      const SlopeView& slope, const BiasView& bias, double* slopeGradient,
                      float* biasGradient);

/// −ln softmax(logits)[target] of one row in nats. With `gradientScale` ≠ 0 the row is overwritten by
/// gradientScale · (softmax − one-hot).
double crossEntropyRow(float* logits, std::int64_t vocabulary, std::int64_t target, float gradientScale);

void adamwRange(float* parameter, const float* gradient, float* mean, float* variance, std::int64_t n,
                const AdamwNumbers& c);

/// Σ x² in double.
double squaredSum(const float* x, std::int64_t n);

}  // namespace entroscope::cpu
