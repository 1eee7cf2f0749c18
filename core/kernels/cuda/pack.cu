// The gradients of queries, keys and values into their places in the packed projection's, in one launch.
#include "core/kernels/cuda/launch.h"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 256;

__global__ void __launch_bounds__(kThreads) pack(const PackArguments a) {
  const std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  const std::int64_t chunk = i % a.chunks, head = i / a.chunks % a.heads, place = i / a.chunks / a.heads;
  const std::int64_t position = place % a.context, batch = place / a.context;
  if (batch >= a.batch) return;
  const auto at = [&](const std::int64_t(&strides)[3]) {
    return batch * strides[0] + position * strides[1] + head * strides[2] + chunk;
  };
  const int part = static_cast<int>(blockIdx.y);
  static_cast<uint4*>(a.to[part])[at(a.toStrides)] =
      static_cast<const uint4*>(a.from[part])[at(a.strides[part])];
}

}  // namespace

cudaError_t launchPack(const PackArguments& a, cudaStream_t stream) {
  const std::int64_t count = a.batch * a.context * a.heads * a.chunks;
  if (count == 0) return cudaSuccess;
  pack<<<dim3(static_cast<unsigned>((count + kThreads - 1) / kThreads), 3), kThreads, 0, stream>>>(a);
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
