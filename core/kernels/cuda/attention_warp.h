// Causal attention of sixteen query rows by one warp on 16-bit tensor cores, entropy streamed along; for the
// GPU and, with a warp of loops in place of lanes, for its test on the host.
//
// Scores live in base 2: t = s · log₂e with m their running maximum, l = Σ 2^{t−m}, W = Σ 2^{t−m}(t−m). Then
// lse = ln 2 · (m + log₂ l) and H = ln 2 · (log₂ l − W/l), in nats. Probabilities are rounded to 16 bits for
// their product with the values alone, as in FlashAttention (Dao 2023); l and W are sums of the unrounded
// ones.
//
// `Warp` supplies what lanes do together:
//   each(f)          f(lane, registers) on every lane;
//   multiply(c, a, b)  the product m16n8k16: c(registers) → float[4] added to, a(registers) → two rows of
//   16-bit
//                    pairs as uint32[4], b(lane) → uint32[2], in the fragment layouts of the PTX ISA
//                    (mma.m16n8k16: lane = 4 g + t holds rows g and g+8 of A and C, column g of B);
//   column(values, pitch, row, column)  b for rows row … row+15 and columns column … column+7 of a row-major
//   matrix; quad(member, join)  joins a value of the four lanes that share a row; pack(low, high)  two floats
//   as 16-bit numbers, nearest even.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/kernels/cuda/attention_lane.h"
#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

template <int Width, int Keys, typename Warp>
ENTROSCOPE_HOST_DEVICE void beginRows(Warp& warp, const HeadRows& queries, const AttentionTask& task) {
  warp.each([&](int lane, AttentionLane<Width, Keys>& own) {
    ENTROSCOPE_UNROLL
    for (int i = 0; i < 2; ++i) {
      own.maximum[i] = -INFINITY;
      own.total[i] = own.weighted[i] = own.nan[i] = 0;
    }
    ENTROSCOPE_UNROLL
    for (int n = 0; n < Width / 8; ++n)
      own.output[n][0] = own.output[n][1] = own.output[n][2] = own.output[n][3] = 0;
    ENTROSCOPE_UNROLL
    for (int c = 0; c < Width / 16; ++c) {
      ENTROSCOPE_UNROLL
      for (int part = 0; part < 4; ++part) {
        const int row = task.firstRow + lane / 4 + part % 2 * 8,
                  column = c * 16 + lane % 4 * 2 + part / 2 * 8;
        const bool inside = row < task.context && column < task.width;
        own.queries[c][part] = inside ? pairAt(queries.data + row * queries.stride + column) : 0u;
      }
    }
  });
}

