#include "tests/core/model/behaviour_check.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <cstring>

#include "core/kernels/adamw.h"
#include "core/model/language_model.h"
#include "core/model/shadow_weights.h"
#include "core/runs/safetensors.h"

namespace entroscope {
namespace {

std::vector<float> toVector(const at::Tensor& tensor) {
  const at::Tensor host = tensor.detach().to(at::kFloat).contiguous();
  return {host.const_data_ptr<float>(), host.const_data_ptr<float>() + host.numel()};
}

LanguageModel fresh(const ModelConfig& config, std::uint64_t seed = 1,
                    Precision precision = Precision::Fp32) {
  return LanguageModel(config, precision, at::kCPU, seed);
}

std::string textOf(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::Weight:
      return "weight";
    case ParameterKind::Bias:
      return "bias";
    case ParameterKind::Norm:
      return "norm";
    case ParameterKind::Slope:
      break;
  }
  return "slope";
}

/// Copies the file's tensors, lets `change` edit them, and writes them back.
template <typename Change>
void rewrite(const std::filesystem::path& folder, Change&& change) {
  const auto path = folder / "model.safetensors";
  std::vector<TensorView> views;
  std::vector<std::vector<std::byte>> kept;
  {
    const SafetensorsFile file(path);
    for (const TensorView& view : file.tensors()) {
      kept.emplace_back(view.data.begin(), view.data.end());
      views.push_back(view);
    }
  }
  for (std::size_t i = 0; i < views.size(); ++i) {
    change(views[i], kept[i]);
    views[i].data = kept[i];
  }
  writeSafetensors(path, views);
}

}  // namespace

ModelConfig tinyModel() {
  ModelConfig config;
  config.layers = config.heads = 2;
  config.width = 16;
  config.ffnWidth = 24;
  config.context = config.positions = 8;
  config.vocabulary = 19;
  config.initStd = 0.2;
  return config;
}

