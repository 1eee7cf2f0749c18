// The sums of attention's rows (attention_warp.h): what a tile of scores adds, and what they come to.
//
// With s the scores times log₂e, m their running maximum, l = Σ 2^{s−m} and W = Σ 2^{s−m}(s−m):
// lse = ln 2 · (m + log₂ l) and H = ln 2 · (log₂ l − W/l), in nats. Probabilities are rounded to 16 bits for
// their product with the values alone, as in FlashAttention (Dao 2023); l and W are sums of the unrounded
// ones.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/kernels/cuda/attention_lane.h"
#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

/// An exponent whose power of 2 is 0 in fp32.
inline constexpr float kNothing = -1024.0f;

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

/// Joins the lanes that share a row and writes output, log-sum-exp, entropy and NaN count.
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
