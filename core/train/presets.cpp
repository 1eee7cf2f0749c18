// Presets: model and recipe by name, BASE[/CONFIGURATION][:RECIPE]. Numbers and their sources are in
// docs/sample.md (sample presets) and in the paper's released code (gpt2); Pythia-70M follows its
// published architecture with the GPT-2 recipe, for the authors did not publish theirs.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

constexpr std::array<std::string_view, 8> kBases = {
    "sample", "sample-nan", "gpt2", "gpt2-256", "gpt2-1024", "pythia-70m", "pythia-70m-256", "gpt2-slopes"};
constexpr std::array<std::string_view, 8> kConfigurations = {
    "SM+LN+G",          "SM+LN+R", "SM+G", "SM+R", "SM+LR", "SM+LR-global", "SM+LR-global-as-released",
    "SM+LR-per-feature"};
constexpr std::array<std::string_view, 4> kPaperConfigurations = {"SM+LN+G", "SM+LN+R", "SM+G", "SM+R"};
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
      throw Error(ErrorCode::BadUsage, "preset " + name +
                                           ": expected the recipe paper or modern after ':', found \"" +
                                           parts.recipe + '"');
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
    throw Error(ErrorCode::BadUsage, "no preset \"" + parts.base + "\"; there are " + listOf(kBases) +
                                         ", each also as NAME/CONFIGURATION (" + listOf(kConfigurations) +
                                         ", SM+LR=SLOPE) and NAME:modern");
  }
  return parts;
}

std::optional<double> fixedSlope(std::string_view configuration) {
  constexpr std::string_view kPrefix = "SM+LR=";
  if (!configuration.starts_with(kPrefix)) return std::nullopt;
  const std::string_view text = configuration.substr(kPrefix.size());
  double slope = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), slope);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw Error(ErrorCode::BadUsage, "configuration " + std::string(configuration) +
                                         ": expected a number after '=', found \"" + std::string(text) + '"');
  }
  return slope;
}

void applyConfiguration(RunConfig& config, const std::string& label) {
  const auto slope = fixedSlope(label);
  if (!slope && std::ranges::find(kConfigurations, label) == kConfigurations.end()) {
    throw Error(ErrorCode::BadUsage, "no configuration \"" + label + "\"; there are " +
                                         listOf(kConfigurations) + " and SM+LR=SLOPE");
  }
  ModelConfig& model = config.model;
  config.configuration = label;
  const bool normed = label.starts_with("SM+LN");
  model.blockNorm = model.firstNorm = normed ? Norm::LayerNorm : Norm::None;
  if (label.ends_with("+G")) model.activation = "gelu";
  if (label.ends_with("+R")) model.activation = "relu";
  if (label.starts_with("SM+LR")) {
    model.activation = "leaky_relu";
    model.slope = slope.value_or(1e-2);
    model.slopeMode = slope                                 ? SlopeMode::Fixed
                      : label == "SM+LR-global"             ? SlopeMode::Global
                      : label == "SM+LR-global-as-released" ? SlopeMode::GlobalAsReleased
                      : label == "SM+LR-per-feature"        ? SlopeMode::PerFeature
                                                            : SlopeMode::LayerWise;
  }
}

/// The released code's recipe (GPT-2), optimizer and precision included.
void applyPaperRecipe(RunConfig& config) {
  ModelConfig& model = config.model;
  model.init = Init::Flat;
  model.initStd = 0.02;
  model.embeddingDropout = 0.1;
  model.lowPrecisionScores = model.lowPrecisionResidual = true;
  config.data.chunking = Chunking::Paper;
  OptimizerConfig& optimizer = config.optimizer;
  optimizer = OptimizerConfig();
  optimizer.kind = OptimizerKind::AdamWHf;
  optimizer.minLearningRate = 1e-7;
  TrainConfig& train = config.train;
  train.precision = Precision::Fp16;
  train.evaluationInterval = 500;
  train.evaluationBatches = 0;
  train.checkpointInterval = 1000;
}

/// Decoupled AdamW and bf16 with fp32 scores and residual; everything else as the paper.
void applyModernRecipe(RunConfig& config) {
  config.optimizer.kind = OptimizerKind::AdamW;
  config.train.precision = Precision::Bf16;
  config.model.lowPrecisionScores = config.model.lowPrecisionResidual = false;
}

RunConfig gpt2(int context) {
  RunConfig config;
  ModelConfig& model = config.model;
  model.context = context;
  model.biasValue = model.biasAttentionOut = model.biasFfn = false;
  applyPaperRecipe(config);
  // 65,536 tokens a step at every context; 2.1 G tokens in all.
  config.train.batch = 128 * 128 / context;
  config.train.accumulation = 4;
  config.train.steps = 32300;
  return config;
}

RunConfig pythia70m(int context) {
  RunConfig config = gpt2(context);
  ModelConfig& model = config.model;
  model.family = Family::GptNeoX;
  model.layers = 6;
  model.heads = 8;
  model.width = 512;
  model.position = Position::Rotary;
  model.parallelResidual = true;
  model.tiedHead = false;
  model.embeddingDropout = 0;
  model.biasValue = model.biasAttentionOut = model.biasFfn = true;
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
  train.steps = 400;
  config.optimizer.learningRate = 3e-3;  // at 1e-3 the heads have not specialised by then
  train.evaluationInterval = 50;
  train.evaluationBatches = 16;
  return config;
}

RunConfig sampleNan() {
  RunConfig config = sample();
  config.optimizer.learningRate = 5e-3;
  config.train.precision = Precision::Fp16Emulated;
  config.train.steps = 60;
  config.train.evaluationInterval = 20;
  config.model.lowPrecisionScores = config.model.lowPrecisionResidual = true;
  return config;
}

RunConfig base(const std::string& name) {
  if (name == "sample") return sample();
  if (name == "sample-nan") return sampleNan();
  if (name == "gpt2-256") return gpt2(256);
  if (name == "gpt2-1024") return gpt2(1024);
  if (name == "pythia-70m") return pythia70m(128);
  if (name == "pythia-70m-256") return pythia70m(256);
  return gpt2(128);  // gpt2, gpt2-slopes
}

/// The configurations that a preset without "/…" trains one after another.
std::vector<std::string> configurationsOf(const std::string& base) {
  std::vector<std::string> labels(kPaperConfigurations.begin(), kPaperConfigurations.end());
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
    for (const std::string_view label : kConfigurations) {
      if (std::ranges::find(own, label) == own.end())
        names.push_back(std::string(base) + "/" + std::string(label));
    }
  }
  return names;
}

RunConfig preset(const std::string& name) {
  const PresetName parts = split(name);
  RunConfig config = base(parts.base);
  const std::string label =
      parts.configuration.empty() ? configurationsOf(parts.base).front() : parts.configuration;
  if (parts.recipe == "paper") applyPaperRecipe(config);
  if (parts.recipe == "modern") applyModernRecipe(config);
  applyConfiguration(config, label);
  // The paper keeps the final norm; at this size the heads specialise too slowly with it.
  if (parts.base.starts_with("sample")) config.model.finalNorm = config.model.blockNorm;
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
