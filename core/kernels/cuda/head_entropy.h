// Launches the streamed entropy of every attention row: QKᵀ tile by tile, nothing of size T × T stored.
// Raw pointers and a stream, no torch header, so that the .cu file compiles in seconds.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace entroscope::cuda {

/// q, k: [B,T,H,d_h] fp32 with contiguous last dimension and these strides in elements.
struct HeadEntropyArguments {
  const float *q = nullptr, *k = nullptr;
  std::int64_t qStrides[3] = {0, 0, 0};  ///< batch, position, head
  std::int64_t kStrides[3] = {0, 0, 0};
  int batch = 0, context = 0, heads = 0, width = 0;  ///< width = d_h ≤ 128
  float scale = 1;
  bool nanAsZero = false;             ///< the released code's nansum
  float* entropy = nullptr;           ///< [B,H,T] nats
  std::int32_t* nanScores = nullptr;  ///< [B,H,T]
};

/// Asynchronous.
cudaError_t launchHeadEntropy(const HeadEntropyArguments& arguments, cudaStream_t stream);

}  // namespace entroscope::cuda
