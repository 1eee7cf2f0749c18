// Entropy and NaN count of every causal attention row from Q and K alone.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <mma.h>

#include "core/kernels/cuda/head_entropy.h"
#include "core/kernels/cuda/row_entropy.h"

namespace entroscope::cuda {
namespace {

constexpr int kThreads = 128, kKeys = 32, kMaximumWidth = 128;

/// One head's rows inside the strided tensors.
struct HeadPlace {
  int batch, head;
  __device__ explicit HeadPlace(const HeadEntropyArguments& a)
      : batch(static_cast<int>(blockIdx.x) / a.heads), head(static_cast<int>(blockIdx.x) % a.heads) {}
  __device__ std::int64_t offset(const std::int64_t (&strides)[3]) const {
    return batch * strides[0] + head * strides[2];
  }
};

/// Copies `rows` rows of d_h values to shared memory, zero beyond the context and beyond d_h.
template <typename T>
__device__ void loadTile(const T* source, std::int64_t stride, int first, int rows, int context, int width,
                         int padded, int pitch, T* tile) {
  for (int i = static_cast<int>(threadIdx.x); i < rows * padded; i += kThreads) {
    const int row = i / padded, column = i % padded, position = first + row;
    const bool inside = position < context && column < width;
    tile[row * pitch + column] = inside ? source[position * stride + column] : T(0.0f);
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

/// Four warps of sixteen rows each; two lanes share a row, taking even and odd keys.
template <typename T>
__global__ void __launch_bounds__(kThreads) headEntropyTensorCores(const HeadEntropyArguments a) {
  namespace wmma = nvcuda::wmma;
  constexpr int kRows = 64, kPitch = kMaximumWidth + 8, kScorePitch = kKeys + 4;
  __shared__ __align__(32) T queries[kRows * kPitch];
  __shared__ __align__(32) T keys[kKeys * kPitch];
  __shared__ __align__(32) float scores[4][16 * kScorePitch];
  const HeadPlace place(a);
  const int padded = (a.width + 15) / 16 * 16;
  // The longest rows start first, so that the last blocks to run are the shortest.
  const int first = (static_cast<int>(gridDim.y) - 1 - static_cast<int>(blockIdx.y)) * kRows;
  const int warp = static_cast<int>(threadIdx.x) / 32, lane = static_cast<int>(threadIdx.x) % 32;
  const int row = first + warp * 16 + lane / 2;
  loadTile(static_cast<const T*>(a.q) + place.offset(a.qStrides), a.qStrides[1], first, kRows, a.context,
           a.width, padded, kPitch, queries);

  RowEntropy sums;
  int nan = 0;
  const int end = min(a.context, first + kRows);
  for (int key = 0; key < end; key += kKeys) {
    __syncthreads();  // the previous tile has been read
    loadTile(static_cast<const T*>(a.k) + place.offset(a.kStrides), a.kStrides[1], key, kKeys, a.context,
             a.width, padded, kPitch, keys);
    __syncthreads();
    if (key > first + warp * 16 + 15) continue;  // nothing visible to this warp; the whole warp agrees
    for (int part = 0; part < kKeys; part += 16) {
      wmma::fragment<wmma::accumulator, 16, 16, 16, float> sum;
      wmma::fill_fragment(sum, 0.0f);
      for (int c = 0; c < padded; c += 16) {
        wmma::fragment<wmma::matrix_a, 16, 16, 16, T, wmma::row_major> left;
        wmma::fragment<wmma::matrix_b, 16, 16, 16, T, wmma::col_major> right;
        wmma::load_matrix_sync(left, queries + warp * 16 * kPitch + c, kPitch);
        wmma::load_matrix_sync(right, keys + part * kPitch + c, kPitch);
        wmma::mma_sync(sum, left, right, sum);
      }
      wmma::store_matrix_sync(scores[warp] + part, sum, kScorePitch, wmma::mem_row_major);
    }
    __syncwarp();
    const int odd = lane % 2;
    float own[kKeys / 2];
#pragma unroll
    for (int i = 0; i < kKeys / 2; ++i) own[i] = scores[warp][(lane / 2) * kScorePitch + odd + 2 * i];
    __syncwarp();
    addScores<2>(own, key + odd, row, a.scale, sums, nan);
  }
  finishRow<2>(a, place, row, lane, sums, nan);
}

/// Thirty-two rows a block; four lanes share a row, taking every fourth key.
__global__ void __launch_bounds__(kThreads) headEntropyFloat(const HeadEntropyArguments a) {
  constexpr int kRows = 32, kPitch = kMaximumWidth + 1, kLanes = 4, kOwn = kKeys / kLanes;
  __shared__ float queries[kRows * kPitch];
  __shared__ float keys[kKeys * kPitch];
  const HeadPlace place(a);
  const int first = (static_cast<int>(gridDim.y) - 1 - static_cast<int>(blockIdx.y)) * kRows;
  const int thread = static_cast<int>(threadIdx.x), lane = thread % kLanes, row = first + thread / kLanes;
  loadTile(static_cast<const float*>(a.q) + place.offset(a.qStrides), a.qStrides[1], first, kRows, a.context,
           a.width, a.width, kPitch, queries);

  RowEntropy sums;
  int nan = 0;
  const int end = min(a.context, first + kRows);
  for (int key = 0; key < end; key += kKeys) {
    __syncthreads();
    loadTile(static_cast<const float*>(a.k) + place.offset(a.kStrides), a.kStrides[1], key, kKeys, a.context,
             a.width, a.width, kPitch, keys);
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
  const int rows = a.type == ScoreType::Float ? 32 : 64;
  const dim3 grid(static_cast<unsigned>(a.batch * a.heads),
                  static_cast<unsigned>((a.context + rows - 1) / rows));
  switch (a.type) {
    case ScoreType::Float:
      headEntropyFloat<<<grid, kThreads, 0, stream>>>(a);
      break;
    case ScoreType::Half:
      headEntropyTensorCores<__half><<<grid, kThreads, 0, stream>>>(a);
      break;
    case ScoreType::BFloat16:
      headEntropyTensorCores<__nv_bfloat16><<<grid, kThreads, 0, stream>>>(a);
      break;
  }
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
