// Causal attention that measures itself: warps of sixteen query rows share tiles of keys and values in shared
// memory, the next tile arriving while one is worked on. The arithmetic is in attention_warp.h.
#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "core/kernels/cuda/attention_forward.h"
#include "core/kernels/cuda/attention_warp.h"

namespace entroscope::cuda {
namespace {

constexpr int kKeys = 64, kStages = 2;

/// attention_warp.h's Warp of real lanes. BFloat: bf16, else fp16.
template <bool BFloat, int Width>
struct LaneWarp {
  AttentionLane<Width, kKeys> own;
  int lane;

  template <typename F>
  ENTROSCOPE_HOST_DEVICE void each(const F& f) {
    f(lane, own);
  }

  template <typename C, typename A>
  ENTROSCOPE_HOST_DEVICE void multiply(const C& c, const A& a, int first) {
    float(&sum)[4] = c(own);
    const std::uint32_t(&left)[4] = a(own);
#ifdef __CUDA_ARCH__
    if constexpr (BFloat) {
      asm volatile(
          "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
          "{%0,%1,%2,%3};"
          : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
          : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(own.right[first]),
            "r"(own.right[first + 1]));
    } else {
      asm volatile(
          "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
          "{%0,%1,%2,%3};"
          : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
          : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(own.right[first]),
            "r"(own.right[first + 1]));
    }
#endif
  }

  template <typename Place>
  ENTROSCOPE_HOST_DEVICE void load(const Place& place) {
#ifdef __CUDA_ARCH__
    const auto address = static_cast<unsigned>(__cvta_generic_to_shared(place(lane)));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];"
                 : "=r"(own.right[0]), "=r"(own.right[1]), "=r"(own.right[2]), "=r"(own.right[3])
                 : "r"(address)
                 : "memory");
#endif
  }
  template <typename Place>
  ENTROSCOPE_HOST_DEVICE void loadTransposed(const Place& place) {
#ifdef __CUDA_ARCH__
    const auto address = static_cast<unsigned>(__cvta_generic_to_shared(place(lane)));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0,%1,%2,%3}, [%4];"
                 : "=r"(own.right[0]), "=r"(own.right[1]), "=r"(own.right[2]), "=r"(own.right[3])
                 : "r"(address)
                 : "memory");
#endif
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

/// Begins to copy kKeys rows to shared memory, eight numbers at a time, zero beyond the context and beyond
/// d_h.
template <int Width, int Pitch, int Threads>
__device__ void loadTile(const HeadRows& rows, int first, int context, int width, std::uint16_t* tile) {
  constexpr int kChunks = Width / 8, kStep = Threads / kChunks;  // rows that the threads copy at once
  const int column = static_cast<int>(threadIdx.x) % kChunks * 8,
            begin = static_cast<int>(threadIdx.x) / kChunks;
#pragma unroll
  for (int n = 0; n < kKeys / kStep; ++n) {
    const int row = begin + n * kStep, position = first + row;
    const bool inside = position < context && column < width;
    const std::uint16_t* const from = rows.data + (inside ? position * rows.stride + column : 0);
    const auto to = static_cast<unsigned>(__cvta_generic_to_shared(tile + row * Pitch + column));
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(from), "r"(inside ? 16 : 0)
                 : "memory");
  }
}
__device__ __forceinline__ void closeLoads() { asm volatile("cp.async.commit_group;" ::: "memory"); }
template <int Pending>
__device__ __forceinline__ void awaitLoads() {
  asm volatile("cp.async.wait_group %0;" ::"n"(Pending) : "memory");
}

template <int Width, int Warps>
struct Attend {
  static constexpr int kThreads = 32 * Warps, kRows = kWarpRows * Warps;
  // The pitch spreads eight neighbouring rows over all banks.
  static constexpr int kPitch = Width + 8, kTile = kKeys * kPitch;
  static constexpr int kShared = kStages * 2 * kTile * static_cast<int>(sizeof(std::uint16_t));
};

