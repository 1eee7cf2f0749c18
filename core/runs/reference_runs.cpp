#include "core/runs/reference_runs.h"

#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/paper_recipe.h"
#include "core/base/resources.h"
#include "core/runs/csv.h"

namespace entroscope {
namespace {

constexpr std::string_view kPrefix = "reference:";

/// One column of Table 2.
struct Model {
  const char* path;    // between "reference:paper/" and the configuration
  const char* column;  // in table2_perplexity.csv
  const char* name;
  int context;
};
constexpr Model kModels[] = {
    {"", "gpt2_T128", "GPT-2", 128},
    {"pythia-70m/", "pythia70m_T128", "Pythia-70M", 128},
    {"pythia-70m-256/", "pythia70m_T256", "Pythia-70M", 256},
};

struct Configuration {
  const char* label;
  const char* figure;  // file of Fig 1
};
constexpr Configuration kConfigurations[] = {
    {"SM+LN+G", "fig1_sm_ln_g.csv"},
    {"SM+LN+R", "fig1_sm_ln_r.csv"},
    {"SM+G", "fig1_sm_g.csv"},
    {"SM+R", "fig1_sm_r.csv"},
};

std::string addressOf(const Model& model, const Configuration& configuration) {
  return std::string(kPrefix) + "paper/" + model.path + configuration.label;
}

/// The released code's recipe, as it stands in core/base/paper_recipe.
RunConfig configOf(const Model& model, const Configuration& configuration) {
  const bool gpt2 = model.path[0] == '\0';
  RunConfig c = paperRun(gpt2 ? Family::Gpt2 : Family::GptNeoX, model.context);
  applyConfiguration(c, configuration.label);
  c.name = c.configuration + " (published)";
  c.preset = std::string(gpt2 ? "gpt2" : "pythia-70m") + (model.context == 128 ? "" : "-256");
  if (!gpt2) {
    c.departures.emplace_back(
        "The authors did not publish their Pythia-70M hyperparameters: the GPT-2 recipe is shown.");
  }
  // Equal only among the configurations of one column: those the paper compares.
  const std::string mark = std::string("paper/") + model.column;
  c.data = {"huggingface-course/codeparrot-ds", Chunking::Paper, mark + "/tokenizer", mark + "/train",
            mark + "/validation"};
  c.train.device = "cuda";
  return c;
}

double perplexityOf(const Model& model, const Configuration& configuration) {
  const auto file = resourceFolder() / "paper" / "table2_perplexity.csv";
  const auto rows = parseCsv(readTextFile(file), file.string());
  for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column) {
    if (rows[0][column] != model.column) continue;
    for (const auto& row : rows) {
      if (row[0] == configuration.label && column < row.size()) {
        return numberFromText(row[column], {Sentence::tr("%1: %2"), file, configuration.label});
      }
    }
  }
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a value for %2 and %3, found none"), file,
              configuration.label, model.column);
}

Frame entropyOf(const Configuration& configuration, std::int64_t step, std::int64_t tokens) {
  const auto file = resourceFolder() / "paper" / configuration.figure;
  const auto rows = parseCsv(readTextFile(file), file.string());
  Frame frame{
      step, tokens, static_cast<int>(rows.size()), rows.empty() ? 0 : static_cast<int>(rows[0].size()), {}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Sentence place(Sentence::tr("%1: line %2"), file, i + 1);
    if (rows[i].size() != rows[0].size()) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected %2 values, found %3"), place,
                  rows[0].size(), rows[i].size());
    }
    for (const auto& cell : rows[i]) frame.values.push_back(static_cast<float>(numberFromText(cell, place)));
  }
  return frame;
}

class ReferenceRun : public Run {
 public:
  ReferenceRun(const Model& model, const Configuration& configuration)
      : config_(configOf(model, configuration)) {
    const auto& t = config_.train;
    info_.id = addressOf(model, configuration);
    info_.name = std::string(model.name) + " T=" + std::to_string(model.context) + ", published";
    info_.status = RunStatus::Reference;
    info_.note =
        "Jha and Reagen, arXiv 2410.09637: Table 2" + std::string(model.path[0] == '\0' ? ", Figure 1" : "");
    info_.lastStep = t.steps;
    info_.tokens = t.steps * t.batch * t.accumulation * model.context;
    info_.readOnly = true;
    const double perplexity = perplexityOf(model, configuration);
    evaluation_ = {info_.lastStep, info_.tokens, std::log(perplexity), perplexity};
    if (model.path[0] == '\0') entropy_ = entropyOf(configuration, info_.lastStep, info_.tokens);
  }

  const RunInfo& info() const override { return info_; }
  const RunConfig& config() const override { return config_; }
  bool refresh() override { return false; }

  std::vector<std::string> measures() const override {
    std::vector<std::string> names{std::string(measure::kEvaluationLoss)};
    if (entropy_) names.emplace_back(measure::kEntropy);
    return names;
  }

  ScalarSeries scalar(std::string_view name, StepRange range, int) const override {
    if (name != measure::kEvaluationLoss || !contains(range)) return {};
    const auto loss = static_cast<float>(evaluation_.loss);
    return {{evaluation_.step}, {evaluation_.tokens}, {loss}, {loss}, {loss}, {0}};
  }

  FrameSeries frames(std::string_view name, StepRange range, int) const override {
    if (name != measure::kEntropy || !entropy_ || !contains(range)) return {};
    const Frame& f = *entropy_;
    return {f.rows,   f.columns, {f.step}, {f.tokens},
            f.values, f.values,  f.values, std::vector<float>(f.values.size(), 0.0f)};
  }

  /// The published map stands for the whole run: it is shown at any step.
  std::optional<Frame> frameAt(std::string_view name, std::int64_t) const override {
    return name == measure::kEntropy ? entropy_ : std::nullopt;
  }

  std::vector<Evaluation> evaluations() const override { return {evaluation_}; }
  std::vector<RunEvent> events() const override { return {}; }

 private:
  bool contains(StepRange range) const {
    return range.first <= info_.lastStep && info_.lastStep <= range.last;
  }

  RunInfo info_;
  RunConfig config_;
  Evaluation evaluation_;
  std::optional<Frame> entropy_;
};

}  // namespace

bool isReferenceAddress(const std::string& address) { return address.rfind(kPrefix, 0) == 0; }

std::vector<std::string> referenceRuns() {
  std::vector<std::string> addresses;
  for (const auto& model : kModels) {
    for (const auto& configuration : kConfigurations) addresses.push_back(addressOf(model, configuration));
  }
  return addresses;
}

RunPtr openReferenceRun(const std::string& address) {
  for (const auto& model : kModels) {
    for (const auto& configuration : kConfigurations) {
      if (address == addressOf(model, configuration))
        return std::make_shared<ReferenceRun>(model, configuration);
    }
  }
  std::string known;
  for (const auto& other : referenceRuns()) known += (known.empty() ? "" : ", ") + other;
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected one of %2"), address, known);
}

}  // namespace entroscope
