// A language model's tensors, by role, and their initial values. Private to core/model; training thread.
// Shapes: d width, F FFN width, V vocabulary, P positions; linear weights are [out, in].
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/model/language_model.h"

namespace entroscope {

struct NormWeights {
  at::Tensor weight, bias;  ///< [d]; undefined where there is no norm; RMSNorm has no bias
};
struct LinearWeights {
  at::Tensor weight, bias;  ///< the bias is undefined where there is none
};

struct BlockWeights {
  NormWeights norm1, norm2;
  LinearWeights qkv;  ///< [3d, d]: Q, K, V rows; the bias holds only the segments that have one
  LinearWeights attentionOut, up, down;
  Activation activation = Activation::GeluErf;
  at::Tensor slope;  ///< leaky ReLU only: [] or [F]
};

struct Weights {
  at::Tensor tokens;     ///< [V, d]
  at::Tensor positions;  ///< [P, d]; undefined unless learned
  std::vector<BlockWeights> blocks;
  NormWeights finalNorm;
  at::Tensor head;  ///< [V, d]; the same tensor as `tokens` when tied
};

/// Fresh weights, drawn on the CPU so that a seed means the same everywhere, and their list in the order
/// of the forward pass.
Weights makeWeights(const ModelConfig& config, at::Device device, std::uint64_t seed,
                    std::vector<NamedParameter>& parameters);

}  // namespace entroscope
