// Training loss (raw behind smoothed) and evaluation loss of every visible run; evaluation loss alone: paper,
// Fig 2b.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "views/curves/curves_model.h"
#include "views/curves/smoothing.h"
#include "views/plot/run_labels.h"

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
        "one, dots are evaluations. Paper: Fig 2b.");
  }
  bool canSmooth() const override { return lines_ == LossLines::All; }

 protected:
  void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const override;

 private:
  static void addTraining(CurvePanel& panel, const OpenRun& open, const CurveFigure& figure,
                          const CurveOptions& options);
  static bool addEvaluations(CurvePanel& panel, const OpenRun& open, const CurveFigure& figure);

  LossLines lines_;
};

void LossCurvesModel::addTraining(CurvePanel& panel, const OpenRun& open, const CurveFigure& figure,
                                  const CurveOptions& options) {
  const StepRange shown = stepsFor(*open.run, figure);
  const StepRange range = stepsFor(*open.run, figure, kMemory * options.smoothing);
  // The part before the window costs points of its own, so that the window keeps its resolution.
  const double share = shown.last > shown.first ? static_cast<double>(range.last - range.first) /
                                                      static_cast<double>(shown.last - shown.first)
                                                : 1.0;
  const int points = static_cast<int>(options.points * std::min(share, 16.0));
  CurveLine raw = scalarLine(open.run->scalar(measure::kLoss, range, points));
  if (raw.size() == 0) return;
  raw.runColour = open.colourIndex;
  raw.label = tr("training loss");
  if (options.smoothing > 0) {
    CurveLine smooth = raw;
    smooth.label = tr("training loss, smoothed");
    smooth.value = debiasedAverage(raw.step, raw.value, options.smoothing);
    smooth.minimum.clear();
    smooth.maximum.clear();
    smooth.hasNan.clear();  // marked once, on the raw line
    raw.style = LineStyle::Ghost;
    panel.lines.push_back(std::move(raw));
    panel.lines.push_back(std::move(smooth));
  } else {
    panel.lines.push_back(std::move(raw));
  }
}

bool LossCurvesModel::addEvaluations(CurvePanel& panel, const OpenRun& open, const CurveFigure& figure) {
  const StepRange range = stepsFor(*open.run, figure);
  CurveLine line;
  line.label = tr("evaluation loss");
  line.runColour = open.colourIndex;
  line.style = LineStyle::Marked;
  for (const Evaluation& evaluation : open.run->evaluations()) {
    if (evaluation.step < range.first || evaluation.step > range.last) continue;
    line.step.push_back(evaluation.step);
    line.tokens.push_back(evaluation.tokens);
    line.value.push_back(static_cast<float>(evaluation.loss));
    line.hasNan.push_back(!std::isfinite(evaluation.loss));
  }
  if (line.size() == 0) return false;
  panel.lines.push_back(std::move(line));
  return true;
}

void LossCurvesModel::fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const {
  CurvePanel panel;
  panel.yLabel = tr("Loss (nats per token)");
  for (const OpenRun* open : runs) {
    const std::size_t before = panel.lines.size();
    if (lines_ == LossLines::All) addTraining(panel, *open, figure, options);
    if (addEvaluations(panel, *open, figure) && lines_ == LossLines::All)
      figure.markedLegend = tr("evaluation");
    if (panel.lines.size() == before) continue;
    for (std::size_t i = before; i < panel.lines.size(); ++i) panel.lines[i].run = shortLabel(*open, runs);
    panel.lines.back().inLegend = true;
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
