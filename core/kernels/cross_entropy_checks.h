// What both cross-entropy paths demand of their inputs, and the operator's CPU half. Internal to
// core/kernels.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace entroscope {

inline constexpr std::int64_t kIgnoredTarget = -100;

/// @throws Error{BadInput} naming the shapes and types found.
void checkCrossEntropyInputs(const at::Tensor& logits, const at::Tensor& targets);

/// Mean loss; with `gradient` the logits are overwritten by d loss / d logits.
at::Tensor crossEntropyCpu(at::Tensor logits, const at::Tensor& targets, bool gradient);

}  // namespace entroscope
