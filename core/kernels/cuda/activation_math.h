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