std::vector<float> freshWeights(const ModelConfig& config, std::uint64_t seed) {
  std::vector<float> all;
  const LanguageModel model = fresh(config, seed);
  for (const auto& parameter : model.parameters()) {
    const auto values = toVector(parameter.value);
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

std::int64_t parameterCount(const ModelConfig& config) {
  return LanguageModel(config, Precision::Fp32, at::kCPU, 1).parameterCount();
}

std::vector<ParameterFacts> freshParameters(const ModelConfig& config) {
  std::vector<ParameterFacts> facts;
  const LanguageModel model = fresh(config);
  for (const auto& parameter : model.parameters()) {
    facts.push_back({parameter.name, textOf(parameter.kind), parameter.layer, parameter.value.numel(),
                     parameter.value.detach().std(false).item<double>()});
  }
  return facts;
}

std::vector<float> freshSlopes(const ModelConfig& config) { return fresh(config).slopes(); }

PassResult run(const ModelConfig& config, const Pass& pass) {
  LanguageModel model = fresh(config, 1, pass.precision);
  {
    const c10::NoGradGuard noGrad;
    for (const auto& parameter : model.parameters()) {
      if (parameter.kind == ParameterKind::Weight) at::Tensor(parameter.value).mul_(pass.weightScale);
      if (pass.nanPosition >= 0 && parameter.name == "transformer.wpe.weight") {
        parameter.value.select(0, pass.nanPosition).select(0, 0).fill_(std::nan(""));
      }
    }
  }
  const at::Tensor tokens = at::arange(2 * (pass.context + 1), at::kLong).mul(7).remainder(config.vocabulary);
  const at::Tensor rows = tokens.view({2, pass.context + 1});
  ForwardOptions options;
  options.kernels = pass.reference ? Kernels::Reference : Kernels::Fast;
  options.asReleasedEntropy = pass.asReleasedEntropy;
  options.train = pass.train;
  at::manual_seed(pass.dropoutSeed);
  const ForwardResult result =
      model.forward(rows.narrow(1, 0, pass.context), rows.narrow(1, 1, pass.context), options);

  PassResult facts;
  facts.loss = result.loss.item<double>();
  facts.entropy = toVector(result.entropy);
  facts.nanRowShare = toVector(result.nanRowShare);
  facts.nanCounts = toVector(result.nanCounts);
  if (!pass.train) return facts;
  result.loss.backward();
  facts.weightGradientsAreHalf = facts.gradientsFinite = true;
  for (const auto& parameter : model.parameters()) {
    const at::Tensor& gradient = parameter.value.grad();
    facts.gradientsFinite = facts.gradientsFinite && at::isfinite(gradient).all().item<bool>();
    const std::vector<float> values = toVector(gradient);
    facts.gradients.insert(facts.gradients.end(), values.begin(), values.end());
    if (parameter.kind != ParameterKind::Weight || parameter.layer < 0) continue;
    facts.weightGradientsAreHalf =
        facts.weightGradientsAreHalf && gradient.equal(gradient.to(at::kHalf).to(at::kFloat));
  }
  return facts;
}

ShadowFacts shadowFacts() {
  const auto ramp = [](std::int64_t count) {
    return (at::arange(count, at::TensorOptions(at::kFloat)) - 17.3) / 7;
  };
  at::Tensor weight = ramp(60).view({12, 5}).set_requires_grad(true);
  const at::Tensor x = ramp(20).view({4, 5}).to(at::kBFloat16);
  ShadowWeights shadows(at::kBFloat16);
  const at::Tensor shadow = shadows.keep(weight);
  shadows.refresh();
  const auto same = [&] { return shadow.equal(weight.detach().to(at::kBFloat16)); };
  const auto gradientThrough = [&](const at::Tensor& low) {
    weight.mutable_grad() = at::Tensor();
    x.mm(low.t()).to(at::kFloat).square().sum().backward();
    return weight.grad().clone();
  };
  ShadowFacts facts;
  facts.converts = same() && shadows.of(weight).equal(shadow);
  const at::Tensor gradient = gradientThrough(shadows.of(weight));
  facts.gradientsAreTheSame =
      gradient.scalar_type() == at::kFloat && gradient.equal(gradientThrough(weight.to(at::kBFloat16)));

  at::Tensor mean = ramp(60).view({12, 5}), variance = mean.square();
  AdamwNumbers numbers = adamwNumbers({.learningRate = 0.1});
  const at::Tensor before = weight.detach().clone();
  adamwStep(
      weight, gradient, mean, variance,
      AdamwInputs{at::from_blob(&numbers, {kAdamwNumbers}, at::TensorOptions(at::kFloat)), {}, {}, shadow});
  facts.followsTheOptimizer = same() && !before.equal(weight.detach());
  const c10::NoGradGuard noGrad;
  shadow.zero_();
  shadows.refresh();
  facts.leftAloneWhereCurrent = shadow.equal(at::zeros_like(shadow));
  weight.mul_(2);
  shadows.refresh();
  facts.noticesOtherChanges = same();
  return facts;
}

void saveFresh(const ModelConfig& config, const std::filesystem::path& folder) {
  saveHuggingFace(fresh(config), folder);
}

void load(const std::filesystem::path& folder) {
  LanguageModel model = fresh(readHuggingFaceConfig(folder), 2);
  loadHuggingFaceWeights(model, folder);
}

ModelConfig readModelConfig(const std::filesystem::path& folder) { return readHuggingFaceConfig(folder); }

void renameTensor(const std::filesystem::path& folder, const std::string& from, const std::string& to) {
  rewrite(folder, [&](TensorView& view, std::vector<std::byte>&) {
    if (view.name == from) view.name = to;
  });
}

void setFirstValue(const std::filesystem::path& folder, const std::string& name, float value) {
  rewrite(folder, [&](TensorView& view, std::vector<std::byte>& bytes) {
    if (view.name == name) std::memcpy(bytes.data(), &value, sizeof value);
  });
}

}  // namespace entroscope
