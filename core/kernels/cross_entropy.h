// Mean token cross-entropy over large vocabularies without a second logits-sized tensor.
#pragma once

#include <ATen/core/Tensor.h>

namespace entroscope {

/// Mean over targets ≠ −100 of −ln softmax(logits)[target], nats. Forward overwrites nothing the caller
/// keeps: `logits` is consumed (its storage holds the gradient afterwards), so pass a temporary.
/// @param logits [N,V]. @param targets [N] int64. @returns [] fp32, differentiable.
at::Tensor crossEntropy(at::Tensor logits, const at::Tensor& targets);
at::Tensor crossEntropyReference(const at::Tensor& logits, const at::Tensor& targets);

}  // namespace entroscope
