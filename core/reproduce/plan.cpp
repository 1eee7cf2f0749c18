#include "core/reproduce/plan.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/paper_recipe.h"
#include "core/data/dataset.h"
#include "core/reproduce/figures.h"
#include "core/train/departures.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t kMostEvaluations = 10;  // of a run that was scaled down and evaluates the whole split

struct PresetParts {
  std::string base, recipe;  // "sample", ":modern"
};

PresetParts presetParts(const std::string& preset) {
  const auto colon = preset.find(':');
  PresetParts parts{preset.substr(0, colon), colon == std::string::npos ? "" : preset.substr(colon)};
  if (parts.base != "gpt2" && parts.base != "sample") {
    throw Error(ErrorCode::BadUsage,
                "--preset: expected gpt2 or sample, with a recipe such as :modern or "
                "without, found \"" +
                    preset + '"');
  }
  return parts;
}

/// The sample's size with the structure of Pythia.
void makePythia(RunConfig& config, int context) {
  const RunConfig paper = paperRun(Family::GptNeoX, context);
  ModelConfig& model = config.model;
  model.family = paper.model.family;
  model.position = paper.model.position;
  model.parallelResidual = paper.model.parallelResidual;
  model.tiedHead = paper.model.tiedHead;
  model.embeddingDropout = paper.model.embeddingDropout;
  // As many tokens a step at every context.
  config.train.batch = std::max(1, config.train.batch * model.context / context);
  model.context = context;
  model.positions = std::max(model.positions, context);
}

/// What Figure 5 needs in any preset: fp16 (emulated on a CPU) at the released code's sites.
void makeHalfPrecision(RunConfig& config) {
  config.train.precision = Precision::Fp16;
  config.model.lowPrecisionScores = config.model.lowPrecisionResidual = config.model.maskAsReleased = true;
}

RunConfig configFor(const ReproductionRequest& request, const PaperModel& model, const std::string& label) {
  const auto [base, recipe] = presetParts(request.preset);
  const bool pythia = model.name != "gpt2";
  const bool nan = label.starts_with("SM+LR=");
  RunConfig config;
  if (base == "gpt2") {
    config = preset(std::string(model.name) + "/" + label + recipe);
    // The mask is the released code's, as everything else of it is; entropies stay those of finite rows.
    if (recipe.empty() || recipe == ":paper") config.model.maskAsReleased = true;
  } else {
    config = preset("sample/" + label + recipe);
    if (nan) config.optimizer.learningRate = preset("sample-nan").optimizer.learningRate;
    if (pythia) makePythia(config, model.name == "pythia-70m-256" ? 256 : 128);
  }
  if (nan) makeHalfPrecision(config);
  setField(config, "train.seed", FieldValue(static_cast<std::int64_t>(request.seed)));
  config.train.device = request.device;
  if (!request.data.empty()) config.data.path = fs::absolute(request.data).lexically_normal().string();
  return config;
}

void applyOwnSettings(RunConfig& config, const std::vector<std::string>& settings, bool intervalsOnly) {
  for (const std::string& setting : settings) {
    const auto [key, text] = splitSetting(setting);
    for (const char* own : {"train.seed", "train.device", "data.path"}) {
      if (key == own)
        throw Error(ErrorCode::BadUsage,
                    "--set " + setting + ": expected the option of its own for " + std::string(key));
    }
    if (intervalsOnly && key == "train.steps") continue;
    setFieldFromText(config, key, text);
  }
}

/// "gpt2", "pythia-70m", "sample", "sample-pythia-70m", "gpt2-modern": folder of a model's runs.
std::string folderOf(const ReproductionRequest& request, const PaperModel& model) {
  const auto [base, recipe] = presetParts(request.preset);
  std::string name(model.name);
  if (base == "sample") name = model.name == "gpt2" ? "sample" : "sample-" + name;
  if (!recipe.empty()) name += "-" + recipe.substr(1);
  return name;
}

