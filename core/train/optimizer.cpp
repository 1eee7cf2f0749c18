#include "core/train/optimizer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/kernels/adamw.h"

namespace entroscope {
namespace {

double decayOf(const NamedParameter& parameter, const OptimizerConfig& config) {
  switch (parameter.kind) {
    case ParameterKind::Weight:
      return config.weightDecay;
    case ParameterKind::Slope:
      return config.decaySlopes ? config.weightDecay : 0.0;
    case ParameterKind::Bias:
    case ParameterKind::Norm:
      break;
  }
  return 0.0;
}

AdamWStep stepOf(const OptimizerConfig& config, double learningRate, double scale, std::int64_t update) {
  AdamWStep step;
  step.kind = config.kind;
  step.learningRate = learningRate;
  step.beta1 = config.beta1;
  step.beta2 = config.beta2;
  step.epsilon = config.epsilon;
  step.gradientScale = scale;
  step.step = update;
  return step;
}

}  // namespace

Optimizer::Optimizer(const std::vector<NamedParameter>& parameters, int layers, Kernels kernels)
    : parameters_(parameters), layers_(layers), kernels_(kernels) {
  c10::NoGradGuard noGrad;
  for (const auto& parameter : parameters_) {
    means_.push_back(at::zeros_like(parameter.value, at::MemoryFormat::Contiguous).detach());
    variances_.push_back(at::zeros_like(parameter.value, at::MemoryFormat::Contiguous).detach());
  }
}

at::Tensor Optimizer::census() const {
  c10::NoGradGuard noGrad;
  std::vector<at::Tensor> gradients;
  for (const auto& parameter : parameters_) {
    // A parameter that the loss does not reach.
    gradients.push_back(parameter.value.grad().defined() ? parameter.value.grad()
                                                         : at::zeros({0}, parameter.value.options()));
  }
  return gradientCensus(gradients);
}

GradientReport Optimizer::report(const double* census, double unscale) const {
  GradientReport report;
  report.nanCounts.assign(static_cast<std::size_t>(layers_), 0.0f);
  std::vector<double> layers(static_cast<std::size_t>(layers_), 0.0);
  double sum = 0;
  for (const auto& parameter : parameters_) {
    const double square = *census++, nans = *census++;
    sum += square;
    if (!std::isfinite(square)) {
      report.finite = false;
      if (report.firstBad.empty()) report.firstBad = parameter.name;
    }
    if (parameter.layer < 0) continue;
    layers[static_cast<std::size_t>(parameter.layer)] += square;
    report.nanCounts[static_cast<std::size_t>(parameter.layer)] += static_cast<float>(nans);
  }
  report.norm = std::sqrt(sum) * unscale;
  for (const double square : layers)
    report.layerNorms.push_back(static_cast<float>(std::sqrt(square) * unscale));
  return report;
}

GradientReport Optimizer::inspect(double unscale) const {
  return report(census().to(at::kCPU).const_data_ptr<double>(), unscale);
}

void Optimizer::step(const OptimizerConfig& config, double learningRate, double unscale, double norm) {
  double factor = config.clip > 0 ? config.clip / (norm + 1e-6) : 1.0;
  if (factor > 1.0) factor = 1.0;  // false for NaN, which goes through
  const double scale = unscale * factor;
  if (kernels_ == Kernels::Reference) {
    stepByReference(config, learningRate, scale);
    return;
  }
  std::vector<float> numbers = plan(config, learningRate, scale, ++updates_);
  const at::Tensor host = at::from_blob(numbers.data(), {2, kAdamwNumbers}, at::TensorOptions(at::kFloat));
  update(config, host.to(parameters_.front().value.device()), {}, {});
}

void Optimizer::stepByReference(const OptimizerConfig& config, double learningRate, double scale) {
  c10::NoGradGuard noGrad;
  AdamWStep step = stepOf(config, learningRate, scale, ++updates_);
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    at::Tensor& value = parameters_[i].value;
    if (!value.grad().defined()) continue;
    step.weightDecay = decayOf(parameters_[i], config);
    adamwStepReference(value, value.grad().contiguous(), means_[i], variances_[i], step);
  }
}

std::vector<float> Optimizer::plan(const OptimizerConfig& config, double learningRate, double scale,
                                   std::int64_t update) const {
  AdamWStep step = stepOf(config, learningRate, scale, update);
  std::vector<float> plan;
  for (const double decay : {0.0, config.weightDecay}) {
    step.weightDecay = decay;
    const AdamwNumbers numbers = adamwNumbers(step);
    const auto* first = reinterpret_cast<const float*>(&numbers);
    plan.insert(plan.end(), first, first + kAdamwNumbers);
  }
  return plan;
}

void Optimizer::stepAsPlanned(const OptimizerConfig& config, const at::Tensor& plan, const at::Tensor& census,
                              double scale, const at::Tensor& lossScale, const at::Tensor& skip) {
  at::Tensor factor;
  if (lossScale.defined()) factor = lossScale.to(at::kDouble).reciprocal();
  if (config.clip > 0) {
    at::Tensor norm = census.select(1, 0).sum().sqrt() * scale;
    if (factor.defined()) norm = norm * factor;
    const at::Tensor clip = (norm + 1e-6).reciprocal().mul(config.clip).clamp_max(1.0);  // NaN goes through
    factor = factor.defined() ? factor * clip : clip;
  }
  update(config, plan, factor.defined() ? factor.to(at::kFloat) : factor, skip);
}

void Optimizer::update(const OptimizerConfig& config, const at::Tensor& plan, const at::Tensor& clip,
                       const at::Tensor& skip) {
  c10::NoGradGuard noGrad;
  const at::Tensor numbers[] = {plan[0], plan[1]};
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    at::Tensor& value = parameters_[i].value;
    if (!value.grad().defined()) continue;
    const bool decays = decayOf(parameters_[i], config) != 0;
    adamwStep(value, value.grad().contiguous(), means_[i], variances_[i],
              AdamwInputs{numbers[decays ? 1 : 0], clip, skip, parameters_[i].shadow});
  }
}

void Optimizer::clearGradients() {
  // Undefined, so that the next backward pass hands its first gradient over instead of adding it.
  for (auto& parameter : parameters_) parameter.value.mutable_grad() = at::Tensor();
}

}  // namespace entroscope
