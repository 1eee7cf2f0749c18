// One value's AdamW update, for the GPU and, compiled for the host, for its test. The coefficients are formed
// in double on the host, as for the CPU kernel.
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

struct AdamwCoefficients {
  float gradientScale, beta1, rest1, beta2, rest2;  ///< rest = 1 − β
  float keepBefore, keepAfter;                      ///< 1 − lr·decay before or after the update, else 1
  float stepSize;                                   ///< multiplies mean / denominator
  float rootScale, epsilon;                         ///< denominator = √variance · rootScale + epsilon
};

struct AdamwValue {
  float parameter, mean, variance;
};

ENTROSCOPE_HOST_DEVICE AdamwValue adamwUpdate(AdamwValue now, float gradient, const AdamwCoefficients& c) {
  const float g = gradient * c.gradientScale;
  now.mean = c.beta1 * now.mean + c.rest1 * g;
  now.variance = c.beta2 * now.variance + c.rest2 * g * g;
  const float denominator = sqrtf(now.variance) * c.rootScale + c.epsilon;
  now.parameter = (now.parameter * c.keepBefore - c.stepSize * (now.mean / denominator)) * c.keepAfter;
  return now;
}

}  // namespace entroscope::cuda
