// What both attention paths demand of their inputs, and the finite mask. Internal to core/kernels.
#pragma once

#include <ATen/core/Tensor.h>

#include <limits>

#include "core/kernels/attention.h"

namespace entroscope {

/// @throws Error{BadInput} naming the shapes found.
void checkAttentionInputs(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v);

/// The released code's mask: the lowest finite value of the type that the scores are kept in.
inline double maskedScore(const AttentionOptions& options) {
  return options.halfScores ? -65504.0 : static_cast<double>(std::numeric_limits<float>::lowest());
}

}  // namespace entroscope