std::string shapeText(const ModelConfig& m) {
  return std::string(m.family == Family::Gpt2 ? "GPT-2" : "GPT-NeoX") + " family, L " +
         std::to_string(m.layers) + ", H " + std::to_string(m.heads) + ", d " + std::to_string(m.width) +
         ", T " + std::to_string(m.context) + ", vocabulary " + std::to_string(m.vocabulary);
}

std::vector<std::string> figuresAsked(const std::vector<std::string>& asked) {
  std::vector<std::string> names;
  for (const PaperFigure& figure : paperFigures()) {
    const bool wanted = std::ranges::any_of(
        asked, [&](const std::string& name) { return name == "all" || name == figure.name; });
    if (wanted) names.emplace_back(figure.name);
  }
  for (const std::string& name : asked) {
    if (name != "all") paperFigureNamed(name);
  }
  if (names.empty())
    throw Error(ErrorCode::BadUsage, "expected a figure: table2, fig1, fig2, fig3, fig4, fig5 or all");
  return names;
}

/// In the paper's order, each once.
std::vector<PaperModel> modelsAsked(const std::vector<std::string>& asked, bool table) {
  for (const std::string& name : asked) paperModelNamed(name);
  std::vector<PaperModel> models;
  for (const PaperModel& model : paperModels()) {
    const bool wanted = asked.empty() || std::ranges::find(asked, std::string(model.name)) != asked.end();
    if (table ? wanted : model.name == "gpt2") models.push_back(model);
  }
  return models;
}

std::vector<double> slopesAsked(const std::vector<double>& asked) {
  if (asked.empty()) return {std::begin(kDefaultSlopes), std::end(kDefaultSlopes)};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!std::isfinite(asked[i]) || std::find(asked.begin(), asked.begin() + std::ptrdiff_t(i), asked[i]) !=
                                        asked.begin() + std::ptrdiff_t(i)) {
      throw Error(ErrorCode::BadUsage, "--slopes: expected different finite numbers, found " +
                                           toText(FieldValue(asked[i])) + " twice or not finite");
    }
  }
  return asked;
}

class Planner {
 public:
  explicit Planner(const ReproductionRequest& request) : request_(request) {
    presetParts(request.preset);
    if (request.budget < 0)
      throw Error(ErrorCode::BadUsage,
                  "--budget: expected a number of tokens, found " + std::to_string(request.budget));
    const DataSet data = DataSet::open(request.data);
    info_ = data.info();
    data_ = std::make_shared<const DataSet>(data);
    ReproductionSettings& s = plan_.manifest.settings;
    s.preset = request.preset;
    s.budget = request.budget;
    s.set = request.set;
    s.slopes = slopesAsked(request.slopes);
    s.seed = request.seed;
    s.device = resolveDevice(request.device);
    s.data = request.data.empty() ? "" : fs::absolute(request.data).lexically_normal().string();
    s.tokenizerHash = info_.tokenizerHash;
    s.trainHash = info_.trainHash;
    s.validationHash = info_.validationHash;
    plan_.manifest.trainTokens = static_cast<std::int64_t>(info_.trainTokens);
    plan_.manifest.validationTokens = static_cast<std::int64_t>(info_.validationTokens);
    plan_.manifest.program = ENTROSCOPE_VERSION;
  }

  ReproductionPlan make() {
    for (const std::string& figure : figuresAsked(request_.figures)) addFigure(figure);
    return std::move(plan_);
  }

 private:
  void addFigure(const std::string& name) {
    ReproducedFigure figure{name, {}, {}, {}};
    for (const PaperModel& model : modelsAsked(request_.models, name == "table2")) {
      for (const std::string& label : configurationsIn(name, plan_.manifest.settings.slopes)) {
        figure.runs.push_back(addRun(model, label));
        if (paperFigureNamed(name).publishedAsData)
          figure.published.push_back(std::string(model.reference) + label);
      }
    }
    plan_.manifest.figures.push_back(std::move(figure));
  }

