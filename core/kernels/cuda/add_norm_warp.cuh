// Residual addition with norms where a warp holds a row: lane l has columns 4 l … 4 l + 3 of each 128,
// `Chunks` times. Every value is read once, 8 or 16 bytes at a time.
#pragma once

#include <type_traits>

#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/norm_row.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {

inline constexpr int kWarpThreads = 256, kChunkColumns = 32 * kLaneColumns;

/// Calls body with the number of chunks that a row of `width` takes; false where no kernel takes so many.
template <typename Body>
bool forChunks(std::int64_t width, const Body& body) {
  const std::int64_t chunks = (width + kChunkColumns - 1) / kChunkColumns;
  const auto fits = [&](auto count) {
    if (chunks > decltype(count)::value) return false;
    body(count);
    return true;
  };
  return fits(std::integral_constant<int, 1>()) || fits(std::integral_constant<int, 2>()) ||
         fits(std::integral_constant<int, 3>()) || fits(std::integral_constant<int, 4>()) ||
         fits(std::integral_constant<int, 6>()) || fits(std::integral_constant<int, 8>());
}

__device__ __forceinline__ void storeCensus(const RowCensus& census, float* place, std::int64_t row,
                                            bool writes) {
  if (!writes) return;
  const bool bad = census.nans > 0;
  place[3 * row] = bad ? NAN : census.least;
  place[3 * row + 1] = bad ? NAN : census.largest;
  place[3 * row + 2] = census.nans;
}

__device__ __forceinline__ float warpSum(float own) {
  return joinBlock<32>(RowSum{own}, static_cast<RowSum*>(nullptr)).value;
}

/// f(chunk, column) for the chunks of a lane that lie inside the row.
template <int Chunks, typename F>
__device__ __forceinline__ void eachChunk(std::int64_t width, const F& f) {
  const int lane = static_cast<int>(threadIdx.x) % 32;
#pragma unroll
  for (int c = 0; c < Chunks; ++c) {
    const int column = c * kChunkColumns + lane * kLaneColumns;
    if (column < width) f(c, column);
  }
}

__device__ __forceinline__ void addTo(Four& x, const Four& y) {
#pragma unroll
  for (int e = 0; e < kLaneColumns; ++e) x.x[e] += y.x[e];
}

template <typename Low, int Chunks>
__global__ void __launch_bounds__(kWarpThreads) addNormWarp(const AddNormArguments a) {
  const std::int64_t row = (static_cast<std::int64_t>(blockIdx.x) * kWarpThreads + threadIdx.x) / 32;
  if (row >= a.rows) return;  // the whole warp agrees
  const bool first = threadIdx.x % 32 == 0;
  const std::int64_t start = row * a.width;
  const auto width = static_cast<float>(a.width);
  Four x[Chunks];
  eachChunk<Chunks>(a.width,
                    [&](int c, int column) { x[c] = load<kLaneColumns>(a.stream + start + column); });
  if (a.addend) {
    eachChunk<Chunks>(a.width, [&](int c, int column) {
      addTo(x[c], load<kLaneColumns>(static_cast<const Low*>(a.addend) + start + column));
    });
  }
  float own = 0;
  RowCensus census;
  eachChunk<Chunks>(a.width, [&](int c, int column) {
    if (a.bias1) addTo(x[c], load<kLaneColumns>(a.bias1 + column));
    if (a.bias2) addTo(x[c], load<kLaneColumns>(a.bias2 + column));
    if (a.sum) store(a.sum + start + column, x[c]);
#pragma unroll
    for (int e = 0; e < kLaneColumns; ++e) {
      own += x[c].x[e];
      if (a.census) census.add(x[c].x[e]);
    }
  });
  const float mean = warpSum(own) / width;
  if (first) a.mean[row] = mean;
  if (a.census) {
    const RowCensus all = joinBlock<32>(census, static_cast<RowCensus*>(nullptr));
    storeCensus(all, a.census, row, first);
  }
  if (!a.norm1 && !a.norm2) return;
  const float center = a.rms ? 0.0f : mean;
  float squares = 0;
  eachChunk<Chunks>(a.width, [&](int c, int) {
#pragma unroll
    for (int e = 0; e < kLaneColumns; ++e) squares += (x[c].x[e] - center) * (x[c].x[e] - center);
  });
  const float inverse = inverseDeviation(warpSum(squares), width, a.epsilon);
  if (first && a.inverse) a.inverse[row] = inverse;
  const auto write = [&](void* norm, const float* weight, const float* shift) {
    if (!norm) return;
    eachChunk<Chunks>(a.width, [&](int c, int column) {
      Four value = x[c];
      if (weight) {
        const Four w = load<kLaneColumns>(weight + column);
        const Four b = shift ? load<kLaneColumns>(shift + column) : Four{};
#pragma unroll
        for (int e = 0; e < kLaneColumns; ++e) value.x[e] = (value.x[e] - center) * inverse * w.x[e] + b.x[e];
      }
      store(static_cast<Low*>(norm) + start + column, value);
    });
  };
  write(a.norm1, a.weight1, a.shift1);
  write(a.norm2, a.weight2, a.shift2);
}

}  // namespace entroscope::cuda
