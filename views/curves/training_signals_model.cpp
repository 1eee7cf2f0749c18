// Gradient norm, learning rate and speed against steps, one above the other.
#include <QCoreApplication>

#include "views/curves/curves_model.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

class TrainingSignalsModel : public CurvesModel {
  Q_DECLARE_TR_FUNCTIONS(TrainingSignalsModel)

 public:
  QString figureName() const override { return QStringLiteral("training-signals"); }
  QString title() const override { return tr("Training signals"); }
  QString whatItShows() const override {
    return tr("Global gradient norm before clipping, learning rate, and tokens trained per second.");
  }

 protected:
  void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const override {
    figure.arrangement = Arrangement::Stack;
    const struct {
      std::string_view measure;
      QString label;
    } recorded[] = {{measure::kGradientNorm, tr("Gradient norm")},
                    {measure::kLearningRate, tr("Learning rate")},
                    {measure::kTokensPerSecond, tr("Tokens per second")}};
    for (const auto& signal : recorded) {
      CurvePanel panel;
      panel.title = signal.label;
      panel.fromZero = true;
      for (const OpenRun* open : runs) {
        CurveLine line =
            scalarLine(open->run->scalar(signal.measure, stepsFor(*open->run, figure), options.points));
        if (line.size() == 0) continue;
        line.run = line.label = shortLabel(*open, runs);
        line.runColour = open->colourIndex;
        line.inLegend = figure.panels.empty();
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
