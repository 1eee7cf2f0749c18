// Cross-entropy and its gradient in place: one block a row, which is read once and lies in shared memory
// where it fits, 16 bytes at a time.
#include <algorithm>

#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"
#include "core/kernels/cuda/softmax_row.h"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 512;
constexpr std::int64_t kIgnored = -100;

/// A row as a part on 16-byte boundaries between a few values before and after it.
template <typename T>
struct Row {
  static constexpr int kPer = 16 / sizeof(T);
  T* values;
  std::int64_t before, chunks, count;

  __device__ Row(T* first, std::int64_t size) : values(first), count(size) {
    const auto past = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(first) % 16 / sizeof(T));
    before = min(size, (kPer - past) % kPer);
    chunks = (size - before) / kPer;
  }
  __device__ Chunk<T>* chunk(std::int64_t i) const {
    return reinterpret_cast<Chunk<T>*>(values + before) + i;
  }
  /// f(index) for this thread's values outside the chunks.
  template <typename F>
  __device__ void eachLoose(const F& f) const {
    const std::int64_t after = before + chunks * kPer;
    for (std::int64_t i = threadIdx.x; i < before + count - after; i += kThreads)
      f(i < before ? i : after + i - before);
  }
};

template <typename T, bool Kept>
__global__ void __launch_bounds__(kThreads) classifier(const ClassifierArguments a) {
  __shared__ SoftmaxRow shared[kThreads / 32];
  extern __shared__ uint4 kept[];
  const std::int64_t line = blockIdx.x, target = a.targets[line];
  const Row<T> row(static_cast<T*>(a.logits) + line * a.vocabulary, a.vocabulary);
  if (target == kIgnored) {  // the whole block agrees
    if (threadIdx.x == 0) a.losses[line] = 0;
    for (std::int64_t i = threadIdx.x; a.gradient && i < a.vocabulary; i += kThreads)
      put(row.values + i, 0.0f);
    return;
  }
  auto* const own = reinterpret_cast<Chunk<T>*>(kept);  // each thread reads what it wrote itself
  SoftmaxRow sums;
#pragma unroll 4
  for (std::int64_t i = threadIdx.x; i < row.chunks; i += kThreads) {
    const Chunk<T> chunk = *row.chunk(i);
    if (Kept) own[i] = chunk;
    sums.add(chunk.floats().x);
  }
  row.eachLoose([&](std::int64_t i) {
    const float x[1] = {toFloat(row.values[i])};
    sums.add(x);
  });
  const SoftmaxRow all = joinBlock<kThreads>(sums, shared);
  if (threadIdx.x == 0) a.losses[line] = all.loss(toFloat(row.values[target]));
  if (!a.gradient) return;
  __syncthreads();  // the target's logit has been read
  const float scale = *a.scale, share = scale / all.total;
#pragma unroll 4
  for (std::int64_t i = threadIdx.x; i < row.chunks; i += kThreads) {
    Floats<Row<T>::kPer> x = (Kept ? own[i] : *row.chunk(i)).floats();
    const std::int64_t first = row.before + i * Row<T>::kPer;
#pragma unroll
    for (int e = 0; e < Row<T>::kPer; ++e) x.x[e] = all.gradient(x.x[e], first + e == target, scale, share);
    *row.chunk(i) = Chunk<T>(x);
  }
  row.eachLoose([&](std::int64_t i) {
    put(row.values + i, all.gradient(toFloat(row.values[i]), i == target, scale, share));
  });
}

template <typename T>
__global__ void __launch_bounds__(kThreads) scale(const ScaleArguments a) {
  const float factor = *a.factor;
  if (factor == 1.0f) return;
  T* const values = static_cast<T*>(a.values);
  constexpr int kPer = 16 / sizeof(T);
  const std::int64_t chunks = a.count / kPer, step = static_cast<std::int64_t>(gridDim.x) * kThreads;
  const std::int64_t thread = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  for (std::int64_t i = thread; i < chunks; i += step) {
    Floats<kPer> x = load<kPer>(values + i * kPer);
#pragma unroll
    for (int e = 0; e < kPer; ++e) x.x[e] *= factor;
    store(values + i * kPer, x);
  }
  const std::int64_t last = chunks * kPer + thread;
  if (last < a.count) put(values + last, toFloat(values[last]) * factor);
}

template <typename T>
cudaError_t launch(const ClassifierArguments& a, cudaStream_t stream) {
  int device = 0, most = 0;
  cudaError_t error = cudaGetDevice(&device);
  if (error == cudaSuccess)
    error = cudaDeviceGetAttribute(&most, cudaDevAttrMaxSharedMemoryPerBlockOptin, device);
  if (error != cudaSuccess) return error;
  const auto grid = static_cast<unsigned>(a.rows);
  const std::int64_t bytes = a.vocabulary * static_cast<std::int64_t>(sizeof(T));
  constexpr int kOther = sizeof(SoftmaxRow) * kThreads / 32;
  if (!a.gradient || bytes + kOther > most) {
    classifier<T, false><<<grid, kThreads, 0, stream>>>(a);
    return cudaGetLastError();
  }
  const auto kernel = classifier<T, true>;
  error = cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(bytes));
  if (error != cudaSuccess) return error;
  kernel<<<grid, kThreads, static_cast<std::size_t>(bytes), stream>>>(a);
  return cudaGetLastError();
}

}  // namespace

cudaError_t launchClassifier(const ClassifierArguments& a, cudaStream_t stream) {
  if (a.rows == 0) return cudaSuccess;
  cudaError_t error = cudaSuccess;
  forNumber(a.type, [&](auto zero) { error = launch<decltype(zero)>(a, stream); });
  return error;
}

cudaError_t launchScale(const ScaleArguments& a, cudaStream_t stream) {
  if (a.count == 0) return cudaSuccess;
  if (!onChunks({a.values})) return cudaErrorInvalidValue;
  const auto blocks =
      static_cast<unsigned>(std::min<std::int64_t>((a.count + kThreads - 1) / kThreads, 2048));
  forNumber(a.type, [&](auto zero) { scale<decltype(zero)><<<blocks, kThreads, 0, stream>>>(a); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
