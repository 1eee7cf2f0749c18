// The arithmetic of residual addition with LayerNorm or RMSNorm, for the GPU and, compiled for the host, for
// its test.
//
// Mean and variance by Chan's update (Chan, Golub & LeVeque 1979), so that parts of a row join without
// cancellation; the mean is NaN whenever the row holds a NaN.
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

struct RowMoments {
  float count = 0, mean = 0, squares = 0;  ///< squares = Σ (x − mean)²

  ENTROSCOPE_HOST_DEVICE void add(float x) {
    count += 1.0f;
    const float change = x - mean;
    mean += change / count;
    squares += change * (x - mean);
  }

  ENTROSCOPE_HOST_DEVICE void merge(const RowMoments& other) {
    if (other.count == 0) return;
    const float all = count + other.count, change = other.mean - mean, share = other.count / all;
    squares += other.squares + change * change * count * share;
    mean += change * share;
    count = all;
  }

  /// What is subtracted before scaling: nothing in RMSNorm.
  ENTROSCOPE_HOST_DEVICE float center(bool rms) const { return rms ? 0.0f : mean; }
  ENTROSCOPE_HOST_DEVICE float inverse(float epsilon, bool rms) const {
    return 1.0f / sqrtf(squares / count + (rms ? mean * mean : 0.0f) + epsilon);
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
