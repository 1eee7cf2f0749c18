// One optimizer pass over a parameter: clip factor, AdamW, in place; and what a gradient shows before it.
// fp32. Torch in the interface; training thread only.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/base/run_config.h"
#include "core/kernels/adamw_numbers.h"

namespace entroscope {

struct AdamWStep {
  OptimizerKind kind = OptimizerKind::AdamW;
  double learningRate = 0, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  double weightDecay = 0;    ///< of this parameter: 0 for biases, norms …
  double gradientScale = 1;  ///< clip factor, loss scale and accumulation in one
  std::int64_t step = 1;     ///< counts from 1
};

AdamwNumbers adamwNumbers(const AdamWStep& step);

/// What changes from step to step lies on the device, so that a recorded step can be replayed.
struct AdamwInputs {
  at::Tensor numbers;  ///< fp32 [10], AdamwNumbers, on the parameter's device
  at::Tensor clip;     ///< fp32 [], multiplies the gradient too; undefined: 1
  at::Tensor skip;     ///< fp32 [], nothing is changed unless it is 0; undefined: 0
  at::Tensor shadow;   ///< bf16 or fp16 of the parameter's shape, set to its new value; undefined: none
};

/// AdamW (Loshchilov & Hutter 2019, Alg. 2): decay before the update. AdamWHf: the bias correction folded
/// into the step size, epsilon added to the uncorrected root, decay after the update.
/// @param parameter, gradient, mean, variance: same shape, contiguous fp32, same device.
void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& variance,
               const AdamWStep& step);
void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& variance,
               const AdamwInputs& inputs);

/// The same from plain ATen operations.
void adamwStepReference(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean,
                        at::Tensor& variance, const AdamWStep& step);

/// Of each gradient Σ g² (NaN and infinity propagate) and the number of its NaNs, counted in the same pass or
/// where the sum is not finite: fp64 [n,2] on their device. All gradients on one device.
at::Tensor gradientCensus(const std::vector<at::Tensor>& gradients);

}  // namespace entroscope
