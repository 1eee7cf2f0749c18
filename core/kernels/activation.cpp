#include "core/kernels/activation.h"

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/activation_checks.h"

namespace entroscope {

void checkActivationInputs(const at::Tensor& x, Activation activation, const at::Tensor& slope) {
  std::ostringstream text;
  if (!at::isFloatingType(x.scalar_type())) {
    text << "activation: expected floating-point values, found " << x.scalar_type();
  } else if (activation != Activation::LeakyRelu && slope.defined()) {
    text << "activation: expected no slope, found one of shape " << slope.sizes();
  } else if (activation == Activation::LeakyRelu && !slope.defined()) {
    text << "activation: expected a slope for leaky_relu, found none";
  } else if (activation == Activation::LeakyRelu && slope.dim() != 0 &&
             (slope.dim() != 1 || x.dim() == 0 || slope.size(0) != x.size(-1))) {
    text << "activation: expected a slope of shape [] or [" << (x.dim() ? x.size(-1) : 1) << "], found "
         << slope.sizes();
  } else {
    return;
  }
  throw Error(ErrorCode::BadInput, text.str());
}

at::Tensor activate(const at::Tensor& x, Activation activation, const at::Tensor& slope) {
  return activateReference(x, activation, slope);
}

}  // namespace entroscope
