// Backward pass of residual addition with up to two norms, with the column sums of the parameters' gradients.
// A thread has four neighbouring columns of many rows, so that it reads each value once and holds its
// columns' sums in registers; a width that this does not fit takes one block a row and a second kernel for
// the sums.
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/norm_row.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 128, kColumns = 32, kLines = 8;

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

__device__ __forceinline__ Four fourAt(const float* values, bool present) {
  return present ? load<kLaneColumns>(values) : Four{};
}

/// Joins NormSums of `Rows` rows over the block. `shared` is another one at the next call: then one barrier
/// does.
template <int Rows, int Warps>
__device__ __forceinline__ void joinRows(NormSums (&sums)[Rows], NormSums (&shared)[Rows][Warps]) {
  const int warps = static_cast<int>(blockDim.x) / 32, warp = static_cast<int>(threadIdx.x) / 32;
#pragma unroll
  for (int r = 0; r < Rows; ++r) {
    sums[r] = joinBlock<32>(sums[r], static_cast<NormSums*>(nullptr));
    if (threadIdx.x % 32 == 0) shared[r][warp] = sums[r];
  }
  __syncthreads();
#pragma unroll
  for (int r = 0; r < Rows; ++r) {
    sums[r] = shared[r][0];
    for (int i = 1; i < warps; ++i) sums[r].merge(shared[r][i]);
  }
}

/// kSumRows rows a block, `Rows` at once. Two: whether there is a second norm's gradient.
template <typename Low, bool Two, int Threads, int Rows>
__global__ void __launch_bounds__(Threads) addNormBackwardColumns(const AddNormBackwardArguments a) {
  __shared__ NormSums shared[2][Rows][Threads / 32];
  const bool normed1 = a.gradient1 && a.weight1, normed2 = Two && a.weight2, normed = normed1 || normed2;
  const auto width = static_cast<float>(a.width);
  const std::int64_t column = static_cast<std::int64_t>(threadIdx.x) * kLaneColumns;
  const bool inside = column < a.width;
  const Four w1 = fourAt(a.weight1 + column, normed1 && inside),
             w2 = fourAt(a.weight2 + column, normed2 && inside);
  Four weight1{}, shift1{}, weight2{}, shift2{}, bias{};
  const std::int64_t first = static_cast<std::int64_t>(blockIdx.x) * kSumRows;
  const std::int64_t end = min(first + kSumRows, a.rows);
  int turn = 0;
  for (std::int64_t row = first; row < end; row += Rows, turn ^= 1) {
    Four hat[Rows], upstream1[Rows], upstream2[Rows], result[Rows];
    float inverse[Rows];
#pragma unroll
    for (int r = 0; r < Rows; ++r) {
      const bool here = inside && row + r < end;
      const std::int64_t at = (row + r) * a.width + column;
      hat[r] = fourAt(a.sum + at, here && normed);
      result[r] = fourAt(a.gradientSum + at, here && a.gradientSum);
      upstream1[r] = upstream2[r] = Four{};
      if (here && a.gradient1) upstream1[r] = load<kLaneColumns>(static_cast<const Low*>(a.gradient1) + at);
      if (here && Two) upstream2[r] = load<kLaneColumns>(static_cast<const Low*>(a.gradient2) + at);
    }
    if (normed) {
      NormSums sums[Rows];
#pragma unroll
      for (int r = 0; r < Rows; ++r) {
        const bool here = row + r < end;
        const float mean = here && !a.rms ? a.mean[row + r] : 0.0f;
        inverse[r] = here ? a.inverse[row + r] : 0.0f;
#pragma unroll
        for (int e = 0; e < kLaneColumns; ++e) {
          hat[r].x[e] = inside ? (hat[r].x[e] - mean) * inverse[r] : 0.0f;
          sums[r].add(upstream1[r].x[e] * w1.x[e] + upstream2[r].x[e] * w2.x[e], hat[r].x[e]);
        }
      }
      joinRows(sums, shared[turn]);
#pragma unroll
      for (int r = 0; r < Rows; ++r) {
#pragma unroll
        for (int e = 0; e < kLaneColumns; ++e) {
          const float g = upstream1[r].x[e] * w1.x[e] + upstream2[r].x[e] * w2.x[e];
          result[r].x[e] += sums[r].gradient(g, hat[r].x[e], inverse[r], width, a.rms);
        }
      }
    }
#pragma unroll
    for (int r = 0; r < Rows; ++r) {
      if (!inside || row + r >= end) continue;
#pragma unroll
      for (int e = 0; e < kLaneColumns; ++e) {
        if (!normed1) result[r].x[e] += upstream1[r].x[e];
        if (Two && !normed2) result[r].x[e] += upstream2[r].x[e];
        weight1.x[e] += upstream1[r].x[e] * hat[r].x[e];
        shift1.x[e] += upstream1[r].x[e];
        if (Two) {
          weight2.x[e] += upstream2[r].x[e] * hat[r].x[e];
          shift2.x[e] += upstream2[r].x[e];
        }
        bias.x[e] += result[r].x[e];
      }
      const std::int64_t at = (row + r) * a.width + column;
      store(a.result + at, result[r]);
      if (a.low) store(static_cast<Low*>(a.low) + at, result[r]);
    }
  }
  const auto keep = [&](float* part, const Four& sums) {
    if (part && inside) store(part + blockIdx.x * a.width + column, sums);
  };
  keep(a.partWeight1, weight1), keep(a.partShift1, shift1);
  keep(a.partWeight2, weight2), keep(a.partShift2, shift2);
  keep(a.partBias, bias);
}

template <typename Low, int Threads, int Rows>
void byColumns(const AddNormBackwardArguments& a, cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>((a.rows + kSumRows - 1) / kSumRows);
  const auto threads = static_cast<unsigned>((a.width / kLaneColumns + 31) / 32 * 32);
  if (a.gradient2) {
    addNormBackwardColumns<Low, true, Threads, Rows><<<blocks, threads, 0, stream>>>(a);
  } else {
    addNormBackwardColumns<Low, false, Threads, Rows><<<blocks, threads, 0, stream>>>(a);
  }
}

template <typename Low>
void backward(const AddNormBackwardArguments& a, cudaStream_t stream) {
  const bool chunks =
      a.width % kLaneColumns == 0 &&
      onChunks({a.gradientSum, a.gradient1, a.gradient2, a.sum, a.weight1, a.weight2, a.result, a.low,
                a.partWeight1, a.partShift1, a.partWeight2, a.partShift2, a.partBias});
  if (chunks && a.width <= 256 * kLaneColumns) return byColumns<Low, 256, 2>(a, stream);
  if (chunks && a.width <= 1024 * kLaneColumns) return byColumns<Low, 1024, 1>(a, stream);
  addNormBackward<Low><<<static_cast<unsigned>(a.rows), kThreads, 0, stream>>>(a);
  if (!a.partWeight1 && !a.partWeight2 && !a.partBias) return;
  const dim3 grid(static_cast<unsigned>((a.width + kColumns - 1) / kColumns),
                  static_cast<unsigned>((a.rows + kSumRows - 1) / kSumRows));
  parameterSums<Low><<<grid, dim3(kColumns, kLines), 0, stream>>>(a);
}

}  // namespace

cudaError_t launchAddNormBackward(const AddNormBackwardArguments& a, cudaStream_t stream) {
  if (a.rows == 0) return cudaSuccess;
  forNumber(a.type, [&](auto zero) { backward<decltype(zero)>(a, stream); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
