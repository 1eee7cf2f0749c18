// Training loss (raw behind smoothed) and evaluation loss of every visible run; evaluation loss alone: paper,
// Fig 2b.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "views/curves/curves_model.h"
#include "views/curves/seed_mean.h"
#include "views/curves/smoothing.h"
#include "views/plot/run_labels.h"
#include "views/plot/seed_groups.h"

namespace entroscope {
namespace {

// Time constants read before the window, after which an average has forgotten where it began (e⁻⁸).
constexpr double kMemory = 8;

enum class LossLines { All, Evaluations };

class LossCurvesModel : public CurvesModel {
  Q_DECLARE_TR_FUNCTIONS(LossCurvesModel)

 public:
  explicit LossCurvesModel(LossLines lines) : lines_(lines) {}

  QString figureName() const override { return QStringLiteral("loss-curves"); }
  QString title() const override { return tr("Loss"); }
  QString whatItShows() const override {
    return tr(
        "Training loss (mean cross-entropy, nats per token) and loss on the validation data, against steps "
        "or tokens; perplexity = exp(loss). The bold line is a debiased exponential average of the faint raw "
        "one, dots are evaluations; runs that differ in their seed alone can be drawn as mean ± sample "
        "standard "
        "deviation. Paper: Fig 2b.");
  }
  bool canSmooth() const override { return lines_ == LossLines::All; }
  bool canAverageSeeds() const override { return true; }

 protected:
  void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const override;

 private:
  /// Raw and smoothed line of one run, or the raw one alone; empty where no loss is recorded.
  static std::vector<CurveLine> training(const OpenRun& open, const CurveFigure& figure,
                                         const CurveOptions& options);
  static CurveLine evaluations(const OpenRun& open, const CurveFigure& figure);
  std::vector<CurveLine> linesOf(const OpenRun& open, const CurveFigure& figure,
                                 const CurveOptions& options) const;
  std::vector<CurveLine> meansOf(const Runs& group, const CurveFigure& figure,
                                 const CurveOptions& options) const;

  LossLines lines_;
};

std::vector<CurveLine> LossCurvesModel::training(const OpenRun& open, const CurveFigure& figure,
                                                 const CurveOptions& options) {
  const StepRange shown = stepsFor(*open.run, figure);
  const StepRange range = stepsFor(*open.run, figure, kMemory * options.smoothing);
  // The part before the window costs points of its own, so that the window keeps its resolution.
  const double share = shown.last > shown.first ? static_cast<double>(range.last - range.first) /
                                                      static_cast<double>(shown.last - shown.first)
                                                : 1.0;
  const int points = static_cast<int>(options.points * std::min(share, 16.0));
  CurveLine raw = scalarLine(open.run->scalar(measure::kLoss, range, points));
  if (raw.size() == 0) return {};
  raw.label = tr("training loss");
  if (options.smoothing <= 0) return {raw};
  CurveLine smooth = raw;
  smooth.label = tr("training loss, smoothed");
  smooth.value = debiasedAverage(raw.step, raw.value, options.smoothing);
  smooth.minimum.clear();
  smooth.maximum.clear();
  smooth.hasNan.clear();  // marked once, on the raw line
  raw.style = LineStyle::Ghost;
  return {raw, smooth};
}

CurveLine LossCurvesModel::evaluations(const OpenRun& open, const CurveFigure& figure) {
  const StepRange range = stepsFor(*open.run, figure);
  CurveLine line;
  line.label = tr("evaluation loss");
  line.style = LineStyle::Marked;
  for (const Evaluation& evaluation : open.run->evaluations()) {
    if (evaluation.step < range.first || evaluation.step > range.last) continue;
    line.step.push_back(evaluation.step);
    line.tokens.push_back(evaluation.tokens);
    line.value.push_back(static_cast<float>(evaluation.loss));
    line.hasNan.push_back(!std::isfinite(evaluation.loss));
  }
  return line;
}

std::vector<CurveLine> LossCurvesModel::linesOf(const OpenRun& open, const CurveFigure& figure,
                                                const CurveOptions& options) const {
  std::vector<CurveLine> lines;
  if (lines_ == LossLines::All) lines = training(open, figure, options);
  if (CurveLine line = evaluations(open, figure); line.size() > 0) lines.push_back(std::move(line));
  return lines;
}

std::vector<CurveLine> LossCurvesModel::meansOf(const Runs& group, const CurveFigure& figure,
                                                const CurveOptions& options) const {
  std::vector<CurveLine> ofTraining, ofEvaluations, means;
  for (const OpenRun* open : group) {
    // The last of a run's lines is the smoothed one where there is one: the spread of seeds, not of batches.
    if (lines_ == LossLines::All) {
      if (auto lines = training(*open, figure, options); !lines.empty())
        ofTraining.push_back(std::move(lines.back()));
    }
    if (CurveLine line = evaluations(*open, figure); line.size() > 0)
      ofEvaluations.push_back(std::move(line));
  }
  for (const auto* lines : {&ofTraining, &ofEvaluations}) {
    if (lines->size() < group.size()) continue;
    CurveLine mean = meanOverSeeds(*lines);
    if (mean.size() == 0) continue;
    mean.label = tr("%1, mean ± std").arg(lines->front().label);
    mean.style = lines->front().style;
    means.push_back(std::move(mean));
  }
  return means;
}

void LossCurvesModel::fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const {
  CurvePanel panel;
  panel.yLabel = tr("Loss (nats per token)");
  const auto add = [&](std::vector<CurveLine> lines, const QString& run, int colour) {
    for (CurveLine& line : lines) {
      if (line.style == LineStyle::Marked && lines_ == LossLines::All) figure.markedLegend = tr("evaluation");
      line.run = run;
      line.runColour = colour;
      panel.lines.push_back(std::move(line));
    }
    if (!lines.empty()) panel.lines.back().inLegend = true;
  };
  const std::vector<SeedGroup> groups = options.seedMeans ? seedGroups(runs) : std::vector<SeedGroup>();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto group = std::ranges::find_if(groups, [&](const SeedGroup& candidate) {
      return std::ranges::find(candidate, i) != candidate.end();
    });
    if (group == groups.end()) {
      add(linesOf(*runs[i], figure, options), shortLabel(*runs[i], runs), runs[i]->colourIndex);
    } else if (group->front() == i) {
      Runs seeds;
      for (const std::size_t seed : *group) seeds.push_back(runs[seed]);
      const QString name = QString::fromStdString(runs[i]->run->config().configuration);
      add(meansOf(seeds, figure, options),
          tr("%1, mean ± std of %n seeds", nullptr, static_cast<int>(seeds.size())).arg(name),
          runs[i]->colourIndex);
    }
  }
  if (panel.lines.empty()) {
    figure.empty = {tr("No loss is recorded"), tr("It appears with a run’s first step; the paper’s published "
                                                  "runs carry only their last evaluation.")};
    return;
  }
  figure.panels.push_back(std::move(panel));
}

}  // namespace

std::unique_ptr<CurvesModel> makeLossCurvesModel() {
  return std::make_unique<LossCurvesModel>(LossLines::All);
}
std::unique_ptr<CurvesModel> makeEvaluationLossModel() {
  return std::make_unique<LossCurvesModel>(LossLines::Evaluations);
}

}  // namespace entroscope
