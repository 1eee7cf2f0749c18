// Layer-wise mean entropy against steps, one panel a run: paper, Fig 4.
#include <QCoreApplication>
#include <algorithm>

#include "core/measures/overload.h"
#include "views/curves/curves_model.h"
#include "views/curves/layer_lines.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

class LayerEntropyModel : public CurvesModel {
  Q_DECLARE_TR_FUNCTIONS(LayerEntropyModel)

 public:
  QString figureName() const override { return QStringLiteral("layer-entropy"); }
  QString title() const override { return tr("Layer entropy"); }
  QString whatItShows() const override {
    return tr(
        "Mean attention entropy of each layer's heads, in nats: E = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ, over rows "
        "without "
        "NaN. The dashed line is the most a causal head can reach, ln(T!)/T. Paper: Fig 4.");
  }

 protected:
  void fill(CurveFigure& figure, const Runs& runs, const CurveOptions& options) const override {
    int layers = 0;
    for (const OpenRun* open : runs) {
      const FrameSeries series = open->run->frames(measure::kEntropy, stepsFor(*open->run, figure),
                                                   pointsInPanel(options.points, runs.size()));
      if (series.size() == 0) continue;
      CurvePanel panel;
      panel.title = runs.size() > 1 ? shortLabel(*open, runs) : open->label();
      panel.yLabel = tr("Entropy (nats)");
      panel.fromZero = true;
      panel.level = theoreticalMaximumEntropy(open->run->config().model.context);
      panel.levelLabel = tr("ln(T!)/T");
      layers = std::max(layers, series.rows);
      for (int layer = 0; layer < series.rows; ++layer) {
        CurveLine line = layerLine(series, layer, tr("layer %1").arg(layer));
        line.run = open->label();
        line.shade = layerShade(layer, series.rows);
        // A single row, as of a published heat map, has no curve to draw: show it as marks.
        if (series.size() == 1) line.style = LineStyle::Marked;
        panel.lines.push_back(std::move(line));
      }
      figure.panels.push_back(std::move(panel));
    }
    if (figure.panels.empty()) {
      figure.empty = noEntropyText();
      return;
    }
    figure.shadeTitle = tr("Layer");
    figure.shades = layerKeys(layers);
  }
};

}  // namespace

std::unique_ptr<CurvesModel> makeLayerEntropyModel() { return std::make_unique<LayerEntropyModel>(); }

}  // namespace entroscope
