// Presets: model and recipe by name, BASE[/CONFIGURATION][:RECIPE]. The sample's numbers and their
// sources are in docs/sample.md, the paper's in core/base/paper_recipe.
#include <algorithm>
#include <array>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/paper_recipe.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

constexpr std::array<std::string_view, 8> kBases = {
    "sample", "sample-nan", "gpt2", "gpt2-256", "gpt2-1024", "pythia-70m", "pythia-70m-256", "gpt2-slopes"};
constexpr int kSnippetTokens = 32;
// Fig 5 uses four fixed slopes, two of order 1e-2 and two of order 1e-1; but for 1e-1 the list is ours.
constexpr std::array<std::string_view, 4> kFixedSlopes = {"SM+LR=0.01", "SM+LR=0.05", "SM+LR=0.1",
                                                          "SM+LR=0.2"};

struct PresetName {
  std::string base, configuration, recipe;
};

std::string listOf(auto const& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

PresetName split(const std::string& name) {
  PresetName parts{name, {}, {}};
  if (const auto colon = parts.base.find(':'); colon != std::string::npos) {
    parts.recipe = parts.base.substr(colon + 1);
    parts.base.resize(colon);
    if (parts.recipe != "paper" && parts.recipe != "modern") {
      throw Error(ErrorCode::BadUsage,
                  Sentence::tr("preset %1: expected the recipe paper or modern after ':', found \"%2\""),
                  name, parts.recipe);
    }
  }
  if (const auto slash = parts.base.find('/'); slash != std::string::npos) {
    parts.configuration = parts.base.substr(slash + 1);
    parts.base.resize(slash);
  }
  if (parts.base == "paper" || parts.base == "modern") {
    if (parts.recipe.empty()) parts.recipe = parts.base;
    parts.base = "gpt2";
  }
  if (std::ranges::find(kBases, parts.base) == kBases.end()) {
    throw Error(
        ErrorCode::BadUsage,
        Sentence::tr("no preset \"%1\"; there are %2, each also as NAME/CONFIGURATION (%3, SM+LR=SLOPE) and "
                     "NAME:modern"),
        parts.base, listOf(kBases), listOf(namedConfigurations()));
  }
  return parts;
}

/// What the lab does otherwise unless it is asked to: no row attends to the future, NaN rows do not
/// count as entropy 0, every step is measured.
void applyLabDefaults(RunConfig& config) {
  config.model.maskAsReleased = config.train.asReleasedEntropy = false;
  config.train.measureInterval = TrainConfig().measureInterval;
  config.train.checkpointInterval = 1000;
}

/// Decoupled AdamW and bf16 with fp32 scores and residual; everything else as the paper.
void applyModernRecipe(RunConfig& config) {
  config.optimizer.kind = OptimizerKind::AdamW;
  config.train.precision = Precision::Bf16;
  config.model.lowPrecisionScores = config.model.lowPrecisionResidual = false;
}

RunConfig fromPaper(Family family, int context) {
  RunConfig config = paperRun(family, context);
  applyLabDefaults(config);
  return config;
}

RunConfig sample() {
  RunConfig config;
  ModelConfig& model = config.model;
  model.layers = 6;
  model.heads = 6;
  model.width = 192;
  model.context = 128;
  model.positions = 128;
  model.vocabulary = 2048;
  TrainConfig& train = config.train;
  train.batch = 8;
  train.steps = 800;
  // At 1e-3 the heads have not specialised by then, at 3e-3 the models with norms come out last.
  config.optimizer.learningRate = 1.5e-3;
  train.evaluationInterval = 100;
  train.evaluationBatches = 16;
  return config;
}

RunConfig sampleNan() {
  RunConfig config = sample();
  // Lower rates reach their NaNs late, or the loss comes back without one on the way.
  config.optimizer.learningRate = 9e-3;
  config.train.precision = Precision::Fp16Emulated;
  config.train.steps = 60;
  config.train.evaluationInterval = 20;
  config.model.lowPrecisionScores = config.model.lowPrecisionResidual = true;
  return config;
}

RunConfig base(const std::string& name) {
  if (name == "sample") return sample();
  if (name == "sample-nan") return sampleNan();
  if (name == "gpt2-256") return fromPaper(Family::Gpt2, 256);
  if (name == "gpt2-1024") return fromPaper(Family::Gpt2, 1024);
  if (name == "pythia-70m") return fromPaper(Family::GptNeoX, 128);
  if (name == "pythia-70m-256") return fromPaper(Family::GptNeoX, 256);
  return fromPaper(Family::Gpt2, 128);  // gpt2, gpt2-slopes
}

/// The configurations that a preset without "/…" trains one after another.
std::vector<std::string> configurationsOf(const std::string& base) {
  std::vector<std::string> labels = paperConfigurations();
  if (base == "sample") labels.emplace_back("SM+LR");
  if (base == "sample-nan") labels = {"SM+LR=0.1"};
  if (base == "gpt2-slopes") {
    labels = {"SM+LR", "SM+LR-global", "SM+LR-global-as-released"};
    labels.insert(labels.end(), kFixedSlopes.begin(), kFixedSlopes.end());
  }
  return labels;
}

}  // namespace

std::vector<std::string> presetNames() {
  std::vector<std::string> names;
  for (const std::string_view base : kBases) {
    names.emplace_back(base);
    const auto own = configurationsOf(names.back());
    for (const auto& label : own) names.push_back(std::string(base) + "/" + label);
    for (const std::string& label : namedConfigurations()) {
      if (std::ranges::find(own, label) == own.end()) names.push_back(std::string(base) + "/" + label);
    }
  }
  return names;
}

RunConfig preset(const std::string& name) {
  const PresetName parts = split(name);
  RunConfig config = base(parts.base);
  const std::string label =
      parts.configuration.empty() ? configurationsOf(parts.base).front() : parts.configuration;
  if (parts.recipe == "paper" && parts.base.starts_with("sample")) {  // the others have it already
    applyPaperRecipe(config);
    applyLabDefaults(config);
  }
  if (parts.recipe == "modern") applyModernRecipe(config);
  applyConfiguration(config, label);
  // The paper keeps the final norm; at this size the heads specialise too slowly with it.
  if (parts.base.starts_with("sample")) config.model.finalNorm = config.model.blockNorm;
  config.train.snippetTokens = std::min(kSnippetTokens, config.model.context);
  config.preset = parts.base + "/" + label + (parts.recipe.empty() ? "" : ":" + parts.recipe);
  config.name = config.preset;
  validate(config);
  return config;
}

std::vector<RunRequest> presetQueue(const std::string& name, const std::filesystem::path& parent) {
  const PresetName parts = split(name);
  const auto labels = configurationsOf(parts.base);
  if (!parts.configuration.empty() || labels.size() == 1) return {{preset(name), parent}};
  std::vector<RunRequest> queue;
  for (const auto& label : labels) {
    const std::string recipe = parts.recipe.empty() ? "" : ":" + parts.recipe;
    queue.push_back({preset(parts.base + "/" + label + recipe), parent / label});
  }
  return queue;
}

}  // namespace entroscope