/// Takes in keys firstKey … firstKey + Keys − 1. @param keys, values [Keys][pitch], zero beyond context and
/// width.
template <int Width, int Keys, typename Warp>
ENTROSCOPE_HOST_DEVICE void addKeys(Warp& warp, const AttentionTask& task, int firstKey,
                                    const std::uint16_t* keys, const std::uint16_t* values, int pitch) {
  using Lane = AttentionLane<Width, Keys>;
  ENTROSCOPE_UNROLL
  for (int j = 0; j < Keys / 8; ++j) {
    warp.each([&](int, Lane& own) {
      own.scores[j][0] = own.scores[j][1] = own.scores[j][2] = own.scores[j][3] = 0;
    });
    ENTROSCOPE_UNROLL
    for (int c = 0; c < Width / 16; ++c) {
      warp.multiply([j](Lane& own) -> float(&)[4] { return own.scores[j]; },
                    [c](Lane& own) -> std::uint32_t(&)[4] { return own.queries[c]; },
                    [&](int lane, std::uint32_t(&b)[2]) {
                      const std::uint16_t* place = keys + (j * 8 + lane / 4) * pitch + c * 16 + lane % 4 * 2;
                      b[0] = pairAt(place);
                      b[1] = pairAt(place + 8);
                    });
    }
  }
  const float scale = task.scale * kLog2E;
  warp.each([&](int lane, Lane& own) {
    ENTROSCOPE_UNROLL
    for (int i = 0; i < 2; ++i) {
      const int row = task.firstRow + lane / 4 + 8 * i;
      float maximum = -INFINITY;
      ENTROSCOPE_UNROLL
      for (int j = 0; j < Keys / 8; ++j) {
        ENTROSCOPE_UNROLL
        for (int e = 0; e < 2; ++e) {
          float& score = own.scores[j][2 * i + e];
          score = firstKey + j * 8 + lane % 4 * 2 + e <= row ? score * scale : -INFINITY;
          own.nan[i] += score != score ? 1.0f : 0.0f;
          maximum = fmaxf(maximum, score);  // drops NaN
        }
      }
      own.tileMaximum[i] = maximum;
    }
  });
  for (int i = 0; i < 2; ++i) {
    warp.quad([i](Lane& own) -> float& { return own.tileMaximum[i]; },
              [](float a, float b) { return fmaxf(a, b); });
  }
  warp.each([&](int, Lane& own) {
    ENTROSCOPE_UNROLL
    for (int i = 0; i < 2; ++i) {
      const float raised = fmaxf(own.maximum[i], own.tileMaximum[i]);
      // Without any finite score yet: −inf − −inf would be NaN.
      const float base = raised == -INFINITY ? 0.0f : raised;
      const float change = own.maximum[i] - base, factor = exp2f(change);
      // A factor of 0 would meet an infinite change: the old sums no longer count.
      float weighted = factor > 0 ? factor * (own.weighted[i] + change * own.total[i]) : 0.0f;
      float total = own.total[i] * factor;
      ENTROSCOPE_UNROLL
      for (int n = 0; n < Width / 8; ++n) {
        own.output[n][2 * i] *= factor;
        own.output[n][2 * i + 1] *= factor;
      }
      ENTROSCOPE_UNROLL
      for (int j = 0; j < Keys / 8; ++j) {
        ENTROSCOPE_UNROLL
        for (int e = 0; e < 2; ++e) {
          float& score = own.scores[j][2 * i + e];
          const float shifted = score - base;
          const float p = score == -INFINITY ? 0.0f : exp2f(shifted);
          total += p;
          weighted += p != 0 ? p * shifted : 0.0f;  // NaN is not 0
          score = p;
        }
      }
      own.maximum[i] = raised;
      own.total[i] = total;
      own.weighted[i] = weighted;
    }
  });
  ENTROSCOPE_UNROLL
  for (int k = 0; k < Keys / 16; ++k) {
    warp.each([&](int, Lane& own) {
      // The layout of C becomes that of A where neighbours are packed.
      ENTROSCOPE_UNROLL
      for (int part = 0; part < 4; ++part) {
        const float* pair = &own.scores[2 * k + part / 2][part % 2 * 2];
        own.packed[part] = warp.pack(pair[0], pair[1]);
      }
    });
    ENTROSCOPE_UNROLL
    for (int n = 0; n < Width / 8; ++n) {
      warp.multiply([n](Lane& own) -> float(&)[4] { return own.output[n]; },
                    [](Lane& own) -> std::uint32_t(&)[4] { return own.packed; },
                    warp.column(values, pitch, k * 16, n * 8));
    }
  }
}

template <int Width, int Keys, typename Warp>
ENTROSCOPE_HOST_DEVICE void finishRows(Warp& warp, const AttentionTask& task) {
  using Lane = AttentionLane<Width, Keys>;
  const auto plus = [](float a, float b) { return a + b; };
  for (int i = 0; i < 2; ++i) {
    warp.quad([i](Lane& own) -> float& { return own.total[i]; }, plus);
    warp.quad([i](Lane& own) -> float& { return own.weighted[i]; }, plus);
    warp.quad([i](Lane& own) -> float& { return own.nan[i]; }, plus);
  }
  warp.each([&](int lane, Lane& own) {
    ENTROSCOPE_UNROLL
    for (int i = 0; i < 2; ++i) {
      const int row = task.firstRow + lane / 4 + 8 * i;
      if (row >= task.context) continue;
      const float share = 1.0f / own.total[i];
      ENTROSCOPE_UNROLL
      for (int n = 0; n < Width / 8; ++n) {
        const int column = n * 8 + lane % 4 * 2;
        if (column >= task.width) continue;
        *reinterpret_cast<std::uint32_t*>(task.output + row * task.outputStride + column) =
            warp.pack(own.output[n][2 * i] * share, own.output[n][2 * i + 1] * share);
      }
      if (lane % 4 != 0) continue;
      const float logTotal = log2f(own.total[i]);
      task.logSumExp[row] = kLn2 * (own.maximum[i] + logTotal);
      if (!task.entropy) continue;
      const float entropy = kLn2 * (logTotal - own.weighted[i] * share);
      task.entropy[row] = task.nanAsZero && entropy != entropy ? 0.0f : entropy;
      task.nanScores[row] = static_cast<std::int32_t>(own.nan[i]);
    }
  });
}

}  // namespace entroscope::cuda
