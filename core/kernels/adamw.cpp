#include "core/kernels/adamw.h"

#include <ATen/Functions.h>
#include <torch/library.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/adamw_checks.h"

namespace entroscope {
namespace {

using Step = void(at::Tensor, const at::Tensor&, at::Tensor, at::Tensor, bool, double, double, double, double,
                  double, double, std::int64_t);

/// Any device without an implementation of its own.
void adamwComposite(at::Tensor parameter, const at::Tensor& gradient, at::Tensor mean, at::Tensor variance,
                    bool afterwards, double learningRate, double beta1, double beta2, double epsilon,
                    double weightDecay, double gradientScale, std::int64_t step) {
  adamwStepReference(parameter, gradient, mean, variance,
                     {afterwards ? OptimizerKind::AdamWHf : OptimizerKind::AdamW, learningRate, beta1, beta2,
                      epsilon, weightDecay, gradientScale, step});
}

double squaredNormComposite(const at::Tensor& gradient) {
  return gradient.detach().to(at::kDouble).square().sum().item<double>();
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def(
      "adamw_(Tensor(a!) parameter, Tensor gradient, Tensor(b!) mean, Tensor(c!) variance, bool "
      "decay_afterwards, "
      "float learning_rate, float beta1, float beta2, float epsilon, float weight_decay, float "
      "gradient_scale, int "
      "step) -> ()");
  library.def("squared_norm(Tensor gradient) -> float");
}
TORCH_LIBRARY_IMPL(entroscope, CompositeExplicitAutograd, library) {
  library.impl("adamw_", &adamwComposite);
  library.impl("squared_norm", &squaredNormComposite);
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) {
  library.impl("adamw_", &adamwCpu);
  library.impl("squared_norm", &squaredNormCpu);
}

void checkAdamwInputs(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean,
                      const at::Tensor& variance, const AdamWStep& step) {
  bool fits = step.step >= 1;
  for (const at::Tensor* tensor : {&parameter, &gradient, &mean, &variance}) {
    fits = fits && tensor->sizes() == parameter.sizes() && tensor->is_contiguous() &&
           tensor->scalar_type() == at::kFloat && tensor->device() == parameter.device();
  }
  if (fits) return;
  std::ostringstream text;
  text << "AdamW: expected contiguous fp32 parameter, gradient, mean, variance of one shape on one device "
          "and a "
          "step >= 1, found "
       << parameter.sizes() << ", " << gradient.sizes() << ", " << mean.sizes() << ", " << variance.sizes()
       << ", step " << step.step;
  throw Error(ErrorCode::BadInput, text.str());
}

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& variance,
               const AdamWStep& step) {
  checkAdamwInputs(parameter, gradient, mean, variance, step);
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::adamw_", "").typed<Step>();
  at::AutoDispatchBelowADInplaceOrView guard;  // the parameter requires a gradient; its update has none
  handle.call(parameter, gradient, mean, variance, step.kind == OptimizerKind::AdamWHf, step.learningRate,
              step.beta1, step.beta2, step.epsilon, step.weightDecay, step.gradientScale, step.step);
}

double squaredNorm(const at::Tensor& gradient) {
  static const auto handle = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("entroscope::squared_norm", "")
                                 .typed<double(const at::Tensor&)>();
  at::AutoDispatchBelowADInplaceOrView guard;
  return handle.call(gradient);
}

}  // namespace entroscope
