// The arithmetic of residual addition with LayerNorm or RMSNorm, for the GPU and, compiled for the host, for
// its test.
//
// Mean first, then the squares around it, from values that are at hand: parts of a row join by addition,
// without cancellation. The mean is NaN whenever the row holds a NaN.
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

/// What a sum over a row is made of; parts of a row join by merge.
struct RowSum {
  float value = 0;
  ENTROSCOPE_HOST_DEVICE void merge(const RowSum& other) { value += other.value; }
};

/// 1 / σ. @param squares Σ (x − center)², center = 0 in RMSNorm.
ENTROSCOPE_HOST_DEVICE float inverseDeviation(float squares, float width, float epsilon) {
  return 1.0f / sqrtf(squares / width + epsilon);
}

/// Least and largest value and the number of NaNs among a row's values.
struct RowCensus {
  float least = INFINITY, largest = -INFINITY, nans = 0;

  ENTROSCOPE_HOST_DEVICE void add(float x) {
    nans += x != x ? 1.0f : 0.0f;
    least = fminf(least, x);  // drop NaN
    largest = fmaxf(largest, x);
  }
  ENTROSCOPE_HOST_DEVICE void merge(const RowCensus& other) {
    nans += other.nans;
    least = fminf(least, other.least);
    largest = fmaxf(largest, other.largest);
  }
};

/// What a row's gradient needs of the whole row: Σ g and Σ g·x̂ with g the gradients at the norms times their
/// weights.
struct NormSums {
  float plain = 0, weighted = 0;

  ENTROSCOPE_HOST_DEVICE void add(float g, float hat) {
    plain += g;
    weighted += g * hat;
  }
  ENTROSCOPE_HOST_DEVICE void merge(const NormSums& other) {
    plain += other.plain;
    weighted += other.weighted;
  }
  /// d loss / d x of the norm alone.
  ENTROSCOPE_HOST_DEVICE float gradient(float g, float hat, float inverse, float width, bool rms) const {
    return inverse * (g - (rms ? 0.0f : plain / width) - hat * (weighted / width));
  }
};

}  // namespace entroscope::cuda
