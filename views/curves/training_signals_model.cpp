// Gradient norm, learning rate and speed against steps, one above the other, and what the GPU did meanwhile.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <set>

#include "core/runs/gpu_measures.h"
#include "views/curves/curves_model.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

bool anyFinite(const ScalarSeries& series) {
  return std::ranges::any_of(series.value, [](float value) { return std::isfinite(value); });
}

class TrainingSignalsModel : public CurvesModel {
  Q_DECLARE_TR_FUNCTIONS(TrainingSignalsModel)

 public:
  QString figureName() const override { return QStringLiteral("training-signals"); }
  QString title() const override { return tr("Training signals"); }
  QString whatItShows() const override {
    return tr(
        "Global gradient norm before clipping, learning rate, tokens trained per second; on a GPU also its "
        "load and its memory in use.");
  }

 protected:
  void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const override {
    figure.arrangement = Arrangement::Stack;
    const struct {
      std::string_view measure;
      QString label;
    } recorded[] = {{measure::kGradientNorm, tr("Gradient norm")},
                    {measure::kLearningRate, tr("Learning rate")},
                    {measure::kTokensPerSecond, tr("Tokens per second")},
                    {measure::kGpuUse, tr("GPU use (%)")},
                    {measure::kGpuMemory, tr("GPU memory (GiB)")}};
    std::set<const OpenRun*> listed;
    for (const auto& signal : recorded) {
      CurvePanel panel;
      panel.title = signal.label;
      panel.fromZero = true;
      for (const OpenRun* open : runs) {
        const StepRange steps = stepsFor(*open->run, figure);
        const ScalarSeries series = open->run->scalar(signal.measure, steps, options.points);
        // A step's row has a place for each of these. Numbers from elsewhere may fill only some of them,
        // which is no NaN; who trains always has a learning rate.
        if (!anyFinite(series) &&
            !anyFinite(open->run->scalar(measure::kLearningRate, steps, options.points))) {
          continue;
        }
        CurveLine line = scalarLine(series);
        if (line.size() == 0) continue;
        line.run = line.label = shortLabel(*open, runs);
        line.runColour = open->colourIndex;
        line.inLegend = listed.insert(open).second;  // a run that lacks the first signals, too
        panel.lines.push_back(std::move(line));
      }
      if (!panel.lines.empty()) figure.panels.push_back(std::move(panel));
    }
    if (figure.panels.empty()) {
      figure.empty = {tr("No training signals are recorded"),
                      tr("They appear with a run’s first step; the paper’s published runs carry none.")};
    }
  }
};

}  // namespace

std::unique_ptr<CurvesModel> makeTrainingSignalsModel() { return std::make_unique<TrainingSignalsModel>(); }

}  // namespace entroscope
