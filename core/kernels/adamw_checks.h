// What both optimizer paths demand of their inputs, and the CPU halves. Internal to core/kernels.
#pragma once

#include <optional>

#include "core/kernels/adamw.h"

namespace entroscope {

/// @throws Error{BadInput} naming the shapes found.
void checkAdamwInputs(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean,
                      const at::Tensor& variance);

void adamwCpu(at::Tensor parameter, const at::Tensor& gradient, at::Tensor mean, at::Tensor variance,
              const at::Tensor& numbers, const std::optional<at::Tensor>& clip,
              const std::optional<at::Tensor>& skip, std::optional<at::Tensor> shadow);
at::Tensor gradientCensusCpu(at::TensorList gradients);

}  // namespace entroscope
