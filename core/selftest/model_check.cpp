// Whole models: fast kernels on the device against plain operations on the CPU; loss, head entropies, NaN
// counts and every gradient.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include "core/model/language_model.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

ModelConfig small(Family family) {
  ModelConfig config;
  config.family = family;
  config.layers = 3;
  config.heads = 2;
  config.width = 64;
  config.context = config.positions = 65;
  config.vocabulary = 211;
  config.init = Init::Flat;
  config.initStd = 0.12;
  if (family == Family::GptNeoX) {
    config.position = Position::Rotary;
    config.parallelResidual = true;
    config.tiedHead = false;
  }
  return config;
}

struct Case {
  const char* name;
  ModelConfig config;
};

std::vector<Case> cases() {
  std::vector<Case> all{{"gpt2", small(Family::Gpt2)}, {"gpt-neox", small(Family::GptNeoX)}};
  ModelConfig free = small(Family::Gpt2);
  free.blockNorm = free.firstNorm = Norm::None;
  free.biasValue = free.biasAttentionOut = free.biasFfn = false;
  free.activation = "gelu,relu,leaky_relu";
  free.slopeMode = SlopeMode::LayerWise;
  all.push_back({"norm-free-hybrid", free});
  free.activation = "leaky_relu";
  free.slopeMode = SlopeMode::Global;
  free.finalNorm = Norm::None;
  all.push_back({"norm-free-global-slope", free});
  return all;
}

struct Outcome {
  ForwardResult result;
  std::vector<at::Tensor> gradients;
};

Outcome pass(LanguageModel& model, at::Device device, Kernels kernels) {
  const std::int64_t batch = 3, context = model.config().context;
  const at::Tensor rows = at::arange(batch * (context + 1), at::kLong)
                              .mul(31)
                              .remainder(model.config().vocabulary)
                              .view({batch, -1});
  ForwardOptions options;
  options.kernels = kernels;
  Outcome outcome{model.forward(rows.narrow(1, 0, context).contiguous().to(device),
                                rows.narrow(1, 1, context).contiguous().to(device), options),
                  {}};
  outcome.result.loss.backward();
  for (const auto& parameter : model.parameters()) outcome.gradients.push_back(parameter.value.grad());
  return outcome;
}

/// The largest difference of a gradient from `exact`, in that gradient's largest value.
double worstGradient(const Outcome& found, const Outcome& exact) {
  double worst = 0;
  for (std::size_t i = 0; i < found.gradients.size(); ++i) {
    const at::Tensor reference = exact.gradients[i];
    const double scale = std::max(reference.abs().max().item<double>(), 1e-4);
    worst = std::max(worst, (found.gradients[i].cpu() - reference).abs().max().item<double>() / scale);
  }
  return worst;
}

void compareModels(Recorder& recorder, const Case& c, Precision precision, at::ScalarType type,
                   double tolerance) {
  const std::string name = std::string("model/") + c.name;
  if (!recorder.wants(name + "/")) return;
  LanguageModel model(c.config, precision, recorder.device(), 9);
  LanguageModel exact(c.config, Precision::Fp32, at::kCPU, 9);
  const Outcome found = pass(model, recorder.device(), Kernels::Fast);
  const Outcome expected = pass(exact, at::kCPU, Kernels::Reference);
  recorder.compare(name + "/loss", type, found.result.loss, expected.result.loss, tolerance);
  recorder.compare(name + "/entropy", type, found.result.entropy, expected.result.entropy, 2 * tolerance);
  recorder.compare(name + "/nan-counts", type, found.result.nanCounts, expected.result.nanCounts, 0);
  double limit = 10 * tolerance;
  if (precision != Precision::Fp32) {
    // Without norms gradients span magnitudes that 16 bits do not: then the measure is what plain operations
    // lose.
    LanguageModel plain(c.config, precision, recorder.device(), 9);
    limit =
        std::max(limit, 1.5 * worstGradient(pass(plain, recorder.device(), Kernels::Reference), expected));
  }
  recorder.compare(name + "/gradients", type, at::full({}, worstGradient(found, expected)), at::zeros({}),
                   limit);
}

}  // namespace

void checkModels(Recorder& recorder) {
  for (const Case& c : cases()) {
    compareModels(recorder, c, Precision::Fp32, at::kFloat, 1e-5);
    if (recorder.onCpu()) continue;
    compareModels(recorder, c, Precision::Bf16, at::kBFloat16, 2e-2);
    compareModels(recorder, c, Precision::Fp16, at::kHalf, 4e-3);
  }
}

}  // namespace entroscope
