// Rotary positions (Su et al. 2021) as GPT-NeoX applies them: the first r of each head's d_h dimensions,
// pairs (i, i + r/2), angle t · base^(−2i/r). Private to core/model; training thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/base/run_config.h"
#include "core/kernels/attention.h"

namespace entroscope {

class Rotary {
 public:
  Rotary(const ModelConfig& config, at::Device device);

  /// Rotates queries and keys of qkv [B,T,3,H,d_h]; values pass. fp32 inside, the type of qkv outside.
  at::Tensor rotate(const at::Tensor& qkv);
  /// For kernels that rotate by themselves; undefined when nothing is rotated.
  RotaryAngles angles(std::int64_t context);

 private:
  void prepare(std::int64_t context);

  std::int64_t dimensions_;  ///< r, even
  double base_;
  at::Device device_;
  at::Tensor cosine_, sine_;  ///< [T, 1, 1, r/2] of the longest context so far
};

}  // namespace entroscope
