#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include "core/kernels/activation.h"
#include "core/kernels/activation_checks.h"

namespace entroscope {

at::Tensor activateReference(const at::Tensor& input, Activation activation, const at::Tensor& slope,
                             const at::Tensor& bias) {
  checkActivationInputs(input, activation, slope, bias);
  const at::Tensor x = bias.defined() ? input + bias.to(input.scalar_type()) : input;
  switch (activation) {
    case Activation::GeluErf:
      return at::gelu(x, "none");
    case Activation::GeluTanh:
      return at::gelu(x, "tanh");
    case Activation::Relu:
      return at::relu(x);
    case Activation::LeakyRelu:
      break;
  }
  return at::where(x.ge(0), x, x * slope.to(x.scalar_type()));
}

}  // namespace entroscope
