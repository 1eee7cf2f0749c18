#include "core/kernels/adamw.h"

#include <ATen/Functions.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/adamw_checks.h"

namespace entroscope {

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
  adamwStepReference(parameter, gradient, mean, variance, step);
}

double squaredNorm(const at::Tensor& gradient) {
  return gradient.detach().to(at::kDouble).square().sum().item<double>();
}

}  // namespace entroscope
