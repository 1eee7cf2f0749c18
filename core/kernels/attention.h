// Causal attention that also measures itself: output, log-sum-exp and the exact entropy of every row
// from one streamed pass; no T×T tensor is stored. Registered with the PyTorch dispatcher with
// autograd; CPU here, CUDA in the loadable half. Torch in the interface.
//
// Streaming: with m the running maximum of a row's scores s, l = Σ e^{s−m}, W = Σ e^{s−m}(s−m):
// H = ln l − W/l (nats), lse = m + ln l.
#pragma once

#include <ATen/core/Tensor.h>

namespace entroscope {

struct AttentionOptions {
  double scale = 1.0;              ///< multiplies QKᵀ
  bool measure = true;             ///< fill `entropy`
  bool halfScores = false;         ///< round QKᵀ through fp16 before scaling (fp16-emulated)
  bool maskAsReleased = false;     ///< mask with the lowest finite value instead of −inf
  bool asReleasedEntropy = false;  ///< terms that are NaN count as 0 (nansum)
};

struct AttentionResult {
  at::Tensor output;     ///< [B,T,H,d_h], differentiable
  at::Tensor logSumExp;  ///< [B,H,T] fp32
  at::Tensor entropy;    ///< [B,H,T] fp32 nats per query row, NaN where the row is; undefined unless measured
  at::Tensor
      nanScores;  ///< [B,H,T] int32 NaN entries among the row's unmasked scores; undefined unless measured
};

/// @param q, k, v [B,T,H,d_h] (any strides with a contiguous last dimension), fp32/bf16/fp16, 1 ≤ d_h ≤ 256.
/// NaN in a row's scores makes that row's output, lse and entropy NaN; other rows are untouched.
AttentionResult attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                          const AttentionOptions& options);

/// Rotary positions (Su et al. 2021) of the first r of each head's dimensions, pairs (i, i + r/2).
struct RotaryAngles {
  at::Tensor cosine, sine;  ///< [T, r/2] fp32; undefined: no rotation
};

/// Queries, keys and values of one packed projection [B,T,3,H,d_h], read in place; the gradient is one
/// packed tensor too, without the three zero-filled copies that slices cost. With angles, queries and keys
/// are rotated where they lie: `qkv` is consumed, so pass a temporary that no backward pass needs.
AttentionResult attentionPacked(const at::Tensor& qkv, const AttentionOptions& options,
                                const RotaryAngles& rotary = {});

/// [B,H,T,T] fp32 probabilities aᵢⱼ that the above attends with, from plain ATen operations and with the
/// matrix in memory: for a few tokens. No gradient.
at::Tensor attentionProbabilities(const at::Tensor& q, const at::Tensor& k, const AttentionOptions& options);

/// The same from plain ATen operations with the explicit T×T matrix: the reference the fast path is held to.
AttentionResult attentionReference(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                                   const AttentionOptions& options);

}  // namespace entroscope
