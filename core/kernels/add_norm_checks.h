// What add-and-norm demands of its inputs, and the operator's CPU half. Internal to core/kernels.
#pragma once

#include <optional>
#include <tuple>

#include "core/kernels/add_norm.h"

namespace entroscope {

using OptionalTensor = std::optional<at::Tensor>;

/// @throws Error{BadInput} naming the shapes found.
void checkAddNormInputs(const AddNormInputs& inputs);

/// sum, norm1, norm2 (undefined without a weight of theirs), mean, inverse (undefined without any weight).
/// fp32.
std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor> addNormCpu(
    const at::Tensor& stream, const OptionalTensor& addend, const OptionalTensor& bias1,
    const OptionalTensor& bias2, const OptionalTensor& weight1, const OptionalTensor& shift1,
    const OptionalTensor& weight2, const OptionalTensor& shift2, bool rms, double epsilon);

/// d sum, d weight1, d shift1, d weight2, d shift2, d bias; those not there or not wanted are undefined.
std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor> addNormBackwardCpu(
    const OptionalTensor& gradientSum, const OptionalTensor& gradient1, const OptionalTensor& gradient2,
    const at::Tensor& sum, const at::Tensor& mean, const OptionalTensor& inverse,
    const OptionalTensor& weight1, const OptionalTensor& weight2, bool rms, bool bias);

}  // namespace entroscope
