// The arithmetic of the fused classifier's row, for the GPU and, compiled for the host, for its test.
//
// With m the running maximum and l = Σ e^{x−m}: loss = m + ln l − x_target (nats) and
// d loss / d x_i = scale · (e^{x_i−m}/l − [i = target]).
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

struct SoftmaxRow {
  float maximum = -INFINITY;
  float total = 0;

  /// A NaN makes the total NaN, and with it the row; −inf adds nothing.
  ENTROSCOPE_HOST_DEVICE void add(float x) {
    if (x > maximum) {
      total = total * expf(maximum - x) + 1.0f;  // e^{−inf − x} is 0 for the first value
      maximum = x;
    } else if (x != -INFINITY) {
      total += expf(x - maximum);
    }
  }

  /// Joins the sums of another part of the same row.
  ENTROSCOPE_HOST_DEVICE void merge(const SoftmaxRow& other) {
    const float most = fmaxf(maximum, other.maximum);
    total = rescaled(most) + other.rescaled(most);
    maximum = most;
  }

  ENTROSCOPE_HOST_DEVICE float loss(float target) const { return maximum + logf(total) - target; }

  ENTROSCOPE_HOST_DEVICE float gradient(float x, bool isTarget, float scale) const {
    return scale * (expf(x - maximum) / total - (isTarget ? 1.0f : 0.0f));
  }

 private:
  /// −inf − −inf is NaN: a part without any value keeps its 0 (or its NaN).
  ENTROSCOPE_HOST_DEVICE float rescaled(float most) const {
    return maximum == most ? total : total * expf(maximum - most);
  }
};

}  // namespace entroscope::cuda
