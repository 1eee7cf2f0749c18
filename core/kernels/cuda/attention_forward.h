// Launches causal attention with log-sum-exp, entropy and NaN count of every row from one pass on tensor
// cores. Raw pointers and a stream, no torch header, so that the .cu file compiles in seconds.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace entroscope::cuda {

/// q, k, v: [B,T,H,d_h] of 16-bit numbers, contiguous last dimension, rows on 16-byte boundaries; strides in
/// elements.
struct AttentionForwardArguments {
  const void *q = nullptr, *k = nullptr, *v = nullptr;
  bool bfloat16 = true;                  ///< else fp16
  std::int64_t qStrides[3] = {0, 0, 0};  ///< batch, position, head
  std::int64_t kStrides[3] = {0, 0, 0}, vStrides[3] = {0, 0, 0};
  int batch = 0, context = 0, heads = 0, width = 0;  ///< width = d_h: a multiple of 8, at most 128
  float scale = 1;
  bool nanAsZero = false;             ///< the released code's nansum
  void* output = nullptr;             ///< [B,T,H,d_h]
  float* logSumExp = nullptr;         ///< [B,H,T] nats
  float* entropy = nullptr;           ///< [B,H,T] nats; null: neither it nor the count is wanted
  std::int32_t* nanScores = nullptr;  ///< [B,H,T]
};

/// Asynchronous; fp32 accumulation. A NaN among the values reaches rows up to 63 positions before it, for a
/// product with 0 is formed: as in the stock kernels.
cudaError_t launchAttentionForward(const AttentionForwardArguments& arguments, cudaStream_t stream);

}  // namespace entroscope::cuda
