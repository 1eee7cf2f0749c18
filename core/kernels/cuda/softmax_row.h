// The arithmetic of the fused classifier's row, for the GPU and, compiled for the host, for its test.
//
// With m the running maximum and l = Σ 2^{(x−m) log₂e}: loss = m + ln l − x_target (nats) and
// d loss / d x_i = scale · (2^{(x_i−m) log₂e}/l − [i = target]).
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

struct SoftmaxRow {
  float maximum = -INFINITY;
  float total = 0;

  /// A NaN makes the total NaN, and with it the row, and so does +inf; −inf adds nothing.
  template <int Count>
  ENTROSCOPE_HOST_DEVICE void add(const float (&x)[Count]) {
    float most = maximum;
    ENTROSCOPE_UNROLL
    for (int i = 0; i < Count; ++i) most = fmaxf(most, x[i]);
    total = rescaled(most);
    maximum = most;
    const float base = offset();
    ENTROSCOPE_UNROLL
    for (int i = 0; i < Count; ++i) total += term(x[i], base);
  }

  /// Joins the sums of another part of the same row.
  ENTROSCOPE_HOST_DEVICE void merge(const SoftmaxRow& other) {
    const float most = fmaxf(maximum, other.maximum);
    total = rescaled(most) + other.rescaled(most);
    maximum = most;
  }

  ENTROSCOPE_HOST_DEVICE float loss(float target) const { return maximum + logf(total) - target; }

  /// @param share scale / total
  ENTROSCOPE_HOST_DEVICE float gradient(float x, bool isTarget, float scale, float share) const {
    return term(x, offset()) * share - (isTarget ? scale : 0.0f);
  }

 private:
  /// m log₂e; of a row without any value 0, for −inf − −inf is NaN.
  ENTROSCOPE_HOST_DEVICE float offset() const { return maximum == -INFINITY ? 0.0f : maximum * kLog2E; }
  ENTROSCOPE_HOST_DEVICE static float term(float x, float offset) {
    return quickExp2(fmaf(x, kLog2E, -offset));
  }
  ENTROSCOPE_HOST_DEVICE float rescaled(float most) const {
    return maximum == most ? total : total * quickExp2((maximum - most) * kLog2E);
  }
};

}  // namespace entroscope::cuda