  std::string addRun(const PaperModel& model, const std::string& label) {
    const std::string place = folderOf(request_, model) + "/" + label, folder = "runs/" + place;
    if (plan_.manifest.run(folder) != nullptr) return folder;
    PlannedRun run;
    run.config = configFor(request_, model, label);
    applyOwnSettings(run.config, request_.set, false);
    run.config.name = place;
    run.config.model.vocabulary = std::max(run.config.model.vocabulary, info_.vocabulary);
    validate(run.config);
    scale(run.config);
    applyOwnSettings(run.config, request_.set, true);
    validate(run.config);
    run.entry = entryFor(folder, model, run.config);
    plan_.manifest.runs.push_back(run.entry);
    plan_.queue.push_back(std::move(run));
    return folder;
  }

  void scale(RunConfig& config) const {
    const int context = config.model.context;
    if (data_->trainSequences(context) == 0 || data_->validationBatches(1, context) == 0) {
      throw Error(ErrorCode::BadInput,
                  data_->folder().string() +
                      ": expected at least one training and one validation sequence of " +
                      std::to_string(context) + " tokens");
    }
    if (request_.budget > 0)
      scaleToBudget(config, request_.budget, data_->validationBatches(config.train.batch, context));
  }

  ReproducedRun entryFor(const std::string& folder, const PaperModel& model, const RunConfig& config) const {
    const RunConfig paper = paperRun(config.model.family, config.model.context);
    ReproducedRun entry;
    entry.folder = folder;
    entry.model = model.name;
    entry.configuration = config.configuration;
    entry.shape = shapeText(config.model);
    entry.steps = config.train.steps;
    entry.tokensPerStep = tokensPerStep(config);
    entry.paperSteps = paper.train.steps;
    entry.paperTokens = paper.train.steps * tokensPerStep(paper);
    entry.state = "queued";
    entry.departures = departuresFromPaper(config);
    return entry;
  }

  const ReproductionRequest& request_;
  ReproductionPlan plan_;
  DataSetInfo info_;
  std::shared_ptr<const DataSet> data_;
};

std::int64_t scaled(std::int64_t interval, double factor) {
  return std::max<std::int64_t>(1, std::llround(static_cast<double>(interval) * factor));
}

}  // namespace

std::int64_t tokensPerStep(const RunConfig& config) {
  return std::int64_t{config.train.batch} * config.train.accumulation * config.model.context;
}

void scaleToBudget(RunConfig& config, std::int64_t budget, std::uint64_t validationBatches) {
  TrainConfig& train = config.train;
  const std::int64_t perStep = tokensPerStep(config), steps = budget / perStep;
  if (steps < 1) {
    throw Error(ErrorCode::BadUsage, "--budget: expected at least " + std::to_string(perStep) +
                                         " tokens, one step of " + config.preset + ", found " +
                                         std::to_string(budget));
  }
  if (steps >= train.steps) return;
  const double factor = static_cast<double>(steps) / static_cast<double>(train.steps);
  train.steps = steps;
  train.evaluationInterval = scaled(train.evaluationInterval, factor);
  train.measureInterval = scaled(train.measureInterval, factor);
  if (train.checkpointInterval > 0) train.checkpointInterval = scaled(train.checkpointInterval, factor);
  if (train.evaluationBatches > 0) return;
  train.evaluationInterval =
      std::max(train.evaluationInterval, (steps + kMostEvaluations - 1) / kMostEvaluations);
  const std::int64_t evaluations = (steps + train.evaluationInterval - 1) / train.evaluationInterval;
  const std::int64_t perBatch = std::int64_t{train.batch} * config.model.context;
  const std::int64_t batches = std::max<std::int64_t>(1, steps * perStep / (evaluations * perBatch));
  if (static_cast<std::uint64_t>(batches) < validationBatches)
    train.evaluationBatches = static_cast<int>(std::min<std::int64_t>(batches, 1 << 30));
}

ReproductionPlan planReproduction(const ReproductionRequest& request) { return Planner(request).make(); }

}  // namespace entroscope
