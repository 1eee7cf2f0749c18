// The arithmetic of a streamed attention row, for the GPU and, compiled for the host, for its test.
//
// With m the running maximum of the scores s, l = Σ e^{s−m} and W = Σ e^{s−m}(s−m):
// H = ln l − W/l (nats), lse = m + ln l. Both terms of H are ≥ 0: nothing cancels.
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

struct RowEntropy {
  float maximum = -INFINITY;
  float total = 0;
  float weighted = 0;

  /// Moves the sums to a new maximum ≥ the present one: W ← α (W + (m − m′) l), l ← α l, α = e^{m−m′}.
  ENTROSCOPE_HOST_DEVICE void raise(float newMaximum) {
    if (!(newMaximum > maximum)) return;
    if (total > 0) {
      const float change = maximum - newMaximum, factor = expf(change);
      // A factor of 0 would meet an infinite change: the old sums no longer count.
      weighted = factor > 0 ? factor * (weighted + change * total) : 0.0f;
      total *= factor;
    }
    maximum = newMaximum;
  }

  /// Adds a score ≤ the maximum. −inf adds nothing (and never makes −inf · 0); NaN makes the row NaN, and
  /// so does +inf (inf − inf).
  ENTROSCOPE_HOST_DEVICE void add(float score) {
    if (score == -INFINITY) return;
    const float shifted = score - maximum, e = expf(shifted);
    total += e;
    if (e != 0) weighted += e * shifted;  // NaN is not 0
  }

  /// Joins the sums of another part of the same row.
  ENTROSCOPE_HOST_DEVICE void merge(RowEntropy other) {
    raise(other.maximum);
    other.raise(maximum);
    total += other.total;
    weighted += other.weighted;
  }

  /// NaN for a row without any finite score.
  ENTROSCOPE_HOST_DEVICE float entropy() const { return logf(total) - weighted / total; }
};

}  // namespace entroscope::cuda
