// Entropy and NaN count of every causal attention row from Q and K alone.
#include "core/kernels/cuda/head_entropy.h"
#include "core/kernels/cuda/row_entropy.h"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 128, kRows = 32, kKeys = 32, kMaximumWidth = 128;

/// One head's rows inside the strided tensors.
struct HeadPlace {
  int batch, head;
  __device__ explicit HeadPlace(const HeadEntropyArguments& a)
      : batch(static_cast<int>(blockIdx.x) / a.heads), head(static_cast<int>(blockIdx.x) % a.heads) {}
  __device__ std::int64_t offset(const std::int64_t (&strides)[3]) const {
    return batch * strides[0] + head * strides[2];
  }
};

/// Copies `rows` rows of d_h values to shared memory, zero beyond the context.
__device__ void loadTile(const float* source, std::int64_t stride, int first, int rows, int context,
                         int width, int pitch, float* tile) {
  for (int i = static_cast<int>(threadIdx.x); i < rows * width; i += kThreads) {
    const int row = i / width, column = i % width, position = first + row;
    tile[row * pitch + column] = position < context ? source[position * stride + column] : 0.0f;
  }
}

/// Adds one row's raw products, of keys `Stride` apart from `firstKey` on, visible up to the row itself.
template <int Stride, int Count>
__device__ void addScores(float (&scores)[Count], int firstKey, int row, float scale, RowEntropy& sums,
                          int& nan) {
  float maximum = -INFINITY;
#pragma unroll
  for (int i = 0; i < Count; ++i) {
    scores[i] = firstKey + i * Stride <= row ? scores[i] * scale : -INFINITY;
    nan += isnan(scores[i]) ? 1 : 0;
    maximum = fmaxf(maximum, scores[i]);  // drops NaN
  }
  sums.raise(maximum);
#pragma unroll
  for (int i = 0; i < Count; ++i) sums.add(scores[i]);
}

/// Joins the lanes that share a row (neighbours in groups of `Lanes`) and writes the row once.
template <int Lanes>
__device__ void finishRow(const HeadEntropyArguments& a, const HeadPlace& place, int row, int lane,
                          RowEntropy sums, int nan) {
  for (int distance = 1; distance < Lanes; distance *= 2) {
    RowEntropy other;
    other.maximum = __shfl_xor_sync(0xffffffffu, sums.maximum, distance);
    other.total = __shfl_xor_sync(0xffffffffu, sums.total, distance);
    other.weighted = __shfl_xor_sync(0xffffffffu, sums.weighted, distance);
    nan += __shfl_xor_sync(0xffffffffu, nan, distance);
    sums.merge(other);
  }
  if (lane % Lanes != 0 || row >= a.context) return;
  const float entropy = sums.entropy();
  const std::int64_t at = (static_cast<std::int64_t>(place.batch) * a.heads + place.head) * a.context + row;
  a.entropy[at] = a.nanAsZero && isnan(entropy) ? 0.0f : entropy;
  a.nanScores[at] = nan;
}

/// Thirty-two rows a block; four lanes share a row, taking every fourth key.
__global__ void __launch_bounds__(kThreads) headEntropy(const HeadEntropyArguments a) {
  constexpr int kPitch = kMaximumWidth + 1, kLanes = 4, kOwn = kKeys / kLanes;
  __shared__ float queries[kRows * kPitch];
  __shared__ float keys[kKeys * kPitch];
  const HeadPlace place(a);
  const int first = (static_cast<int>(gridDim.y) - 1 - static_cast<int>(blockIdx.y)) * kRows;
  const int thread = static_cast<int>(threadIdx.x), lane = thread % kLanes, row = first + thread / kLanes;
  loadTile(a.q + place.offset(a.qStrides), a.qStrides[1], first, kRows, a.context, a.width, kPitch, queries);

  RowEntropy sums;
  int nan = 0;
  const int end = min(a.context, first + kRows);
  for (int key = 0; key < end; key += kKeys) {
    __syncthreads();
    loadTile(a.k + place.offset(a.kStrides), a.kStrides[1], key, kKeys, a.context, a.width, kPitch, keys);
    __syncthreads();
    float scores[kOwn] = {};
    for (int c = 0; c < a.width; ++c) {
      const float query = queries[(thread / kLanes) * kPitch + c];
#pragma unroll
      for (int i = 0; i < kOwn; ++i)
        scores[i] = fmaf(query, keys[(lane + i * kLanes) * kPitch + c], scores[i]);
    }
    addScores<kLanes>(scores, key + lane, row, a.scale, sums, nan);
  }
  finishRow<kLanes>(a, place, row, lane, sums, nan);
}

}  // namespace

cudaError_t launchHeadEntropy(const HeadEntropyArguments& a, cudaStream_t stream) {
  if (a.width < 1 || a.width > kMaximumWidth) return cudaErrorInvalidValue;
  const dim3 grid(static_cast<unsigned>(a.batch * a.heads),
                  static_cast<unsigned>((a.context + kRows - 1) / kRows));
  headEntropy<<<grid, kThreads, 0, stream>>>(a);
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
