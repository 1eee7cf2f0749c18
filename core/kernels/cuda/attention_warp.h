// Causal attention of sixteen query rows by one warp on 16-bit tensor cores, entropy streamed along; for the
// GPU and, with a warp of loops in place of lanes, for its test on the host.
//
// With m the running maximum of the scores s times log₂e, l = Σ 2^{s log₂e − m} and W = Σ 2^{s log₂e − m}(s
// log₂e − m): lse = ln 2 · (m + log₂ l) and H = ln 2 · (log₂ l − W/l), in nats. Probabilities are rounded to
// 16 bits for their product with the values alone, as in FlashAttention (Dao 2023); l and W are sums of the
// unrounded ones.
//
// `Warp` supplies what lanes do together, in the fragment layouts of the PTX ISA (mma.m16n8k16: lane = 4 g +
// t holds rows g and g+8 of A and C, column g of B):
//   each(f)               f(lane, registers) on every lane;
//   load(place), loadTransposed(place)  four 8×8 matrices of 16-bit numbers into every lane's `right`: lane 8
//   m + r
//                         names row r of matrix m by place(lane); a lane receives the pair (row g, columns
//                         2t, 2t+1) of each, or of its transpose;
//   multiply(c, a, first) the product m16n8k16: c(registers) → float[4] added to, a(registers) → uint32[4]
//   pairs,
//                         B = right[first], right[first + 1];
//   quad(member, join)    joins a value of the four lanes that share a row;
//   pack(low, high)       two floats as 16-bit numbers, nearest even.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/kernels/cuda/attention_lane.h"
#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

/// An exponent whose power of 2 is 0 in fp32.
inline constexpr float kNothing = -1024.0f;

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

/// Takes a tile's scores into the sums of one lane's row i; they become probabilities.
template <int Width, int Keys>
ENTROSCOPE_HOST_DEVICE void addRow(AttentionLane<Width, Keys>& own, int i) {
  const float raised = fmaxf(own.maximum[i], own.tileMaximum[i]);
  // Without any finite score yet: −inf − −inf would be NaN.
  const float base = raised == -INFINITY ? 0.0f : raised;
  const float change = own.maximum[i] - base;
  float weighted = own.weighted[i], total = own.total[i];
  if (change != 0) {
    const float factor = quickExp2(change);
    // A factor of 0 would meet an infinite change: the old sums no longer count.
    weighted = factor > 0 ? factor * (weighted + change * total) : 0.0f;
    total *= factor;
    ENTROSCOPE_UNROLL
    for (int n = 0; n < Width / 8; ++n) {
      own.output[n][2 * i] *= factor;
      own.output[n][2 * i + 1] *= factor;
    }
  }
  ENTROSCOPE_UNROLL
  for (int j = 0; j < Keys / 8; ++j) {
    ENTROSCOPE_UNROLL
    for (int e = 0; e < 2; ++e) {
      float& score = own.scores[j][2 * i + e];
      const float shifted = score - base, p = quickExp2(shifted);
      total += p;
      weighted = fmaf(p, fmaxf(shifted, kNothing), weighted);  // 0 · −inf would be NaN
      score = p;
    }
  }
  own.maximum[i] = raised;
  own.total[i] = total;
  own.weighted[i] = weighted;
}

/// Takes in keys firstKey … firstKey + Keys − 1. @param keys, values [Keys][pitch], zero beyond context and
/// width.
template <int Width, int Keys, typename Warp>
ENTROSCOPE_HOST_DEVICE void addKeys(Warp& warp, const AttentionTask& task, int firstKey,
                                    const std::uint16_t* keys, const std::uint16_t* values, int pitch) {
  using Lane = AttentionLane<Width, Keys>;
  warp.each([&](int, Lane& own) {
    ENTROSCOPE_UNROLL
    for (int j = 0; j < Keys / 8; ++j)
      own.scores[j][0] = own.scores[j][1] = own.scores[j][2] = own.scores[j][3] = 0;
  });
  ENTROSCOPE_UNROLL
  for (int c = 0; c < Width / 16; c += 2) {
    ENTROSCOPE_UNROLL
    for (int j = 0; j < Keys / 8; ++j) {
      warp.load([&](int lane) { return keys + (j * 8 + lane % 8) * pitch + c * 16 + lane / 8 * 8; });
      ENTROSCOPE_UNROLL
      for (int next = 0; next < 2; ++next) {
        warp.multiply([j](Lane& own) -> float(&)[4] { return own.scores[j]; },
                      [c, next](Lane& own) -> std::uint32_t(&)[4] { return own.queries[c + next]; },
                      2 * next);
      }
    }
  }
  // Scaled before the maximum is taken off, so that the largest leaves exactly 0, and a one-hot row's entropy
  // is 0.
  const float scale = task.scale * kLog2E;
  warp.each([&](int, Lane& own) {
    ENTROSCOPE_UNROLL
    for (int j = 0; j < Keys / 8; ++j) {
      ENTROSCOPE_UNROLL
      for (int e = 0; e < 4; ++e) own.scores[j][e] *= scale;
    }
  });
  // Tiles left of the diagonal are seen whole by all sixteen rows.
  if (firstKey + Keys - 1 > task.firstRow) {
    warp.each([&](int lane, Lane& own) {
      ENTROSCOPE_UNROLL
      for (int j = 0; j < Keys / 8; ++j) {
        ENTROSCOPE_UNROLL
        for (int e = 0; e < 4; ++e) {
          const int row = task.firstRow + lane / 4 + e / 2 * 8, key = firstKey + j * 8 + lane % 4 * 2 + e % 2;
          if (key > row) own.scores[j][e] = -INFINITY;
        }
      }
    });
  }
  warp.each([&](int, Lane& own) {
    ENTROSCOPE_UNROLL
    for (int i = 0; i < 2; ++i) {
      float maximum = -INFINITY;
      ENTROSCOPE_UNROLL
      for (int j = 0; j < Keys / 8; ++j) {
        ENTROSCOPE_UNROLL
        for (int e = 0; e < 2; ++e) {
          maximum = maximumOrNan(maximum, own.scores[j][2 * i + e]);
        }
      }
      if (maximum != maximum) {  // counted only where there is one
        maximum = -INFINITY;
        ENTROSCOPE_UNROLL
        for (int j = 0; j < Keys / 8; ++j) {
          ENTROSCOPE_UNROLL
          for (int e = 0; e < 2; ++e) {
            const float score = own.scores[j][2 * i + e];
            own.nan[i] += score != score ? 1.0f : 0.0f;
            maximum = fmaxf(maximum, score);  // drops NaN
          }
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
    for (int i = 0; i < 2; ++i) addRow(own, i);
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
    for (int n = 0; n < Width / 8; n += 2) {
      warp.loadTransposed(
          [&](int lane) { return values + (k * 16 + lane % 16) * pitch + n * 8 + lane / 16 * 8; });
      ENTROSCOPE_UNROLL
      for (int next = 0; next < 2; ++next) {
        warp.multiply([n, next](Lane& own) -> float(&)[4] { return own.output[n + next]; },
                      [](Lane& own) -> std::uint32_t(&)[4] { return own.packed; }, 2 * next);
      }
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
