// Affine maps x Wᵀ + b with the bias gradient formed beside the products. Dispatcher-registered with
// autograd; torch in the interface. Training thread. fp32; other types take the reference.
#pragma once

#include <ATen/core/Tensor.h>

namespace entroscope {

/// x Wᵀ + b. @param x [N, in], weight [out, in], bias [out] or undefined. @returns [N, out].
/// @throws Error{BadInput} naming the shapes found.
at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);
at::Tensor linearReference(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

/// sum + x Wᵀ, added where `sum` lies: pass a temporary that no backward pass needs, such as the result of
/// linear(). @param sum [N, out].
at::Tensor addLinear(at::Tensor sum, const at::Tensor& x, const at::Tensor& weight);

}  // namespace entroscope
