#include "views/nan_trace/nan_trace_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>
#include <cmath>

#include "views/plot/figure_parts.h"
#include "views/plot/mini_plot.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 200;
constexpr int kUsualSteps = 1;  // index: 32
constexpr double kMargin = 12, kGap = 16, kHeadline = 36, kLeastPlot = 120;
// More panels than these are too low to read.
constexpr std::size_t kMostPanels = 4;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(NanTraceView)
};

MiniPlot plotOf(const NanTracePanel& panel, TraceQuantity quantity, const Theme& theme) {
  MiniPlot plot;
  plot.title = NanTraceModel::quantityName(quantity);
  plot.xLabel = Words::tr("Step");
  const auto& values = panel.values[static_cast<std::size_t>(quantity)];
  // Scores may be negative; the others are magnitudes that explode over decades.
  plot.logY = std::ranges::all_of(values, [](float v) { return !(v <= 0); });
  plot.zeroBased = false;
  plot.markColour = theme.warning;
  if (panel.badStep) plot.marks = {double(*panel.badStep)};
  for (int layer = 0; layer < panel.layers; ++layer) {
    MiniLine line;
    const double share = panel.layers > 1 ? double(layer) / (panel.layers - 1) : 0.5;
    line.colour = sequentialColour(share, theme);
    if (panel.layer && *panel.layer == layer) {
      line.colour = theme.warning;
      line.width = 2.5;
    }
    if (layer == 0 || layer == panel.layers - 1 || (panel.layer && *panel.layer == layer)) {
      line.label = Words::tr("layer %1").arg(layer);
    }
    for (std::size_t s = 0; s < panel.steps.size(); ++s) {
      line.points.emplace_back(double(panel.steps[s]), double(panel.at(quantity, s, layer)));
    }
    plot.lines.push_back(std::move(line));
  }
  return plot;
}

}  // namespace

NanTraceView::NanTraceView(RunSet& runs, QWidget* parent)
    : PaintedView(runs, kReloadMs, parent), stepsLabel_(new QLabel(this)), steps_(new QComboBox(this)) {
  for (const int steps : {16, 32, 64, 128}) steps_->addItem(QString::number(steps), steps);
  steps_->setCurrentIndex(kUsualSteps);
  stepsLabel_->setBuddy(steps_);
  controls().addWidget(stepsLabel_);
  controls().addWidget(steps_);
  controls().addStretch(1);
  connect(steps_, &QComboBox::currentIndexChanged, this, [this] { later(); });
  retranslate();
}

QString NanTraceView::whatItShows() const {
  return tr(
      "The steps before the first NaN, layer by layer: the largest log-sum-exp of a row of scores (at most "
      "ln T above the largest score), the largest entry of the residual stream, the gradient's norm. The "
      "layer where it began is thick; marks at the upper edge are NaNs.");
}

void NanTraceView::read() { model_.update(runs(), steps_->currentData().toInt()); }

EmptyText NanTraceView::emptyText() const {
  if (!model_.panels().empty()) return {};
  if (!model_.anyRun()) return noRunsText();
  return {tr("No ranges recorded"),
          tr("No visible run has recorded what its tensors were: runs do so from their first measured step "
             "on. The preset sample-nan makes real NaNs within a minute.")};
}

QSizeF NanTraceView::figureSize() const {
  NanTraceModel model;
  model.update(runs(), steps_->currentData().toInt());
  const auto rows = static_cast<double>(std::clamp<std::size_t>(model.panels().size(), 1, kMostPanels));
  return {960, 2 * kMargin + rows * 260 + (rows - 1) * kGap};
}

double NanTraceView::leastScreenHeight() const {
  const auto rows = static_cast<double>(std::min(model_.panels().size(), kMostPanels));
  return 2 * kMargin + rows * (kHeadline + 4 + kLeastPlot + kGap) - kGap;
}

QByteArray NanTraceView::csv() const {
  NanTraceModel model;
  model.update(runs(), steps_->currentData().toInt());
  return model.csv();
}

ViewSettings NanTraceView::settings() {
  QStringList counts;
  for (int i = 0; i < steps_->count(); ++i) counts << steps_->itemText(i);
  ViewSettings all = momentSettings(runs());
  all.push_back(choiceSetting(QStringLiteral("steps"), *steps_, counts, kUsualSteps));
  return all;
}

void NanTraceView::paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) {
  const std::size_t count = std::min(model_.panels().size(), kMostPanels);
  if (count == 0) return;
  const double width = size.width() - 2 * kMargin;
  const double height =
      (size.height() - 2 * kMargin - static_cast<double>(count - 1) * kGap) / static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const NanTracePanel& panel = model_.panels()[i];
    const double top = kMargin + static_cast<double>(i) * (height + kGap);
    const QColor colour =
        theme.runColours[static_cast<std::size_t>(panel.colourIndex) % theme.runColours.size()];
    paintPanelTitle(painter, QRectF(kMargin, top, width, kHeadline), colour, panel.title, panel.headline,
                    theme);
    const double each = (width - (kTraceQuantities - 1) * kGap) / kTraceQuantities;
    for (int q = 0; q < kTraceQuantities; ++q) {
      const QRectF area(kMargin + q * (each + kGap), top + kHeadline + 4, each, height - kHeadline - 4);
      paintMiniPlot(painter, area, plotOf(panel, static_cast<TraceQuantity>(q), theme), theme, locale);
    }
  }
}

void NanTraceView::retranslate() {
  stepsLabel_->setText(tr("&Steps before:"));
  steps_->setAccessibleName(tr("Steps before the NaN"));
  steps_->setToolTip(tr("How many steps up to the first NaN are drawn"));
  later();
}

}  // namespace entroscope
