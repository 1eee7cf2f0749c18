// Causal attention that measures itself, for contexts whose rows fit few tiles: four warps of sixteen query
// rows share tiles of keys and values in shared memory. The arithmetic is in attention_warp.h.
#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "core/kernels/cuda/attention_forward.h"
#include "core/kernels/cuda/attention_warp.h"

namespace entroscope::cuda {
namespace {

constexpr int kWarps = 4, kThreads = 32 * kWarps, kKeys = 64;

/// attention_warp.h's Warp of real lanes. BFloat: bf16, else fp16.
template <bool BFloat, int Width>
struct LaneWarp {
  AttentionLane<Width, kKeys> own;
  int lane;

  template <typename F>
  ENTROSCOPE_HOST_DEVICE void each(const F& f) {
    f(lane, own);
  }

  template <typename C, typename A, typename B>
  ENTROSCOPE_HOST_DEVICE void multiply(const C& c, const A& a, const B& b) {
    float(&sum)[4] = c(own);
    const std::uint32_t(&left)[4] = a(own);
    std::uint32_t right[2];
    b(lane, right);
#ifdef __CUDA_ARCH__
    if constexpr (BFloat) {
      asm volatile(
          "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
          "{%0,%1,%2,%3};"
          : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
          : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(right[0]), "r"(right[1]));
    } else {
      asm volatile(
          "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
          "{%0,%1,%2,%3};"
          : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
          : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(right[0]), "r"(right[1]));
    }
#endif
  }

  /// ldmatrix transposes on the way: lanes 0–7 name the upper eight rows, lanes 8–15 the lower ones.
  ENTROSCOPE_HOST_DEVICE auto column(const std::uint16_t* values, int pitch, int row, int column) const {
    return [=](int lane, std::uint32_t(&b)[2]) {
      const std::uint16_t* place = values + (row + lane % 16) * pitch + column;
#ifdef __CUDA_ARCH__
      const auto address = static_cast<unsigned>(__cvta_generic_to_shared(place));
      asm volatile("ldmatrix.sync.aligned.m8n8.x2.trans.shared.b16 {%0,%1}, [%2];"
                   : "=r"(b[0]), "=r"(b[1])
                   : "r"(address)
                   : "memory");
#else
      b[0] = b[1] = *place;
#endif
    };
  }

  template <typename Member, typename Join>
  ENTROSCOPE_HOST_DEVICE void quad(const Member& member, const Join& join) {
#ifdef __CUDA_ARCH__
    float& value = member(own);
    value = join(value, __shfl_xor_sync(0xffffffffu, value, 1));
    value = join(value, __shfl_xor_sync(0xffffffffu, value, 2));
#endif
  }

  ENTROSCOPE_HOST_DEVICE std::uint32_t pack(float low, float high) const {
    union {
      __nv_bfloat162 bfloat;
      __half2 half;
      std::uint32_t bits;
    } pair{};
    if constexpr (BFloat) {
      pair.bfloat = __floats2bfloat162_rn(low, high);
    } else {
      pair.half = __floats2half2_rn(low, high);
    }
    return pair.bits;
  }
};

/// Copies kKeys rows to shared memory, eight numbers at a time, zero beyond the context and beyond d_h.
template <int Width, int Pitch>
__device__ void loadTile(const HeadRows& rows, int first, int context, int width, std::uint16_t* tile) {
  constexpr int kChunks = Width / 8;
#pragma unroll
  for (int i = static_cast<int>(threadIdx.x); i < kKeys * kChunks; i += kThreads) {
    const int row = i / kChunks, column = i % kChunks * 8, position = first + row;
    uint4 value = make_uint4(0, 0, 0, 0);
    if (position < context && column < width) {
      value = *reinterpret_cast<const uint4*>(rows.data + position * rows.stride + column);
    }
    *reinterpret_cast<uint4*>(tile + row * Pitch + column) = value;
  }
}

template <bool BFloat, int Width>
__global__ void __launch_bounds__(kThreads) attend(const AttentionForwardArguments a) {
  // The pitch spreads eight neighbouring rows over all banks.
  constexpr int kPitch = Width + 8;
  __shared__ __align__(16) std::uint16_t keys[kKeys * kPitch];
  __shared__ __align__(16) std::uint16_t values[kKeys * kPitch];
  const int batch = static_cast<int>(blockIdx.x) / a.heads, head = static_cast<int>(blockIdx.x) % a.heads;
  const auto rowsOf = [&](const void* tensor, const std::int64_t(&strides)[3]) {
    return HeadRows{static_cast<const std::uint16_t*>(tensor) + batch * strides[0] + head * strides[2],
                    strides[1]};
  };
  const HeadRows k = rowsOf(a.k, a.kStrides), v = rowsOf(a.v, a.vStrides);
  // The longest rows start first, so that the last blocks to run are the shortest.
  const int first = (static_cast<int>(gridDim.y) - 1 - static_cast<int>(blockIdx.y)) * kWarps * kWarpRows;

  AttentionTask task;
  task.firstRow = first + static_cast<int>(threadIdx.x) / 32 * kWarpRows;
  task.context = a.context;
  task.width = a.width;
  task.scale = a.scale;
  task.nanAsZero = a.nanAsZero;
  task.outputStride = static_cast<std::int64_t>(a.heads) * a.width;
  task.output = static_cast<std::uint16_t*>(a.output) + batch * a.context * task.outputStride +
                static_cast<std::int64_t>(head) * a.width;
  const std::int64_t row = (static_cast<std::int64_t>(batch) * a.heads + head) * a.context;
  task.logSumExp = a.logSumExp + row;
  if (a.entropy) {
    task.entropy = a.entropy + row;
    task.nanScores = a.nanScores + row;
  }

  LaneWarp<BFloat, Width> warp;
  warp.lane = static_cast<int>(threadIdx.x) % 32;
  beginRows<Width, kKeys>(warp, rowsOf(a.q, a.qStrides), task);
  const int end = min(a.context, first + kWarps * kWarpRows);
  for (int key = 0; key < end; key += kKeys) {
    __syncthreads();  // the previous tiles have been read
    loadTile<Width, kPitch>(k, key, a.context, a.width, keys);
    loadTile<Width, kPitch>(v, key, a.context, a.width, values);
    __syncthreads();
    if (key > task.firstRow + kWarpRows - 1) continue;  // nothing visible to this warp; the whole warp agrees
    addKeys<Width, kKeys>(warp, task, key, keys, values, kPitch);
  }
  finishRows<Width, kKeys>(warp, task);
}

template <bool BFloat>
void launch(const AttentionForwardArguments& a, cudaStream_t stream) {
  const int rows = kWarps * kWarpRows;
  const dim3 grid(static_cast<unsigned>(a.batch * a.heads),
                  static_cast<unsigned>((a.context + rows - 1) / rows));
  if (a.width <= 32) {
    attend<BFloat, 32><<<grid, kThreads, 0, stream>>>(a);
  } else if (a.width <= 64) {
    attend<BFloat, 64><<<grid, kThreads, 0, stream>>>(a);
  } else {
    attend<BFloat, 128><<<grid, kThreads, 0, stream>>>(a);
  }
}

}  // namespace

cudaError_t launchAttentionForward(const AttentionForwardArguments& a, cudaStream_t stream) {
  if (a.width < 8 || a.width > 128 || a.width % 8 != 0) return cudaErrorInvalidValue;
  if (a.bfloat16) {
    launch<true>(a, stream);
  } else {
    launch<false>(a, stream);
  }
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
