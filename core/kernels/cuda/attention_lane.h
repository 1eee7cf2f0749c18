// What one lane of the attention kernel's warp holds, and what the warp is asked to do (attention_warp.h).
#pragma once

#include <cstdint>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

inline constexpr int kWarpRows = 16;

/// One lane's share of sixteen rows; index 0 and 1 of the last dimensions are its rows g and g + 8.
template <int Width, int Keys>
struct AttentionLane {
  std::uint32_t queries[Width / 16][4];
  float scores[Keys / 8][4];  ///< of one tile, then their probabilities
  std::uint32_t packed[4];    ///< sixteen keys' probabilities as 16-bit pairs
  std::uint32_t right[4];     ///< fragments of keys or values that were loaded last
  float output[Width / 8][4];
  float maximum[2], tileMaximum[2], total[2], weighted[2], nan[2];
};

/// One head's rows: a position's width values are contiguous, positions `stride` elements apart.
struct HeadRows {
  const std::uint16_t* data = nullptr;
  std::int64_t stride = 0;
};

struct AttentionTask {
  int firstRow = 0, context = 0, width = 0;  ///< width: even, at most the template's Width
  float scale = 1;
  bool nanAsZero = false;
  std::uint16_t* output = nullptr;  ///< of the head; positions `outputStride` apart
  std::int64_t outputStride = 0;
  float *logSumExp = nullptr, *entropy = nullptr;  ///< [T] of the head; entropy null: not wanted
  std::int32_t* nanScores = nullptr;               ///< [T] of the head; with entropy
};

ENTROSCOPE_HOST_DEVICE std::uint32_t pairAt(const std::uint16_t* place) {
  return *reinterpret_cast<const std::uint32_t*>(place);
}

}  // namespace entroscope::cuda
