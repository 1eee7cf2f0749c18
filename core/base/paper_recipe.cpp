#include "core/base/paper_recipe.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "core/base/error.h"

namespace entroscope {
namespace {

constexpr int kTokensPerMicroStep = 128 * 128;

std::optional<double> fixedSlope(std::string_view label) {
  constexpr std::string_view kPrefix = "SM+LR=";
  if (!label.starts_with(kPrefix)) return std::nullopt;
  const std::string_view text = label.substr(kPrefix.size());
  double slope = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), slope);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw Error(ErrorCode::BadUsage,
                Sentence::tr("configuration %1: expected a number after '=', found \"%2\""), label, text);
  }
  return slope;
}

SlopeMode slopeModeOf(const std::string& label) {
  if (label == "SM+LR-global") return SlopeMode::Global;
  if (label == "SM+LR-global-as-released") return SlopeMode::GlobalAsReleased;
  if (label == "SM+LR-per-feature") return SlopeMode::PerFeature;
  return SlopeMode::LayerWise;
}

}  // namespace

const std::vector<std::string>& paperConfigurations() {
  static const std::vector<std::string> labels = {"SM+LN+G", "SM+LN+R", "SM+G", "SM+R"};
  return labels;
}

const std::vector<std::string>& namedConfigurations() {
  static const std::vector<std::string> labels = [] {
    std::vector<std::string> all = paperConfigurations();
    all.insert(all.end(), {"SM+LR", "SM+LR-global", "SM+LR-global-as-released", "SM+LR-per-feature"});
    return all;
  }();
  return labels;
}

void applyConfiguration(RunConfig& config, const std::string& label) {
  const auto slope = fixedSlope(label);
  const auto& known = namedConfigurations();
  if (!slope && std::ranges::find(known, label) == known.end()) {
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::BadUsage, Sentence::tr("no configuration \"%1\"; there are %2 and SM+LR=SLOPE"),
                label, names);
  }
  ModelConfig& model = config.model;
  config.configuration = label;
  model.blockNorm = model.firstNorm = label.starts_with("SM+LN") ? Norm::LayerNorm : Norm::None;
  if (label.ends_with("+G")) model.activation = "gelu";
  if (label.ends_with("+R")) model.activation = "relu";
  if (label.starts_with("SM+LR")) {
    model.activation = "leaky_relu";
    model.slope = slope.value_or(1e-2);
    model.slopeMode = slope ? SlopeMode::Fixed : slopeModeOf(label);
  }
}

void applyPaperRecipe(RunConfig& config) {
  ModelConfig& model = config.model;
  model.init = Init::Flat;
  model.initStd = 0.02;
  model.embeddingDropout = 0.1;
  model.maskAsReleased = true;
  model.lowPrecisionScores = model.lowPrecisionResidual = true;
  config.data.chunking = Chunking::Paper;
  OptimizerConfig& optimizer = config.optimizer;
  optimizer = OptimizerConfig();
  optimizer.kind = OptimizerKind::AdamWHf;
  optimizer.schedule = Schedule::LinearAsReleased;
  optimizer.minLearningRate = 1e-7;
  TrainConfig& train = config.train;
  train.seed = 1337;
  train.precision = Precision::Fp16;
  train.evaluationInterval = 500;
  train.evaluationBatches = 0;
  train.measureInterval = 100;
  train.asReleasedEntropy = true;
}

RunConfig paperRun(Family family, int context) {
  RunConfig config;
  config.configuration = paperConfigurations().front();
  applyPaperRecipe(config);
  ModelConfig& model = config.model;
  model.family = family;
  model.context = context;
  if (family == Family::Gpt2) {
    model.biasValue = model.biasAttentionOut = model.biasFfn = false;
  } else {
    model.layers = 6;
    model.heads = 8;
    model.width = 512;
    model.position = Position::Rotary;
    model.parallelResidual = true;
    model.tiedHead = false;
    model.embeddingDropout = 0;
  }
  TrainConfig& train = config.train;
  train.batch = kTokensPerMicroStep / context;
  train.accumulation = 4;
  train.steps = 32300;
  return config;
}

}  // namespace entroscope
