// Rotation of queries and keys where they lie in a packed projection, pairs (i, i + half) of each head's
// first dimensions.
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 256;

template <typename T>
__global__ void __launch_bounds__(kThreads) rotate(const RotateArguments a) {
  const std::int64_t index = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  const std::int64_t pair = index % a.half,
                     head = index / a.half % (2 * a.heads);  // a token's queries, then its keys
  const std::int64_t token = index / a.half / (2 * a.heads);
  if (token >= a.tokens) return;
  const std::int64_t angle = token % a.context * a.half + pair;
  const float cosine = a.cosine[angle], sine = a.sine[angle] * a.direction;
  T* const low = static_cast<T*>(a.qkv) + (token * 3 * a.heads + head) * a.width + pair;
  T* const high = low + a.half;
  const float x = toFloat(*low), y = toFloat(*high);
  put(low, x * cosine - y * sine);
  put(high, y * cosine + x * sine);
}

}  // namespace

cudaError_t launchRotate(const RotateArguments& a, cudaStream_t stream) {
  const std::int64_t count = a.tokens * 2 * a.heads * a.half;
  if (count == 0) return cudaSuccess;
  const auto blocks = static_cast<unsigned>((count + kThreads - 1) / kThreads);
  forNumber(a.type, [&](auto zero) { rotate<decltype(zero)><<<blocks, kThreads, 0, stream>>>(a); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
