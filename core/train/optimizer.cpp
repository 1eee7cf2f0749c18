#include "core/train/optimizer.h"

#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/kernels/adamw.h"

namespace entroscope {
namespace {

/// Σ g² of each parameter; one copy to the host for all of them on a GPU.
std::vector<double> squaredNorms(const std::vector<NamedParameter>& parameters) {
  std::vector<double> squares(parameters.size(), 0.0);
  std::vector<at::Tensor> onDevice;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const at::Tensor& gradient = parameters[i].value.grad();
    if (!gradient.defined()) continue;
    if (gradient.is_cpu()) {
      squares[i] = squaredNorm(gradient);
    } else {
      onDevice.push_back(gradient);
      places.push_back(i);
    }
  }
  if (!onDevice.empty()) {
    const at::Tensor norms = at::stack(at::_foreach_norm(onDevice, 2)).to(at::kCPU, at::kDouble);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double norm = norms.const_data_ptr<double>()[i];
      squares[places[i]] = norm * norm;
    }
  }
  return squares;
}

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

}  // namespace

Optimizer::Optimizer(const std::vector<NamedParameter>& parameters, int layers, Kernels kernels)
    : parameters_(parameters), layers_(layers), kernels_(kernels) {
  c10::NoGradGuard noGrad;
  for (const auto& parameter : parameters_) {
    means_.push_back(at::zeros_like(parameter.value, at::MemoryFormat::Contiguous).detach());
    variances_.push_back(at::zeros_like(parameter.value, at::MemoryFormat::Contiguous).detach());
  }
}

GradientReport Optimizer::inspect(double unscale) const {
  c10::NoGradGuard noGrad;
  GradientReport report;
  report.nanCounts.assign(static_cast<std::size_t>(layers_), 0.0f);
  const std::vector<double> squares = squaredNorms(parameters_);
  std::vector<double> layers(static_cast<std::size_t>(layers_), 0.0);
  double sum = 0;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    sum += squares[i];
    if (parameters_[i].layer >= 0) layers[static_cast<std::size_t>(parameters_[i].layer)] += squares[i];
    if (std::isfinite(squares[i])) continue;
    report.finite = false;
    if (report.firstBad.empty()) report.firstBad = parameters_[i].name;
    if (parameters_[i].layer < 0) continue;
    // Counted only where the norm has raised the flag.
    const auto count = at::isnan(parameters_[i].value.grad()).sum().item<std::int64_t>();
    report.nanCounts[static_cast<std::size_t>(parameters_[i].layer)] += static_cast<float>(count);
  }
  report.norm = std::sqrt(sum) * unscale;
  for (const double square : layers)
    report.layerNorms.push_back(static_cast<float>(std::sqrt(square) * unscale));
  return report;
}

void Optimizer::step(const OptimizerConfig& config, double learningRate, double unscale, double norm) {
  c10::NoGradGuard noGrad;
  AdamWStep step;
  step.kind = config.kind;
  step.learningRate = learningRate;
  step.beta1 = config.beta1;
  step.beta2 = config.beta2;
  step.epsilon = config.epsilon;
  step.step = ++updates_;
  double factor = config.clip > 0 ? config.clip / (norm + 1e-6) : 1.0;
  if (factor > 1.0) factor = 1.0;  // false for NaN, which goes through
  step.gradientScale = unscale * factor;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    at::Tensor& value = parameters_[i].value;
    if (!value.grad().defined()) continue;
    step.weightDecay = decayOf(parameters_[i], config);
    const auto update = kernels_ == Kernels::Fast ? adamwStep : adamwStepReference;
    update(value, value.grad().contiguous(), means_[i], variances_[i], step);
  }
}

void Optimizer::clearGradients() {
  // Undefined, so that the next backward pass hands its first gradient over instead of adding it.
  for (auto& parameter : parameters_) parameter.value.mutable_grad() = at::Tensor();
}

}  // namespace entroscope
