// Activation of x + bias, forward, and backward with the column sums of slope and bias: tiles of 32 lanes by
// eight lines, a lane with as many neighbouring columns as 16 bytes hold.
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kLanes = 32, kLines = 8, kThreads = kLanes * kLines;

template <typename T, ActivationKind Kind>
__device__ __forceinline__ ActivationPoint pointAt(float x, float slope) {
  if constexpr (Kind == ActivationKind::GeluErf && sizeof(T) == 2) return quickGelu(x);
  return activationAt(Kind, x, slope);
}

/// Adds the lines of a block, first to last, and stores each column's sum.
template <int Count>
__device__ void storeColumns(const Floats<Count>& sums, float* part, std::int64_t column, bool inside,
                             Floats<Count> (&shared)[kLines][kLanes]) {
  __syncthreads();  // an earlier use of the places is over
  shared[threadIdx.y][threadIdx.x] = sums;
  __syncthreads();
  if (threadIdx.y != 0 || !inside) return;
  Floats<Count> all = shared[0][threadIdx.x];
  for (int line = 1; line < kLines; ++line) {
#pragma unroll
    for (int e = 0; e < Count; ++e) all.x[e] += shared[line][threadIdx.x].x[e];
  }
#pragma unroll
  for (int e = 0; e < Count; ++e) part[column + e] = all.x[e];
}

template <typename T, int Count, ActivationKind Kind, bool Backward>
__global__ void __launch_bounds__(kThreads) activation(const ActivationArguments a) {
  const std::int64_t column = (static_cast<std::int64_t>(blockIdx.x) * kLanes + threadIdx.x) * Count;
  const std::int64_t first = static_cast<std::int64_t>(blockIdx.y) * kSumRows;
  const bool inside = column < a.features;
  Floats<Count> slope{}, bias{}, slopes{}, biases{};
#pragma unroll
  for (int e = 0; e < Count; ++e) {
    if (a.slope && inside) slope.x[e] = a.slope[a.perFeature ? column + e : 0];
    if (a.bias && inside) bias.x[e] = a.bias[column + e];
  }
  const std::int64_t end = inside ? min(first + kSumRows, a.rows) : 0;
#pragma unroll 4
  for (std::int64_t row = first + threadIdx.y; row < end; row += kLines) {
    const std::int64_t at = row * a.features + column;
    Floats<Count> x = load<Count>(static_cast<const T*>(a.x) + at), upstream{};
    if (Backward) upstream = load<Count>(static_cast<const T*>(a.gradient) + at);
#pragma unroll
    for (int e = 0; e < Count; ++e) {
      const float biased = x.x[e] + bias.x[e];
      const ActivationPoint point = pointAt<T, Kind>(biased, slope.x[e]);
      if (Backward) {
        const float dx = upstream.x[e] * point.derivative;
        if (Kind == ActivationKind::LeakyRelu) slopes.x[e] += slopeTerm(biased, upstream.x[e]);
        biases.x[e] += dx;
        x.x[e] = dx;
      } else {
        x.x[e] = point.value;
      }
    }
    store(static_cast<T*>(a.result) + at, x);
  }
  if constexpr (Backward) {
    __shared__ Floats<Count> shared[kLines][kLanes];
    const std::int64_t place = blockIdx.y * a.features + column;
    if (a.partSlope) storeColumns(slopes, a.partSlope, place, inside, shared);
    if (a.partBias) storeColumns(biases, a.partBias, place, inside, shared);
  }
}

template <typename T, int Count, ActivationKind Kind>
void launchOf(const ActivationArguments& a, cudaStream_t stream) {
  constexpr int kColumns = kLanes * Count;
  const dim3 grid(static_cast<unsigned>((a.features + kColumns - 1) / kColumns),
                  static_cast<unsigned>((a.rows + kSumRows - 1) / kSumRows));
  const dim3 block(kLanes, kLines);
  if (a.gradient) {
    activation<T, Count, Kind, true><<<grid, block, 0, stream>>>(a);
  } else {
    activation<T, Count, Kind, false><<<grid, block, 0, stream>>>(a);
  }
}

template <typename T, int Count>
void launchCounted(const ActivationArguments& a, cudaStream_t stream) {
  switch (a.kind) {
    case ActivationKind::GeluErf:
      return launchOf<T, Count, ActivationKind::GeluErf>(a, stream);
    case ActivationKind::GeluTanh:
      return launchOf<T, Count, ActivationKind::GeluTanh>(a, stream);
    case ActivationKind::Relu:
      return launchOf<T, Count, ActivationKind::Relu>(a, stream);
    case ActivationKind::LeakyRelu:
      return launchOf<T, Count, ActivationKind::LeakyRelu>(a, stream);
  }
}

}  // namespace

cudaError_t launchActivation(const ActivationArguments& a, cudaStream_t stream) {
  if (a.rows == 0 || a.features == 0) return cudaSuccess;
  forNumber(a.type, [&](auto zero) {
    using T = decltype(zero);
    constexpr int kCount = 16 / sizeof(T);
    if (a.features % kCount == 0 && onChunks({a.x, a.gradient, a.result})) {
      launchCounted<T, kCount>(a, stream);
    } else {
      launchCounted<T, 1>(a, stream);
    }
  });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
