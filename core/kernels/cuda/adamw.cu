// AdamW in one pass over parameter, gradient and moments, and the squared norm of a gradient.
#include <algorithm>

#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 256;

__global__ void __launch_bounds__(kThreads) adamw(const AdamwArguments a) {
  const float clip = a.clip ? *a.clip : 1.0f;
  bool bad = false;
  for (std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < a.count;
       i += static_cast<std::int64_t>(gridDim.x) * kThreads) {
    const float gradient = a.gradient[i];
    bad |= !isfinite(gradient);
    const AdamwValue updated =
        adamwUpdate({a.parameter[i], a.mean[i], a.variance[i]}, gradient * clip, a.coefficients);
    a.parameter[i] = updated.parameter;
    a.mean[i] = updated.mean;
    a.variance[i] = updated.variance;
  }
  if (bad && a.bad) *a.bad = 1;  // every writer writes the same
}

struct DoubleSum {
  double value = 0;
  __device__ void merge(const DoubleSum& other) { value += other.value; }
};

__global__ void __launch_bounds__(kThreads) squaredNorm(const float* x, std::int64_t count, double* parts) {
  __shared__ DoubleSum shared[kThreads / 32];
  DoubleSum own;
  for (std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < count;
       i += static_cast<std::int64_t>(gridDim.x) * kThreads) {
    own.value += static_cast<double>(x[i]) * x[i];
  }
  const DoubleSum all = joinBlock<kThreads>(own, shared);
  if (threadIdx.x == 0) parts[blockIdx.x] = all.value;
}

}  // namespace

cudaError_t launchAdamw(const AdamwArguments& a, cudaStream_t stream) {
  if (a.count == 0) return cudaSuccess;
  const std::int64_t blocks = std::min<std::int64_t>((a.count + kThreads - 1) / kThreads, 4096);
  adamw<<<static_cast<unsigned>(blocks), kThreads, 0, stream>>>(a);
  return cudaGetLastError();
}

cudaError_t launchSquaredNorm(const float* x, std::int64_t count, double* parts, cudaStream_t stream) {
  squaredNorm<<<kNormParts, kThreads, 0, stream>>>(x, count, parts);
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
