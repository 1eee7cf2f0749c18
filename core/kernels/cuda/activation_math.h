// Activations and their derivatives, for the GPU and, compiled for the host, for their test. The numbers are
// those of entroscope::Activation.
#pragma once

#include <cmath>

#include "core/kernels/cuda/host_device.h"

namespace entroscope::cuda {

enum class ActivationKind : int { GeluErf, GeluTanh, Relu, LeakyRelu };

struct ActivationPoint {
  float value = 0, derivative = 0;
};

/// GELU by the error function for results that are rounded to 16 bits: Φ to 1.5e-7 by Abramowitz &
/// Stegun 7.1.26, whose exponential is the normal density's, too. A third of the instructions of the form by
/// erfc.
ENTROSCOPE_HOST_DEVICE ActivationPoint quickGelu(float x) {
  const float bell = quickExp2(-0.5f * kLog2E * x * x);
  const float t = quickReciprocal(fmaf(0.3275911f * 0.70710678118654752f, fabsf(x), 1.0f));
  float tail = fmaf(1.061405429f, t, -1.453152027f);
  tail = fmaf(tail, t, 1.421413741f);
  tail = fmaf(tail, t, -0.284496736f);
  tail = fmaf(tail, t, 0.254829592f) * (0.5f * t * bell);
  const float phi = x < 0 ? tail : 1.0f - tail;
  return {x * phi, fmaf(x * 0.3989422804014327f, bell, phi)};
}

/// f(x) and f'(x); `slope` serves leaky ReLU alone. A NaN passes through, and so does the gradient there,
/// except that ReLU's derivative at NaN is 1.
ENTROSCOPE_HOST_DEVICE ActivationPoint activationAt(ActivationKind kind, float x, float slope) {
  switch (kind) {
    case ActivationKind::GeluErf: {
      // Φ by erfc, whose lower tail keeps its digits.
      const float phi = 0.5f * erfcf(-x * 0.70710678118654752f);
      const float density = 0.3989422804014327f * expf(-0.5f * x * x);
      return {x * phi, phi + x * density};
    }
    case ActivationKind::GeluTanh: {
      const float square = x * x, u = 0.7978845608028654f * x * (1.0f + 0.044715f * square);
      // 1 + tanh u = 2 σ(2u), and 1 − σ = e σ with e = e^{−2u}: no cancellation in either tail.
      const float e = expf(fminf(80.0f, -2.0f * u)), sigma = 1.0f / (1.0f + e);
      const float du = 2.0f * 0.7978845608028654f * (1.0f + 3.0f * 0.044715f * square);
      return {x * sigma, sigma + x * du * (sigma * (e * sigma))};
    }
    case ActivationKind::Relu:
      return {x < 0 ? 0.0f : x, x <= 0 ? 0.0f : 1.0f};
    case ActivationKind::LeakyRelu:
      break;
  }
  return {x >= 0 ? x : x * slope, x >= 0 ? 1.0f : slope};
}

/// What a value adds to the gradient of its slope.
ENTROSCOPE_HOST_DEVICE float slopeTerm(float x, float upstream) { return x >= 0 ? 0.0f : x * upstream; }

}  // namespace entroscope::cuda
