// Loads and stores of the three number types as fp32, and sums over a block. For .cu files.
#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <initializer_list>

#include "core/kernels/cuda/launch.h"

namespace entroscope::cuda {

__device__ __forceinline__ float toFloat(float x) { return x; }
__device__ __forceinline__ float toFloat(__half x) { return __half2float(x); }
__device__ __forceinline__ float toFloat(__nv_bfloat16 x) { return __bfloat162float(x); }
__device__ __forceinline__ void put(float* at, float x) { *at = x; }
__device__ __forceinline__ void put(__half* at, float x) { *at = __float2half_rn(x); }
__device__ __forceinline__ void put(__nv_bfloat16* at, float x) { *at = __float2bfloat16_rn(x); }

template <int Count>
struct Floats {
  float x[Count];
};

/// Neighbouring columns of a row that one lane holds.
inline constexpr int kLaneColumns = 4;
using Four = Floats<kLaneColumns>;

/// Count numbers (16 bytes of them unless said) that are loaded and stored at once.
template <typename T, int Count = 16 / sizeof(T)>
struct alignas(Count * sizeof(T)) Chunk {
  T values[Count];

  Chunk() = default;
  __device__ __forceinline__ explicit Chunk(const Floats<Count>& from) {
#pragma unroll
    for (int i = 0; i < Count; ++i) put(values + i, from.x[i]);
  }
  __device__ __forceinline__ Floats<Count> floats() const {
    Floats<Count> result;
#pragma unroll
    for (int i = 0; i < Count; ++i) result.x[i] = toFloat(values[i]);
    return result;
  }
};

template <int Count, typename T>
__device__ __forceinline__ Floats<Count> load(const T* at) {
  return reinterpret_cast<const Chunk<T, Count>*>(at)->floats();
}
template <int Count, typename T>
__device__ __forceinline__ void store(T* at, const Floats<Count>& x) {
  *reinterpret_cast<Chunk<T, Count>*>(at) = Chunk<T, Count>(x);
}

/// Whether all of these begin on a boundary of 16 bytes; null does.
inline bool onChunks(std::initializer_list<const void*> places) {
  bool all = true;
  for (const void* place : places) all = all && reinterpret_cast<std::uintptr_t>(place) % 16 == 0;
  return all;
}

/// Calls body with a zero of the C++ type that `type` names.
template <typename Body>
void forNumber(Number type, const Body& body) {
  switch (type) {
    case Number::Float:
      return body(float());
    case Number::Half:
      return body(__half());
    case Number::BFloat16:
      return body(__nv_bfloat16());
  }
}

/// The value `lane ^ distance` holds, of a plain struct of floats.
template <typename Sums>
__device__ __forceinline__ Sums exchanged(const Sums& own, int distance) {
  constexpr int kWords = sizeof(Sums) / sizeof(float);
  union Words {
    Sums sums;
    float word[kWords];
    __device__ Words() {}
  } mine, other;
  mine.sums = own;
#pragma unroll
  for (int i = 0; i < kWords; ++i) other.word[i] = __shfl_xor_sync(0xffffffffu, mine.word[i], distance);
  return other.sums;
}

/// Joins all threads of a block of Threads; every thread receives the result. `shared` has a place a warp.
template <int Threads, typename Sums>
__device__ __forceinline__ Sums joinBlock(Sums own, Sums* shared) {
#pragma unroll
  for (int distance = 16; distance > 0; distance /= 2) own.merge(exchanged(own, distance));
  if (Threads == 32) return own;
  const int warp = static_cast<int>(threadIdx.x) / 32, lane = static_cast<int>(threadIdx.x) % 32;
  __syncthreads();  // an earlier use of the places is over
  if (lane == 0) shared[warp] = own;
  __syncthreads();
  Sums all = shared[0];
#pragma unroll
  for (int i = 1; i < Threads / 32; ++i) all.merge(shared[i]);
  return all;
}

}  // namespace entroscope::cuda
