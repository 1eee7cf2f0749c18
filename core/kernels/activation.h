// FFN activations with the gradient of the learnable slope. Dispatcher-registered with autograd.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/run_config.h"

namespace entroscope {

/// f(x): gelu = x Φ(x) (erf), gelu_new = tanh approximation, relu = max(x, 0),
/// leaky_relu = x for x ≥ 0, slope·x below; d/d slope = Σ_{x<0} x·g.
/// @param x any shape. @param slope undefined unless LeakyRelu; then fp32 [] (one slope) or [last dim of x].
/// @param bias undefined, or [last dim of x], added to x first: its gradient costs no pass of its own.
at::Tensor activate(const at::Tensor& x, Activation activation, const at::Tensor& slope,
                    const at::Tensor& bias = {});
at::Tensor activateReference(const at::Tensor& x, Activation activation, const at::Tensor& slope,
                             const at::Tensor& bias = {});

}  // namespace entroscope
