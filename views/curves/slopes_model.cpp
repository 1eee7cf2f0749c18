// Negative slopes of leaky ReLU against steps, one panel a run: paper, Fig 3.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/measures/overload.h"
#include "views/curves/curves_model.h"
#include "views/curves/layer_lines.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

class SlopesModel : public CurvesModel {
  Q_DECLARE_TR_FUNCTIONS(SlopesModel)

 public:
  QString figureName() const override { return QStringLiteral("slopes"); }
  QString title() const override { return tr("Slopes"); }
  QString whatItShows() const override {
    return tr(
        "Negative slope a of f(x) = x for x ≥ 0, a·x below, of each layer (Fig 3a) or shared by all (Fig "
        "3b). "
        "The dashed line is what weight decay alone would leave of the initial slope, "
        "a₀ Π (1 − learning rate · decay): a slope that follows it has learnt nothing.");
  }

 protected:
  void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const override;

 private:
  static CurvePanel panelOf(const OpenRun& open, const FrameSeries& series);
  static CurveLine decayOnly(const OpenRun& open, const CurveFigure& figure, int points);
  static QString modeText(SlopeMode mode);
};

QString SlopesModel::modeText(SlopeMode mode) {
  switch (mode) {
    case SlopeMode::Fixed:
      return tr("fixed");
    case SlopeMode::LayerWise:
      return tr("one slope a layer");
    case SlopeMode::Global:
      return tr("one slope for all layers");
    case SlopeMode::GlobalAsReleased:
      return tr("“global” as released: one a layer, layer 0 logged");
    case SlopeMode::PerFeature:
      return tr("mean over features");
  }
  return {};
}

CurvePanel SlopesModel::panelOf(const OpenRun& open, const FrameSeries& series) {
  const SlopeMode mode = open.run->config().model.slopeMode;
  // One value over the whole run tells layers without a slope (never finite) from slopes gone NaN.
  const FrameSeries ever = open.run->frames(measure::kSlope, {}, 1);
  CurvePanel panel;
  panel.yLabel = tr("Negative slope");
  for (int layer = 0; layer < series.rows; ++layer) {
    const bool has =
        ever.size() == 0 || std::isfinite(ever.values[static_cast<std::size_t>(layer * series.columns)]);
    if (!has) continue;
    CurveLine line = layerLine(series, layer, tr("layer %1").arg(layer));
    line.run = open.label();
    if (mode == SlopeMode::Global) {
      line.label = tr("shared slope");
      line.runColour = open.colourIndex;
      panel.lines.push_back(std::move(line));
      break;
    }
    line.shade = layerShade(layer, series.rows);
    if (mode == SlopeMode::GlobalAsReleased && layer == 0) line.style = LineStyle::Emphasised;
    panel.lines.push_back(std::move(line));
  }
  return panel;
}

CurveLine SlopesModel::decayOnly(const OpenRun& open, const CurveFigure& figure, int points) {
  const RunConfig& config = open.run->config();
  CurveLine line;
  line.style = LineStyle::Reference;
  line.run = open.label();
  line.label = tr("decay only");
  // From the first step whatever the window: decay is a product over all steps before.
  const ScalarSeries rates =
      open.run->scalar(measure::kLearningRate, {0, stepsFor(*open.run, figure).last}, points);
  double slope = config.model.slope;
  std::int64_t before = rates.size() > 0 ? std::min<std::int64_t>(rates.step[0] - 1, 0) : 0;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    // A point stands for the steps since the one before, which may be very many in a run from elsewhere.
    const double rate = rates.value[i];
    const double one = decayedSlope(1, {&rate, 1}, config.optimizer.weightDecay);
    slope *= std::pow(one, static_cast<double>(std::max<std::int64_t>(rates.step[i] - before, 0)));
    before = rates.step[i];
    line.step.push_back(rates.step[i]);
    line.tokens.push_back(rates.tokens[i]);
    line.value.push_back(static_cast<float>(slope));
  }
  return line;
}

void SlopesModel::fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const {
  int layers = 0;
  for (const OpenRun* open : runs) {
    const FrameSeries series = open->run->frames(measure::kSlope, stepsFor(*open->run, figure),
                                                 pointsInPanel(options.points, runs.size()));
    if (series.size() == 0) continue;
    const RunConfig& config = open->run->config();
    CurvePanel panel = panelOf(*open, series);
    if (panel.lines.empty()) continue;
    panel.title = tr("%1 (%2)").arg(runs.size() > 1 ? shortLabel(*open, runs) : open->label(),
                                    modeText(config.model.slopeMode));
    if (config.model.slopeMode != SlopeMode::Global) layers = std::max(layers, series.rows);
    const bool decays = config.model.slopeMode != SlopeMode::Fixed && config.optimizer.decaySlopes &&
                        config.optimizer.weightDecay > 0;
    if (decays) {
      CurveLine reference = decayOnly(*open, figure, options.points);
      if (reference.size() > 0) {
        panel.lines.push_back(std::move(reference));
        figure.referenceLegend = tr("decay only");
      }
    }
    figure.panels.push_back(std::move(panel));
  }
  if (figure.panels.empty()) {
    figure.empty = {tr("No run shown has slopes"),
                    tr("They use GELU or plain ReLU. Train a configuration with leaky ReLU (SM+LR: slopes "
                       "layer-wise, global or fixed), or show a run that has one.")};
    return;
  }
  if (layers > 0) {
    figure.shadeTitle = tr("Layer");
    figure.shades = layerKeys(layers);
  }
}

}  // namespace

std::unique_ptr<CurvesModel> makeSlopesModel() { return std::make_unique<SlopesModel>(); }

}  // namespace entroscope
