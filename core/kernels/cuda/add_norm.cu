// Residual addition with up to two LayerNorms or RMSNorms: one block a row, forward and backward, and the
// column sums of the parameters' gradients.
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/norm_row.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 128, kColumns = 32, kLines = 8;

/// Low is the type of the addend and the norms' results.
template <typename Low>
__global__ void __launch_bounds__(kThreads) addNorm(const AddNormArguments a) {
  const Low* const addend = static_cast<const Low*>(a.addend);
  Low *const norm1 = static_cast<Low*>(a.norm1), *const norm2 = static_cast<Low*>(a.norm2);
  __shared__ RowMoments shared[kThreads / 32];
  const std::int64_t start = static_cast<std::int64_t>(blockIdx.x) * a.width;
  RowMoments own;
  for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads) {
    float x = a.stream[start + i];
    if (addend) x += toFloat(addend[start + i]);
    if (a.bias1) x += a.bias1[i];
    if (a.bias2) x += a.bias2[i];
    if (a.sum) a.sum[start + i] = x;
    own.add(x);
  }
  const RowMoments row = joinBlock<kThreads>(own, shared);
  if (threadIdx.x == 0) a.mean[blockIdx.x] = row.mean;
  if (!norm1 && !norm2) return;
  const float center = row.center(a.rms), inverse = row.inverse(a.epsilon, a.rms);
  if (threadIdx.x == 0 && a.inverse) a.inverse[blockIdx.x] = inverse;
  const float* const x = a.sum ? a.sum : a.stream;  // each thread reads what it wrote itself
  for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads) {
    const float value = x[start + i], hat = (value - center) * inverse;
    if (norm1)
      put(norm1 + start + i, a.weight1 ? hat * a.weight1[i] + (a.shift1 ? a.shift1[i] : 0.0f) : value);
    if (norm2) put(norm2 + start + i, hat * a.weight2[i] + (a.shift2 ? a.shift2[i] : 0.0f));
  }
}

template <typename Low>
__device__ float valueAt(const void* values, std::int64_t at) {
  return toFloat(static_cast<const Low*>(values)[at]);
}

template <typename Low>
__device__ float throughNorms(const AddNormBackwardArguments& a, std::int64_t at, std::int64_t column) {
  float g = 0;
  if (a.gradient1 && a.weight1) g += valueAt<Low>(a.gradient1, at) * a.weight1[column];
  if (a.gradient2 && a.weight2) g += valueAt<Low>(a.gradient2, at) * a.weight2[column];
  return g;
}

template <typename Low>
__global__ void __launch_bounds__(kThreads) addNormBackward(const AddNormBackwardArguments a) {
  __shared__ NormSums shared[kThreads / 32];
  const std::int64_t start = static_cast<std::int64_t>(blockIdx.x) * a.width;
  const bool normed = (a.gradient1 && a.weight1) || (a.gradient2 && a.weight2);
  float mean = 0, inverse = 0;
  NormSums sums;
  if (normed) {
    mean = a.rms ? 0.0f : a.mean[blockIdx.x];
    inverse = a.inverse[blockIdx.x];
    for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads)
      sums.add(throughNorms<Low>(a, start + i, i), (a.sum[start + i] - mean) * inverse);
    sums = joinBlock<kThreads>(sums, shared);
  }
  for (std::int64_t i = threadIdx.x; i < a.width; i += kThreads) {
    const std::int64_t at = start + i;
    float d = 0;
    if (normed) {
      d = sums.gradient(throughNorms<Low>(a, at, i), (a.sum[at] - mean) * inverse, inverse,
                        static_cast<float>(a.width), a.rms);
    }
    if (a.gradientSum) d += a.gradientSum[at];
    if (a.gradient1 && !a.weight1) d += valueAt<Low>(a.gradient1, at);
    if (a.gradient2 && !a.weight2) d += valueAt<Low>(a.gradient2, at);
    a.result[at] = d;
    if (a.low) put(static_cast<Low*>(a.low) + at, d);
  }
}

/// Adds the lines of a block, first to last, and stores the first line's sums.
__device__ void storeColumn(float value, float* part, std::int64_t at, bool inside,
                            float (&shared)[kLines][kColumns]) {
  __syncthreads();
  shared[threadIdx.y][threadIdx.x] = value;
  __syncthreads();
  if (threadIdx.y != 0 || !inside || !part) return;
  float sum = 0;
  for (int line = 0; line < kLines; ++line) sum += shared[line][threadIdx.x];
  part[at] = sum;
}

template <typename Low>
__global__ void __launch_bounds__(kColumns* kLines) parameterSums(const AddNormBackwardArguments a) {
  __shared__ float shared[kLines][kColumns];
  const std::int64_t column = static_cast<std::int64_t>(blockIdx.x) * kColumns + threadIdx.x;
  const std::int64_t first = static_cast<std::int64_t>(blockIdx.y) * kSumRows;
  const bool inside = column < a.width;
  float weight1 = 0, shift1 = 0, weight2 = 0, shift2 = 0, bias = 0;
  for (std::int64_t row = first + threadIdx.y; inside && row < first + kSumRows && row < a.rows;
       row += kLines) {
    const std::int64_t at = row * a.width + column;
    if (a.inverse) {
      const float hat = (a.sum[at] - (a.rms ? 0.0f : a.mean[row])) * a.inverse[row];
      const float g1 = a.partWeight1 ? valueAt<Low>(a.gradient1, at) : 0.0f;
      const float g2 = a.partWeight2 ? valueAt<Low>(a.gradient2, at) : 0.0f;
      weight1 += g1 * hat, shift1 += g1;
      weight2 += g2 * hat, shift2 += g2;
    }
    bias += a.result[at];
  }
  const std::int64_t at = blockIdx.y * a.width + column;
  storeColumn(weight1, a.partWeight1, at, inside, shared);
  storeColumn(shift1, a.partShift1, at, inside, shared);
  storeColumn(weight2, a.partWeight2, at, inside, shared);
  storeColumn(shift2, a.partShift2, at, inside, shared);
  storeColumn(bias, a.partBias, at, inside, shared);
}

template <typename Low>
void backward(const AddNormBackwardArguments& a, cudaStream_t stream) {
  addNormBackward<Low><<<static_cast<unsigned>(a.rows), kThreads, 0, stream>>>(a);
  if (!a.partWeight1 && !a.partWeight2 && !a.partBias) return;
  const dim3 grid(static_cast<unsigned>((a.width + kColumns - 1) / kColumns),
                  static_cast<unsigned>((a.rows + kSumRows - 1) / kSumRows));
  parameterSums<Low><<<grid, dim3(kColumns, kLines), 0, stream>>>(a);
}

}  // namespace

cudaError_t launchAddNorm(const AddNormArguments& a, cudaStream_t stream) {
  if (a.rows == 0) return cudaSuccess;
  const auto rows = static_cast<unsigned>(a.rows);
  forNumber(a.type, [&](auto zero) { addNorm<decltype(zero)><<<rows, kThreads, 0, stream>>>(a); });
  return cudaGetLastError();
}

cudaError_t launchAddNormBackward(const AddNormBackwardArguments& a, cudaStream_t stream) {
  if (a.rows == 0) return cudaSuccess;
  forNumber(a.type, [&](auto zero) { backward<decltype(zero)>(a, stream); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
