// Cross-entropy and its gradient in place: one block a row, two passes over it.
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"
#include "core/kernels/cuda/softmax_row.h"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 512;
constexpr std::int64_t kIgnored = -100;

template <typename T>
__global__ void __launch_bounds__(kThreads) classifier(const ClassifierArguments a) {
  __shared__ SoftmaxRow shared[kThreads / 32];
  const std::int64_t row = blockIdx.x, target = a.targets[row];
  T* const logits = static_cast<T*>(a.logits) + row * a.vocabulary;
  if (target == kIgnored) {  // the whole block agrees
    if (threadIdx.x == 0) a.losses[row] = 0;
    for (std::int64_t i = threadIdx.x; a.gradient && i < a.vocabulary; i += kThreads) put(logits + i, 0.0f);
    return;
  }
  SoftmaxRow own;
  for (std::int64_t i = threadIdx.x; i < a.vocabulary; i += kThreads) own.add(toFloat(logits[i]));
  const SoftmaxRow all = joinBlock<kThreads>(own, shared);
  if (threadIdx.x == 0) a.losses[row] = all.loss(toFloat(logits[target]));
  if (!a.gradient) return;
  __syncthreads();  // the target's logit has been read
  const float scale = *a.scale;
  for (std::int64_t i = threadIdx.x; i < a.vocabulary; i += kThreads)
    put(logits + i, all.gradient(toFloat(logits[i]), i == target, scale));
}

}  // namespace

cudaError_t launchClassifier(const ClassifierArguments& a, cudaStream_t stream) {
  if (a.rows == 0) return cudaSuccess;
  const auto grid = static_cast<unsigned>(a.rows);
  forNumber(a.type, [&](auto zero) { classifier<decltype(zero)><<<grid, kThreads, 0, stream>>>(a); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
