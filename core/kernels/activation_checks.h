// What both activation paths demand of their inputs. Internal to core/kernels.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/run_config.h"

namespace entroscope {

/// @throws Error{BadInput} naming the slope's expected and found shape.
void checkActivationInputs(const at::Tensor& x, Activation activation, const at::Tensor& slope);

}  // namespace entroscope
