// One value's AdamW update, for the GPU and, compiled for the host, for its test. The numbers are those
// of the CPU's kernel.
#pragma once

#include <cmath>

#include "core/kernels/adamw_numbers.h"
#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

struct AdamwValue {
  float parameter, mean, variance;
};

ENTROSCOPE_HOST_DEVICE AdamwValue adamwUpdate(AdamwValue now, float gradient, const AdamwNumbers& c) {
  const float g = gradient * c.gradientScale;
  now.mean = c.beta1 * now.mean + c.rest1 * g;
  now.variance = c.beta2 * now.variance + c.rest2 * g * g;
  const float denominator = sqrtf(now.variance) * c.rootScale + c.epsilon;
  now.parameter = (now.parameter * c.keepBefore - c.stepSize * (now.mean / denominator)) * c.keepAfter;
  return now;
}

}  // namespace entroscope::cuda
