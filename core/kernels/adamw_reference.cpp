#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/kernels/adamw.h"
#include "core/kernels/adamw_checks.h"

namespace entroscope {

void adamwStepReference(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& mean,
                        at::Tensor& variance, const AdamWStep& step) {
  checkAdamwInputs(parameter, gradient, mean, variance);
  c10::NoGradGuard noGrad;
  const at::Tensor g = gradient * step.gradientScale;
  const double correction1 = 1.0 - std::pow(step.beta1, static_cast<double>(step.step));
  const double correction2 = 1.0 - std::pow(step.beta2, static_cast<double>(step.step));
  const double decay = step.learningRate * step.weightDecay;
  if (step.kind == OptimizerKind::AdamW) parameter.mul_(1.0 - decay);
  mean.mul_(step.beta1).add_(g, 1.0 - step.beta1);
  variance.mul_(step.beta2).addcmul_(g, g, 1.0 - step.beta2);
  if (step.kind == OptimizerKind::AdamW) {
    const at::Tensor denominator = (variance.sqrt() / std::sqrt(correction2)).add_(step.epsilon);
    parameter.addcdiv_(mean, denominator, -step.learningRate / correction1);
  } else {
    const at::Tensor denominator = variance.sqrt().add_(step.epsilon);
    parameter.addcdiv_(mean, denominator, -step.learningRate * std::sqrt(correction2) / correction1);
    parameter.mul_(1.0 - decay);
  }
}

}  // namespace entroscope
