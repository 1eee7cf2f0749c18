// AdamW in one pass over parameter, gradient, moments and the low-precision copy of the parameter, and the
// census of the gradients before it.
#include <algorithm>

#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 256;

/// Shadow is float where there is none: nothing is stored then.
template <typename Shadow>
__global__ void __launch_bounds__(kThreads) adamw(const AdamwArguments a) {
  if (a.skip && *a.skip != 0) return;
  AdamwNumbers numbers = *a.numbers;
  if (a.clip) numbers.gradientScale *= *a.clip;
  Shadow* const shadow = static_cast<Shadow*>(a.shadow);
  for (std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < a.count;
       i += static_cast<std::int64_t>(gridDim.x) * kThreads) {
    const AdamwValue updated =
        adamwUpdate({a.parameter[i], a.mean[i], a.variance[i]}, a.gradient[i], numbers);
    a.parameter[i] = updated.parameter;
    a.mean[i] = updated.mean;
    a.variance[i] = updated.variance;
    if (shadow) put(shadow + i, updated.parameter);
  }
}

struct Census {
  double square = 0, nans = 0;
  __device__ void merge(const Census& other) {
    square += other.square;
    nans += other.nans;
  }
};

/// One row of blocks a gradient.
__global__ void __launch_bounds__(kThreads) census(const CensusArguments a) {
  __shared__ Census shared[kThreads / 32];
  const float* const x = a.data[blockIdx.y];
  const std::int64_t count = a.count[blockIdx.y];
  Census own;
  for (std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < count;
       i += static_cast<std::int64_t>(gridDim.x) * kThreads) {
    own.square += static_cast<double>(x[i]) * x[i];
    own.nans += isnan(x[i]) ? 1.0 : 0.0;
  }
  const Census all = joinBlock<kThreads>(own, shared);
  if (threadIdx.x != 0) return;
  double* const place = a.parts + 2 * (static_cast<std::int64_t>(blockIdx.y) * gridDim.x + blockIdx.x);
  place[0] = all.square;
  place[1] = all.nans;
}

}  // namespace

cudaError_t launchAdamw(const AdamwArguments& a, cudaStream_t stream) {
  if (a.count == 0) return cudaSuccess;
  const auto blocks =
      static_cast<unsigned>(std::min<std::int64_t>((a.count + kThreads - 1) / kThreads, 4096));
  if (!a.shadow) {
    adamw<float><<<blocks, kThreads, 0, stream>>>(a);
  } else if (a.shadowType == Number::Half) {
    adamw<__half><<<blocks, kThreads, 0, stream>>>(a);
  } else {
    adamw<__nv_bfloat16><<<blocks, kThreads, 0, stream>>>(a);
  }
  return cudaGetLastError();
}

cudaError_t launchCensus(const CensusArguments& a, cudaStream_t stream) {
  if (a.gradients == 0) return cudaSuccess;
  census<<<dim3(kCensusParts, static_cast<unsigned>(a.gradients)), kThreads, 0, stream>>>(a);
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
