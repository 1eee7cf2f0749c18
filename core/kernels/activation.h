// FFN activations with the gradient of the learnable slope. Dispatcher-registered with autograd.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/run_config.h"

namespace entroscope {

/// f(x): gelu = x Φ(x) (erf), gelu_new = tanh approximation, relu = max(x, 0),
/// leaky_relu = x for x ≥ 0, slope·x below; d/d slope = Σ_{x<0} x·g.
/// @param x any shape. @param slope undefined unless LeakyRelu; then fp32 [] (one slope) or [last dim of x].
at::Tensor activate(const at::Tensor& x, Activation activation, const at::Tensor& slope);
at::Tensor activateReference(const at::Tensor& x, Activation activation, const at::Tensor& slope);

}  // namespace entroscope
