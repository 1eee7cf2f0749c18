// Residual addition with up to two LayerNorms or RMSNorms. A warp holds a row in registers and reads each
// value once where the row fits them (add_norm_warp.cuh); any other width takes one block a row, which reads
// it anew for each sum.
#include "core/kernels/cuda/add_norm_warp.cuh"
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/norm_row.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 128;

/// Low is the type of the addend and the norms' results.
template <typename Low>
__global__ void __launch_bounds__(kThreads) addNorm(const AddNormArguments a) {
  const Low* const addend = static_cast<const Low*>(a.addend);
  Low *const norm1 = static_cast<Low*>(a.norm1), *const norm2 = static_cast<Low*>(a.norm2);
  __shared__ RowSum shared[kThreads / 32];
  __shared__ RowCensus censuses[kThreads / 32];
  const std::int64_t start = static_cast<std::int64_t>(blockIdx.x) * a.width;
  const auto width = static_cast<float>(a.width);
  RowSum own;
  RowCensus census;
  for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads) {
    float x = a.stream[start + i];
    if (addend) x += toFloat(addend[start + i]);
    if (a.bias1) x += a.bias1[i];
    if (a.bias2) x += a.bias2[i];
    if (a.sum) a.sum[start + i] = x;
    own.value += x;
    if (a.census) census.add(x);
  }
  const float mean = joinBlock<kThreads>(own, shared).value / width;
  if (threadIdx.x == 0) a.mean[blockIdx.x] = mean;
  if (a.census) storeCensus(joinBlock<kThreads>(census, censuses), a.census, blockIdx.x, threadIdx.x == 0);
  if (!norm1 && !norm2) return;
  const float center = a.rms ? 0.0f : mean;
  const float* const x = a.sum ? a.sum : a.stream;  // each thread reads what it wrote itself
  RowSum squares;
  for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads) {
    const float apart = x[start + i] - center;
    squares.value += apart * apart;
  }
  const float inverse = inverseDeviation(joinBlock<kThreads>(squares, shared).value, width, a.epsilon);
  if (threadIdx.x == 0 && a.inverse) a.inverse[blockIdx.x] = inverse;
  for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads) {
    const float value = x[start + i], hat = (value - center) * inverse;
    if (norm1)
      put(norm1 + start + i, a.weight1 ? hat * a.weight1[i] + (a.shift1 ? a.shift1[i] : 0.0f) : value);
    if (norm2) put(norm2 + start + i, hat * a.weight2[i] + (a.shift2 ? a.shift2[i] : 0.0f));
  }
}

template <typename Low>
void forward(const AddNormArguments& a, cudaStream_t stream) {
  const bool onWarps =
      a.width % kLaneColumns == 0 && onChunks({a.stream, a.bias1, a.bias2, a.addend, a.weight1, a.shift1,
                                               a.weight2, a.shift2, a.sum, a.norm1, a.norm2});
  const bool launched = onWarps && forChunks(a.width, [&](auto chunks) {
                          constexpr int kWarps = kWarpThreads / 32;
                          const auto blocks = static_cast<unsigned>((a.rows + kWarps - 1) / kWarps);
                          addNormWarp<Low, decltype(chunks)::value><<<blocks, kWarpThreads, 0, stream>>>(a);
                        });
  if (!launched) addNorm<Low><<<static_cast<unsigned>(a.rows), kThreads, 0, stream>>>(a);
}

}  // namespace

cudaError_t launchAddNorm(const AddNormArguments& a, cudaStream_t stream) {
  if (a.rows == 0) return cudaSuccess;
  forNumber(a.type, [&](auto zero) { forward<decltype(zero)>(a, stream); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
