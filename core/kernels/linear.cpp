#include "core/kernels/linear.h"

#include <ATen/Functions.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/linear_checks.h"

namespace entroscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Bias = std::optional<at::Tensor>;
using Gradients = std::tuple<at::Tensor, at::Tensor, at::Tensor>;
using Forward = at::Tensor(const at::Tensor&, const at::Tensor&, const Bias&);
using Add = void(at::Tensor, const at::Tensor&, const at::Tensor&);
using Backward = Gradients(const at::Tensor&, const at::Tensor&, const at::Tensor&, std::array<bool, 3>);

template <typename Signature>
auto operatorNamed(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

void keepWanted(AutogradContext* context, std::array<bool, 3> wanted) {
  c10::List<bool> list;
  for (const bool one : wanted) list.push_back(one);
  context->saved_data["wanted"] = list;
}

Gradients callBackward(AutogradContext* context, const at::Tensor& gradient) {
  static const auto handle = operatorNamed<Backward>("entroscope::linear_backward");
  at::AutoDispatchBelowADInplaceOrView guard;
  const auto saved = context->get_saved_variables();
  const auto wanted = context->saved_data["wanted"].toBoolList();
  return handle.call(gradient, saved[0], saved[1], {wanted[0], wanted[1], wanted[2]});
}

struct FusedLinear : torch::autograd::Function<FusedLinear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const Bias& bias) {
    static const auto handle = operatorNamed<Forward>("entroscope::linear");
    at::AutoDispatchBelowADInplaceOrView guard;
    context->save_for_backward({x, weight});
    keepWanted(context, {x.requires_grad(), weight.requires_grad(), bias && bias->requires_grad()});
    return handle.call(x, weight, bias);
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    auto [dx, dWeight, dBias] = callBackward(context, gradients[0]);
    return {dx, dWeight, dBias};
  }
};

struct FusedAddLinear : torch::autograd::Function<FusedAddLinear> {
  static at::Tensor forward(AutogradContext* context, at::Tensor sum, const at::Tensor& x,
                            const at::Tensor& weight) {
    static const auto handle = operatorNamed<Add>("entroscope::add_linear_");
    at::AutoDispatchBelowADInplaceOrView guard;
    context->save_for_backward({x, weight});
    keepWanted(context, {x.requires_grad(), weight.requires_grad(), false});
    handle.call(sum, x, weight);
    context->mark_dirty({sum});
    return sum;
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    auto [dx, dWeight, none] = callBackward(context, gradients[0]);
    return {gradients[0], dx, dWeight};
  }
};

at::Tensor linearAutograd(const at::Tensor& x, const at::Tensor& weight, const Bias& bias) {
  return FusedLinear::apply(x, weight, bias);
}

/// Any device without an implementation of its own.
at::Tensor linearComposite(const at::Tensor& x, const at::Tensor& weight, const Bias& bias) {
  return at::linear(x, weight, bias);
}
void addLinearComposite(at::Tensor sum, const at::Tensor& x, const at::Tensor& weight) {
  sum.addmm_(x, weight.t());
}
Gradients linearBackwardComposite(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& weight,
                                  std::array<bool, 3> wanted) {
  return {wanted[0] ? at::mm(gradient, weight) : at::Tensor(),
          wanted[1] ? at::mm(gradient.t(), x) : at::Tensor(), wanted[2] ? gradient.sum(0) : at::Tensor()};
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def("linear(Tensor x, Tensor weight, Tensor? bias) -> Tensor");
  library.def("add_linear_(Tensor(a!) sum, Tensor x, Tensor weight) -> ()");
  library.def(
      "linear_backward(Tensor gradient, Tensor x, Tensor weight, bool[3] wanted) -> (Tensor, Tensor, "
      "Tensor)");
}
TORCH_LIBRARY_IMPL(entroscope, CompositeExplicitAutograd, library) {
  library.impl("linear", &linearComposite);
  library.impl("add_linear_", &addLinearComposite);
  library.impl("linear_backward", &linearBackwardComposite);
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) {
  library.impl("linear", &linearCpu);
  library.impl("add_linear_", &addLinearCpu);
  library.impl("linear_backward", &linearBackwardCpu);
}
TORCH_LIBRARY_IMPL(entroscope, Autograd, library) { library.impl("linear", &linearAutograd); }

void checkLinearInputs(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  if (x.dim() == 2 && weight.dim() == 2 && x.size(1) == weight.size(1) &&
      (!bias.defined() || (bias.dim() == 1 && bias.size(0) == weight.size(0)))) {
    return;
  }
  std::ostringstream text;
  text << "linear: expected x [N,in], weight [out,in] and bias [out], found " << x.sizes() << ", "
       << weight.sizes();
  if (bias.defined()) text << " and " << bias.sizes();
  throw Error(ErrorCode::BadInput, text.str());
}

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  checkLinearInputs(x, weight, bias);
  static const auto handle = operatorNamed<Forward>("entroscope::linear");
  return handle.call(x, weight, bias.defined() ? Bias(bias) : std::nullopt);
}

at::Tensor linearReference(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  checkLinearInputs(x, weight, bias);
  return at::linear(x, weight, bias);
}

at::Tensor addLinear(at::Tensor sum, const at::Tensor& x, const at::Tensor& weight) {
  checkLinearInputs(x, weight, at::Tensor());
  return FusedAddLinear::apply(std::move(sum), x, weight);
}

}  // namespace entroscope
