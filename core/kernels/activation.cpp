#include "core/kernels/activation.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/activation_checks.h"

namespace entroscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Slope = std::optional<at::Tensor>;
using Bias = std::optional<at::Tensor>;
using Gradients = std::tuple<at::Tensor, at::Tensor, at::Tensor>;
using Forward = at::Tensor(const at::Tensor&, std::int64_t, const Slope&, const Bias&);
using Backward = Gradients(const at::Tensor&, const at::Tensor&, std::int64_t, const Slope&, const Bias&,
                           bool, bool);

const auto& forwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::activation", "").typed<Forward>();
  return handle;
}
const auto& backwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::activation_backward", "").typed<Backward>();
  return handle;
}

struct FusedActivation : torch::autograd::Function<FusedActivation> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, std::int64_t kind,
                            const Slope& slope, const Bias& bias) {
    at::AutoDispatchBelowADInplaceOrView guard;
    context->save_for_backward({x, slope.value_or(at::Tensor()), bias.value_or(at::Tensor())});
    context->saved_data["kind"] = kind;
    context->saved_data["slopeGradient"] = slope.has_value() && slope->requires_grad();
    context->saved_data["biasGradient"] = bias.has_value() && bias->requires_grad();
    return forwardOperator().call(x, kind, slope, bias);
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    at::AutoDispatchBelowADInplaceOrView guard;
    const auto saved = context->get_saved_variables();
    const Slope slope = saved[1].defined() ? Slope(saved[1]) : std::nullopt;
    const Bias bias = saved[2].defined() ? Bias(saved[2]) : std::nullopt;
    auto [dx, dslope, dbias] = backwardOperator().call(
        gradients[0], saved[0], context->saved_data["kind"].toInt(), slope, bias,
        context->saved_data["slopeGradient"].toBool(), context->saved_data["biasGradient"].toBool());
    return {dx, {}, dslope, dbias};
  }
};

at::Tensor activationAutograd(const at::Tensor& x, std::int64_t kind, const Slope& slope, const Bias& bias) {
  return FusedActivation::apply(x, kind, slope, bias);
}

/// Any device without an implementation of its own.
at::Tensor activationComposite(const at::Tensor& x, std::int64_t kind, const Slope& slope, const Bias& bias) {
  return activateReference(x, static_cast<Activation>(kind), slope.value_or(at::Tensor()),
                           bias.value_or(at::Tensor()));
}

std::tuple<at::Tensor, at::Tensor> unbiasedBackward(const at::Tensor& gradient, const at::Tensor& x,
                                                    std::int64_t kind, const Slope& slope,
                                                    bool slopeGradient) {
  switch (static_cast<Activation>(kind)) {
    case Activation::GeluErf:
      return {at::gelu_backward(gradient, x, "none"), at::Tensor()};
    case Activation::GeluTanh:
      return {at::gelu_backward(gradient, x, "tanh"), at::Tensor()};
    case Activation::Relu:
      return {at::threshold_backward(gradient, x, 0), at::Tensor()};
    case Activation::LeakyRelu:
      break;
  }
  const at::Tensor upper = x.ge(0);
  at::Tensor dslope;
  if (slopeGradient) {
    const at::Tensor terms = at::where(upper, at::zeros({}, x.options()), x * gradient).to(at::kFloat);
    dslope = slope->dim() == 0 ? terms.sum() : terms.reshape({-1, slope->size(0)}).sum(0);
  }
  return {at::where(upper, gradient, gradient * slope->to(x.scalar_type())), dslope};
}

Gradients activationBackwardComposite(const at::Tensor& gradient, const at::Tensor& x, std::int64_t kind,
                                      const Slope& slope, const Bias& bias, bool slopeGradient,
                                      bool biasGradient) {
  const at::Tensor biased = bias ? x + bias->to(x.scalar_type()) : x;
  auto [dx, dslope] = unbiasedBackward(gradient, biased, kind, slope, slopeGradient);
  at::Tensor dbias;
  if (biasGradient) dbias = dx.to(at::kFloat).reshape({-1, bias->size(0)}).sum(0);
  return {dx, dslope, dbias};
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def("activation(Tensor x, int kind, Tensor? slope, Tensor? bias) -> Tensor");
  library.def(
      "activation_backward(Tensor gradient, Tensor x, int kind, Tensor? slope, Tensor? bias, bool "
      "slope_gradient, bool bias_gradient) -> (Tensor, Tensor, Tensor)");
}
TORCH_LIBRARY_IMPL(entroscope, CompositeExplicitAutograd, library) {
  library.impl("activation", &activationComposite);
  library.impl("activation_backward", &activationBackwardComposite);
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) {
  library.impl("activation", &activationCpu);
  library.impl("activation_backward", &activationBackwardCpu);
}
TORCH_LIBRARY_IMPL(entroscope, Autograd, library) { library.impl("activation", &activationAutograd); }

void checkActivationInputs(const at::Tensor& x, Activation activation, const at::Tensor& slope,
                           const at::Tensor& bias) {
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
  } else if (bias.defined() && (bias.dim() != 1 || x.dim() == 0 || bias.size(0) != x.size(-1))) {
    text << "activation: expected a bias of shape [" << (x.dim() ? x.size(-1) : 1) << "], found "
         << bias.sizes();
  } else {
    return;
  }
  throw Error(ErrorCode::BadInput, text.str());
}

at::Tensor activate(const at::Tensor& x, Activation activation, const at::Tensor& slope,
                    const at::Tensor& bias) {
  checkActivationInputs(x, activation, slope, bias);
  return forwardOperator().call(x, static_cast<std::int64_t>(activation),
                                slope.defined() ? Slope(slope) : std::nullopt,
                                bias.defined() ? Bias(bias) : std::nullopt);
}

}  // namespace entroscope
