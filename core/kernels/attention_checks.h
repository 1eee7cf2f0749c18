// What both attention paths demand of their inputs, the finite mask, and the operator's CPU half.
// Internal to core/kernels.
#pragma once

#include <ATen/core/Tensor.h>

#include <limits>
#include <tuple>

#include "core/kernels/attention.h"

namespace entroscope {

/// @throws Error{BadInput} naming the shapes found.
void checkAttentionInputs(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v);

/// @throws Error{BadInput} unless the angles are [T, r/2] fp32 with r ≤ d_h and T those of qkv.
void checkRotaryAngles(const at::Tensor& qkv, const RotaryAngles& rotary);

/// The released code's mask: the lowest finite value of the type that the scores are kept in.
inline double maskedScore(const AttentionOptions& options) {
  return options.halfScores ? -65504.0 : static_cast<double>(std::numeric_limits<float>::lowest());
}

/// The reference's gradients by recomputing its forward pass; may be called below autograd.
void attentionBackwardReference(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k,
                                const at::Tensor& v, const AttentionOptions& options, at::Tensor& dq,
                                at::Tensor& dk, at::Tensor& dv);

/// Output, lse, entropy, NaN scores; the last two undefined unless measured.
std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor> attentionCpu(
    const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale, bool measure,
    bool halfScores, bool maskAsReleased, bool asReleasedEntropy);
/// Fills dq, dk, dv (any strides with a contiguous last dimension).
void attentionBackwardCpu(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k,
                          const at::Tensor& v, const at::Tensor& output, const at::Tensor& logSumExp,
                          double scale, bool halfScores, bool maskAsReleased, at::Tensor dq, at::Tensor dk,
                          at::Tensor dv);

}  // namespace entroscope
