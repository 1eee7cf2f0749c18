// One optimizer pass over a parameter: clip factor, AdamW, in place. fp32.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/base/run_config.h"

namespace entroscope {

struct AdamWStep {
  OptimizerKind kind = OptimizerKind::AdamW;
  double learningRate = 0, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  double weightDecay = 0;    ///< of this parameter: 0 for biases, norms …
  double gradientScale = 1;  ///< clip factor, loss scale and accumulation in one
  std::int64_t step = 1;     ///< counts from 1
};

/// AdamW (Loshchilov & Hutter 2019, Alg. 2): decay before the update. AdamWHf: the bias correction folded
/// into the step size, epsilon added to the uncorrected root, decay after the update.
/// @param parameter, gradient, mean, variance: same shape, contiguous fp32, same device.
void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& variance,
               const AdamWStep& step);

/// The same from plain ATen operations.
void adamwStepReference(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean,
                        at::Tensor& variance, const AdamWStep& step);

/// Σ g² over all gradients as fp64 on the host side of the training thread; NaN/Inf propagate.
double squaredNorm(const at::Tensor& gradient);

}  // namespace entroscope
