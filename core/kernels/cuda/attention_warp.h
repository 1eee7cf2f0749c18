// Causal attention of sixteen query rows by one warp on 16-bit tensor cores, entropy streamed along; for the
// GPU and, with a warp of loops in place of lanes, for its test on the host.
//
// `Warp` supplies what lanes do together, in the fragment layouts of the PTX ISA (mma.m16n8k16: lane 4 g + t
// holds rows g and g + 8 of A and C, column g of B):
// - each(f): f(lane, registers) on every lane;
// - load(place), loadTransposed(place): four 8×8 matrices of 16-bit numbers into every lane's `right`. Lane
//   8 m + r names row r of matrix m by place(lane); a lane receives of each matrix, or of its transpose, the
//   pair at row g, columns 2 t and 2 t + 1;
// - multiply(c, a, first): the product m16n8k16. c(registers) → float[4] added to, a(registers) → uint32[4]
//   pairs, B = right[first], right[first + 1];
// - quad(member, join): joins a value of the four lanes that share a row;
// - pack(low, high): two floats as 16-bit numbers, nearest even.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/kernels/cuda/attention_lane.h"
#include "core/kernels/cuda/attention_sums.h"
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

}  // namespace entroscope::cuda
