// What both linear paths demand of their inputs, and the operators' CPU halves. Internal to core/kernels.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <optional>
#include <tuple>

namespace entroscope {

/// @throws Error{BadInput} naming the shapes found.
void checkLinearInputs(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

at::Tensor linearCpu(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias);
void addLinearCpu(at::Tensor sum, const at::Tensor& x, const at::Tensor& weight);
/// dx, dW, db; those not wanted are undefined.
std::tuple<at::Tensor, at::Tensor, at::Tensor> linearBackwardCpu(const at::Tensor& gradient,
                                                                 const at::Tensor& x,
                                                                 const at::Tensor& weight,
                                                                 std::array<bool, 3> wanted);

}  // namespace entroscope
