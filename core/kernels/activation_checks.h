// What both activation paths demand of their inputs, and the operator's CPU half. Internal to core/kernels.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <tuple>

#include "core/base/run_config.h"

namespace entroscope {

/// @throws Error{BadInput} naming the slope's or the bias's expected and found shape.
void checkActivationInputs(const at::Tensor& x, Activation activation, const at::Tensor& slope,
                           const at::Tensor& bias);

/// `kind` is the Activation as a number, as the operator's schema wants it.
at::Tensor activationCpu(const at::Tensor& x, std::int64_t kind, const std::optional<at::Tensor>& slope,
                         const std::optional<at::Tensor>& bias);
/// dx and, where asked for, d slope and d bias (else undefined).
std::tuple<at::Tensor, at::Tensor, at::Tensor> activationBackwardCpu(const at::Tensor& gradient,
                                                                     const at::Tensor& x, std::int64_t kind,
                                                                     const std::optional<at::Tensor>& slope,
                                                                     const std::optional<at::Tensor>& bias,
                                                                     bool slopeGradient, bool biasGradient);

}  // namespace entroscope
