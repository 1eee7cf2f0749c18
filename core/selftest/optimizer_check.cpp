// AdamW of both kinds against a scalar recurrence in fp64, and the squared gradient norm.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "core/kernels/adamw.h"
#include "core/kernels/cpu/instruction_set.h"
#include "core/selftest/recorder.h"
#include "core/train/device_loss_scale.h"

namespace entroscope {
namespace {

constexpr int kSteps = 12;

/// Algorithm 2 of Loshchilov & Hutter, or Hugging Face's variant, one value at a time.
std::vector<double> recurrence(double value, const std::vector<double>& gradients, AdamWStep step) {
  double mean = 0, variance = 0;
  std::vector<double> path;
  for (std::size_t t = 1; t <= gradients.size(); ++t) {
    const double g = gradients[t - 1] * step.gradientScale, lr = step.learningRate;
    mean = step.beta1 * mean + (1 - step.beta1) * g;
    variance = step.beta2 * variance + (1 - step.beta2) * g * g;
    const double c1 = 1 - std::pow(step.beta1, t), c2 = 1 - std::pow(step.beta2, t);
    if (step.kind == OptimizerKind::AdamW) {
      value *= 1 - lr * step.weightDecay;
      value -= lr * (mean / c1) / (std::sqrt(variance / c2) + step.epsilon);
    } else {
      value -= lr * std::sqrt(c2) / c1 * mean / (std::sqrt(variance) + step.epsilon);
      value *= 1 - lr * step.weightDecay;
    }
    path.push_back(value);
  }
  return path;
}

void againstRecurrence(Recorder& recorder, const std::string& prefix, OptimizerKind kind) {
  const std::int64_t n = 67;  // several vectors and a rest
  AdamWStep step{.kind = kind, .learningRate = 3e-3, .weightDecay = 0.1, .gradientScale = 0.7};
  at::Tensor parameter = recorder.normal({n}, 51), mean = at::zeros_like(parameter),
             variance = at::zeros_like(mean);
  at::Tensor other = parameter.clone(), otherMean = mean.clone(), otherVariance = variance.clone();
  const at::Tensor start = parameter.cpu().clone();
  at::Tensor gradients = recorder.normal({kSteps, n}, 52);
  gradients.select(1, 0).zero_();     // never a gradient: decay alone
  gradients.select(1, 1).mul_(1e-7);  // epsilon matters
  gradients.select(1, 2).mul_(1e6);
  const at::Tensor onHost = gradients.cpu().to(at::kDouble).contiguous();
  for (int t = 1; t <= kSteps; ++t) {
    step.step = t;
    adamwStep(parameter, gradients[t - 1].contiguous(), mean, variance, step);
    adamwStepReference(other, gradients[t - 1].contiguous(), otherMean, otherVariance, step);
  }
  std::vector<double> expected;
  for (std::int64_t i = 0; i < n; ++i) {
    std::vector<double> column;
    for (int t = 0; t < kSteps; ++t) column.push_back(onHost.const_data_ptr<double>()[t * n + i]);
    expected.push_back(recurrence(start.const_data_ptr<float>()[i], column, step).back());
  }
  const at::Tensor exact = at::tensor(expected, at::TensorOptions(at::kDouble));
  const std::string name = prefix + (kind == OptimizerKind::AdamW ? "/adamw" : "/adamw-hf");
  recorder.compare(name + "/recurrence", at::kFloat, parameter, exact, 1e-6);
  recorder.compare(name + "/reference", at::kFloat, other, exact, 1e-6);
  recorder.compare(name + "/mean", at::kFloat, mean, otherMean, 1e-6);
  recorder.compare(name + "/variance", at::kFloat, variance, otherVariance, 1e-6);
}

/// The form with its numbers, clip factor and shadow on the device, against the one with them in the call.
void planned(Recorder& recorder, const std::string& prefix) {
  const AdamWStep step{.learningRate = 3e-3, .weightDecay = 0.1, .gradientScale = 0.5, .step = 3};
  AdamWStep clipped = step;
  clipped.gradientScale *= 0.25;  // a power of two: the same product in either order
  const at::Tensor gradient = recorder.normal({1027}, 53);
  at::Tensor a = recorder.normal({1027}, 54), aMean = recorder.normal({1027}, 55), aVariance = aMean.square();
  at::Tensor b = a.clone(), bMean = aMean.clone(), bVariance = aVariance.clone();
  adamwStep(a, gradient, aMean, aVariance, clipped);
  const AdamwNumbers numbers = adamwNumbers(step);
  const auto* first = reinterpret_cast<const float*>(&numbers);
  AdamwInputs inputs;
  inputs.numbers = at::tensor(std::vector<float>(first, first + kAdamwNumbers)).to(recorder.device());
  inputs.clip = at::full({}, 0.25, a.options());
  for (const at::ScalarType type : {at::kBFloat16, at::kHalf}) {
    at::Tensor value = b.clone(), mean = bMean.clone(), variance = bVariance.clone();
    inputs.shadow = at::zeros_like(value, type);
    adamwStep(value, gradient, mean, variance, inputs);
    const std::string name = prefix + "/planned";
    recorder.compare(name + "/parameter", type, value, a, 0);
    recorder.compare(name + "/mean", type, mean, aMean, 0);
    recorder.compare(name + "/variance", type, variance, aVariance, 0);
    recorder.compare(name + "/shadow", type, inputs.shadow, a.to(type), 0);
  }
  // Skipped: nothing changes, whatever the gradient holds.
  inputs.skip = at::ones({}, a.options());
  inputs.shadow = b.to(at::kHalf);
  at::Tensor value = b.clone(), mean = bMean.clone(), variance = bVariance.clone();
  adamwStep(value, at::full_like(gradient, HUGE_VAL), mean, variance, inputs);
  recorder.compare(prefix + "/skipped/parameter", at::kFloat, value, b, 0);
  recorder.compare(prefix + "/skipped/mean", at::kFloat, mean, bMean, 0);
  recorder.compare(prefix + "/skipped/variance", at::kFloat, variance, bVariance, 0);
  recorder.compare(prefix + "/skipped/shadow", at::kHalf, inputs.shadow, b.to(at::kHalf), 0);
}

/// The rule on the device against the host's, over updates long enough for it to double, single skips, and
/// skips down to 1.
void lossScale(Recorder& recorder) {
  DeviceLossScale device(recorder.device());
  LossScale host{LossScale::kFirst, 0};
  const auto options = at::TensorOptions(recorder.device());
  const at::Tensor loss = at::ones({}, options);
  const at::Tensor census = at::ones({3, 2}, options.dtype(at::kDouble));
  const at::Tensor bad = census.clone();
  bad.select(0, 1).select(0, 0).fill_(std::nan(""));
  std::vector<double> expected;
  std::vector<at::Tensor> found;
  const auto decide = [&](bool skip, const at::Tensor& seen, const at::Tensor& gradients) {
    device.decide(seen, gradients);
    skip ? host.skipped() : host.updated();
    expected.insert(expected.end(), {host.scale, static_cast<double>(host.age), skip ? 1.0 : 0.0});
    found.push_back(device.state().clone());
  };
  const auto step = [&](bool skip) { decide(skip, loss, skip ? bad : census); };
  for (int i = 0; i < 2100; ++i) step(i == 7);
  for (int i = 0; i < 40; ++i) step(i % 3 != 0);
  for (int i = 0; i < 4100; ++i) step(false);
  decide(true, at::full({}, std::nan(""), options), census);  // a loss that is not finite is enough
  recorder.compare("optimizer/loss-scale", at::kFloat, at::stack(found).reshape({-1}),
                   at::tensor(expected, at::TensorOptions(at::kDouble)), 0);
}

}  // namespace

void checkOptimizer(Recorder& recorder) {
  lossScale(recorder);
  for (const std::string& set : instructionSetsFor(recorder)) {
    std::optional<cpu::ForcedInstructionSet> forced;
    if (!set.empty()) forced.emplace(set);
    const std::string prefix = "optimizer/" + (set.empty() ? std::string("device") : set);
    againstRecurrence(recorder, prefix, OptimizerKind::AdamW);
    againstRecurrence(recorder, prefix, OptimizerKind::AdamWHf);
    for (const std::int64_t n : {1, 31, 200003}) {
      const at::Tensor x = recorder.normal({n}, 60);
      const double exact = x.to(at::kDouble).square().sum().item<double>();
      recorder.compare(prefix + "/census/" + std::to_string(n), at::kFloat,
                       gradientCensus({x}).cpu()[0] / exact,
                       at::tensor({1.0, 0.0}, at::TensorOptions(at::kDouble)), 1e-12);
    }
    std::vector<at::Tensor> many;  // more than one table of the GPU's kernel holds
    for (int i = 0; i < 150; ++i) many.push_back(recorder.normal({3}, 61 + static_cast<std::uint64_t>(i)));
    many[149].slice(0, 1).fill_(std::nan(""));
    many[148].select(0, 0).fill_(std::numeric_limits<double>::infinity());
    const at::Tensor census = gradientCensus(many).cpu();
    const double* row = census.const_data_ptr<double>();
    recorder.require(prefix + "/census/nan", at::kFloat, std::isnan(row[298]) && row[299] == 2);
    recorder.require(prefix + "/census/infinity", at::kFloat, std::isinf(row[296]) && row[297] == 0);
    recorder.compare(prefix + "/census/many", at::kFloat, census.select(1, 0).narrow(0, 0, 148),
                     at::stack(many).to(at::kDouble).square().sum(1).cpu().narrow(0, 0, 148), 1e-12);
    planned(recorder, prefix);
  }
}

}  // namespace entroscope
