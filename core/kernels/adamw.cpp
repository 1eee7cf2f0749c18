#include "core/kernels/adamw.h"

#include <ATen/Functions.h>
#include <torch/library.h>

#include <cmath>
#include <sstream>

#include "core/base/error.h"
#include "core/kernels/adamw_checks.h"

namespace entroscope {
namespace {

using Step = void(at::Tensor, const at::Tensor&, at::Tensor, at::Tensor, const at::Tensor&,
                  const std::optional<at::Tensor>&, const std::optional<at::Tensor>&,
                  std::optional<at::Tensor>);
using Census = at::Tensor(at::TensorList);

std::optional<at::Tensor> optional(const at::Tensor& x) {
  return x.defined() ? std::optional(x) : std::nullopt;
}

void checkInputs(const at::Tensor& parameter, const AdamwInputs& inputs) {
  const auto here = [&](const at::Tensor& x) {
    return x.device() == parameter.device() && x.is_contiguous();
  };
  const auto isFactor = [&](const at::Tensor& x) {
    return !x.defined() || (here(x) && x.numel() == 1 && x.scalar_type() == at::kFloat);
  };
  const at::Tensor &numbers = inputs.numbers, &shadow = inputs.shadow;
  const bool fits =
      numbers.defined() && here(numbers) && numbers.numel() == kAdamwNumbers &&
      numbers.scalar_type() == at::kFloat && isFactor(inputs.clip) && isFactor(inputs.skip) &&
      (!shadow.defined() || (here(shadow) && shadow.sizes() == parameter.sizes() &&
                             (shadow.scalar_type() == at::kBFloat16 || shadow.scalar_type() == at::kHalf)));
  if (fits) return;
  throw Error(ErrorCode::BadInput,
              "AdamW: expected ten fp32 numbers, at most one fp32 clip factor and one fp32 skip flag, and a "
              "contiguous bf16 or fp16 "
              "shadow of the parameter's shape, all on its device");
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def(
      "adamw_(Tensor(a!) parameter, Tensor gradient, Tensor(b!) mean, Tensor(c!) variance, Tensor numbers, "
      "Tensor? clip, Tensor? skip, Tensor(d!)? shadow) -> ()");
  library.def("gradient_census(Tensor[] gradients) -> Tensor");
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) {
  library.impl("adamw_", &adamwCpu);
  library.impl("gradient_census", &gradientCensusCpu);
}

AdamwNumbers adamwNumbers(const AdamWStep& step) {
  const bool afterwards = step.kind == OptimizerKind::AdamWHf;
  const double correction1 = 1.0 - std::pow(step.beta1, static_cast<double>(step.step));
  const double root2 = std::sqrt(1.0 - std::pow(step.beta2, static_cast<double>(step.step)));
  const auto keep = static_cast<float>(1.0 - step.learningRate * step.weightDecay);
  return {.gradientScale = static_cast<float>(step.gradientScale),
          .beta1 = static_cast<float>(step.beta1),
          .rest1 = static_cast<float>(1.0 - step.beta1),
          .beta2 = static_cast<float>(step.beta2),
          .rest2 = static_cast<float>(1.0 - step.beta2),
          .keepBefore = afterwards ? 1.0f : keep,
          .keepAfter = afterwards ? keep : 1.0f,
          .stepSize =
              static_cast<float>((afterwards ? step.learningRate * root2 : step.learningRate) / correction1),
          .rootScale = afterwards ? 1.0f : static_cast<float>(1.0 / root2),
          .epsilon = static_cast<float>(step.epsilon)};
}

void checkAdamwInputs(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean,
                      const at::Tensor& variance) {
  bool fits = true;
  for (const at::Tensor* tensor : {&parameter, &gradient, &mean, &variance}) {
    fits = fits && tensor->sizes() == parameter.sizes() && tensor->is_contiguous() &&
           tensor->scalar_type() == at::kFloat && tensor->device() == parameter.device();
  }
  if (fits) return;
  std::ostringstream text;
  text
      << "AdamW: expected contiguous fp32 parameter, gradient, mean and variance of one shape on one device, "
         "found "
      << parameter.sizes() << ", " << gradient.sizes() << ", " << mean.sizes() << ", " << variance.sizes();
  throw Error(ErrorCode::BadInput, text.str());
}

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& variance,
               const AdamWStep& step) {
  if (step.step < 1) {
    throw Error(ErrorCode::BadInput,
                "AdamW: expected a step of at least 1, found " + std::to_string(step.step));
  }
  AdamwNumbers numbers = adamwNumbers(step);
  const at::Tensor host = at::from_blob(&numbers, {kAdamwNumbers}, at::TensorOptions(at::kFloat));
  adamwStep(parameter, gradient, mean, variance, AdamwInputs{host.to(parameter.device()), {}, {}, {}});
}

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& variance,
               const AdamwInputs& inputs) {
  checkAdamwInputs(parameter, gradient, mean, variance);
  checkInputs(parameter, inputs);
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::adamw_", "").typed<Step>();
  at::AutoDispatchBelowADInplaceOrView guard;  // the parameter requires a gradient; its update has none
  handle.call(parameter, gradient, mean, variance, inputs.numbers, optional(inputs.clip),
              optional(inputs.skip), optional(inputs.shadow));
}

at::Tensor gradientCensus(const std::vector<at::Tensor>& gradients) {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::gradient_census", "").typed<Census>();
  at::AutoDispatchBelowADInplaceOrView guard;
  return handle.call(gradients);
}

}  // namespace entroscope
