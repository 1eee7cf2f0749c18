// Token and position embedding. On the CPU the gradient rows are added straight into the tables' .grad: a
// tied table, whose gradient the classifier has filled by then, is not gone over twice more. Torch in the
// interface; training thread.
#pragma once

#include <ATen/core/Tensor.h>

namespace entroscope {

/// tokens[input] + positions[t]. @param tokens [V,d] and positions [P,d] (or undefined) fp32 leaves, inputs
/// [B,T] int64 in [0, V). @returns [B·T, d]. Gradients arrive with backward(), not with autograd::grad().
/// @throws Error{BadInput} naming an id outside the table.
at::Tensor embed(const at::Tensor& tokens, const at::Tensor& positions, const at::Tensor& inputs);
at::Tensor embedReference(const at::Tensor& tokens, const at::Tensor& positions, const at::Tensor& inputs);

}  // namespace entroscope