template <bool BFloat, int Width, int Warps>
__global__ void __launch_bounds__(32 * Warps, Width <= 64 ? 16 / Warps : 1)
    attend(const AttentionForwardArguments a) {
  using Shape = Attend<Width, Warps>;
  extern __shared__ __align__(16) std::uint16_t tiles[];  // [stage][keys, values][kTile]
  const int batch = static_cast<int>(blockIdx.x) / a.heads, head = static_cast<int>(blockIdx.x) % a.heads;
  const auto rowsOf = [&](const void* tensor, const std::int64_t(&strides)[3]) {
    return HeadRows{static_cast<const std::uint16_t*>(tensor) + batch * strides[0] + head * strides[2],
                    strides[1]};
  };
  const HeadRows k = rowsOf(a.k, a.kStrides), v = rowsOf(a.v, a.vStrides);
  // The longest rows start first, so that the last blocks to run are the shortest.
  const int first = (static_cast<int>(gridDim.y) - 1 - static_cast<int>(blockIdx.y)) * Shape::kRows;

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

  const int count = (min(a.context, first + Shape::kRows) + kKeys - 1) / kKeys;
  const auto load = [&](int tile) {
    std::uint16_t* const place = tiles + tile % kStages * 2 * Shape::kTile;
    loadTile<Width, Shape::kPitch, Shape::kThreads>(k, tile * kKeys, a.context, a.width, place);
    loadTile<Width, Shape::kPitch, Shape::kThreads>(v, tile * kKeys, a.context, a.width,
                                                    place + Shape::kTile);
    closeLoads();
  };
  load(0);
  LaneWarp<BFloat, Width> warp;
  warp.lane = static_cast<int>(threadIdx.x) % 32;
  beginRows<Width, kKeys>(warp, rowsOf(a.q, a.qStrides), task);
  for (int tile = 0; tile < count; ++tile) {
    awaitLoads<0>();
    __syncthreads();  // the tile is there for all, and the one before it has been read by all
    if (tile + 1 < count) load(tile + 1);
    if (tile * kKeys > task.firstRow + kWarpRows - 1) continue;  // not seen by this warp, which agrees
    const std::uint16_t* const place = tiles + tile % kStages * 2 * Shape::kTile;
    addKeys<Width, kKeys>(warp, task, tile * kKeys, place, place + Shape::kTile, Shape::kPitch);
  }
  finishRows<Width, kKeys>(warp, task);
}

template <bool BFloat, int Width, int Warps>
cudaError_t launch(const AttentionForwardArguments& a, cudaStream_t stream) {
  using Shape = Attend<Width, Warps>;
  const auto kernel = attend<BFloat, Width, Warps>;
  const cudaError_t error =
      cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, Shape::kShared);
  if (error != cudaSuccess) return error;
  const dim3 grid(static_cast<unsigned>(a.batch * a.heads),
                  static_cast<unsigned>((a.context + Shape::kRows - 1) / Shape::kRows));
  kernel<<<grid, Shape::kThreads, Shape::kShared, stream>>>(a);
  return cudaGetLastError();
}

template <bool BFloat>
cudaError_t launchOf(const AttentionForwardArguments& a, cudaStream_t stream) {
  // Eight warps read each tile half as often; few rows are not worth their wait for each other.
  if (a.width <= 32) return launch<BFloat, 32, 4>(a, stream);
  if (a.width <= 64) {
    return a.context > 256 ? launch<BFloat, 64, 8>(a, stream) : launch<BFloat, 64, 4>(a, stream);
  }
  return launch<BFloat, 128, 4>(a, stream);
}

}  // namespace

cudaError_t launchAttentionForward(const AttentionForwardArguments& a, cudaStream_t stream) {
  if (a.width < 8 || a.width > 128 || a.width % 8 != 0) return cudaErrorInvalidValue;
  return a.bfloat16 ? launchOf<true>(a, stream) : launchOf<false>(a, stream);
}

}  // namespace entroscope::cuda
