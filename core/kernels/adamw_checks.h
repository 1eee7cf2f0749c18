// What both optimizer paths demand of their inputs. Internal to core/kernels.
#pragma once

#include "core/kernels/adamw.h"

namespace entroscope {

/// @throws Error{BadInput} naming the shapes found.
void checkAdamwInputs(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean,
                      const at::Tensor& variance, const AdamWStep& step);

}  // namespace entroscope
