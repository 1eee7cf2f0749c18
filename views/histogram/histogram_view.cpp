#include "views/histogram/histogram_view.h"

#include <QComboBox>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QtCharts/QChartView>
#include <algorithm>
#include <cmath>
#include <optional>

#include "views/histogram/histogram_chart.h"
#include "views/histogram/histogram_model.h"
#include "views/plot/figure_parts.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 80;

/// The chart with the threshold as a line that is dragged: heads above it light up in every view.
class BrushedChart final : public QChartView {
 public:
  BrushedChart(QChart* chart, RunSet& runs, QWidget* parent) : QChartView(chart, parent), runs_(runs) {
    setMouseTracking(true);
  }
  void setColour(const QColor& colour) { colour_ = colour; }

 protected:
  void drawForeground(QPainter* painter, const QRectF&) override {
    if (!runs_.brush()) return;
    const QRectF plot = chart()->mapRectToScene(chart()->plotArea());
    const double x = plot.left() + *runs_.brush() * plot.width();
    QColor wash = colour_;
    wash.setAlphaF(0.10F);
    painter->fillRect(QRectF(QPointF(x, plot.top()), plot.bottomRight()), wash);
    painter->setPen(QPen(colour_, 2));
    painter->drawLine(QLineF(x, plot.top(), x, plot.bottom()));
    painter->setBrush(colour_);
    painter->drawEllipse(QPointF(x, plot.top()), 4, 4);
  }
  void mousePressEvent(QMouseEvent* event) override {
    if (event->button() == Qt::LeftButton) drag(event->position());
  }
  void mouseMoveEvent(QMouseEvent* event) override {
    const QRectF plot = plotOnScreen();
    const double x = plot.left() + runs_.brush().value_or(-1) * plot.width();
    setCursor(std::abs(event->position().x() - x) < 6 ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (event->buttons() & Qt::LeftButton) drag(event->position());
  }
  void mouseDoubleClickEvent(QMouseEvent*) override { runs_.setBrush(std::nullopt); }

 private:
  QRectF plotOnScreen() const {
    return mapFromScene(chart()->mapRectToScene(chart()->plotArea())).boundingRect();
  }
  void drag(QPointF at) {
    const QRectF plot = plotOnScreen();
    if (plot.width() <= 0) return;
    const double share = std::clamp((at.x() - plot.left()) / plot.width(), 0.0, 1.0);
    runs_.setBrush(share > 0 ? std::optional(std::round(share * 100) / 100) : std::nullopt);
  }

  RunSet& runs_;
  QColor colour_;
};

}  // namespace

HistogramView::HistogramView(RunSet& runs, QWidget* parent) : PanelView(runs, kReloadMs, parent) {
  chart_ = new HistogramChart(lightTheme(), Numbers::Screen);
  screen_ = new BrushedChart(chart_, runs, this);
  screen_->setRenderHint(QPainter::Antialiasing);
  screen_->setFrameShape(QFrame::NoFrame);
  screen_->setMinimumSize(120, 90);
  setScreen(screen_);
  makeControls();

  for (const auto signal : {&RunSet::runsChanged, &RunSet::recordsChanged, &RunSet::liveChanged,
                            &RunSet::cursorChanged, &RunSet::overloadMaximumChanged}) {
    connect(&runs, signal, this, &HistogramView::later);
  }
  setTheme(lightTheme());
  retranslate();
}

QString HistogramView::whatItShows() const {
  return tr(
      "Share of attention heads whose mean entropy lies in each quarter of [0, M]. Many heads in the top "
      "quarter: entropic overload; many near 0: entropy collapse. Paper: Fig 2a, where M is the largest "
      "entropy of all compared configurations.");
}

void HistogramView::makeControls() {
  maximum_ = new QComboBox(this);
  for (const auto maximum :
       {OverloadMaximum::Pooled, OverloadMaximum::PerRun, OverloadMaximum::Theoretical}) {
    maximum_->addItem(QString(), static_cast<int>(maximum));
  }
  connect(maximum_, &QComboBox::currentIndexChanged, this, [this] {
    runs().setOverloadMaximum(static_cast<OverloadMaximum>(maximum_->currentData().toInt()));
  });
  brushLabel_ = new QLabel(this);
  brush_ = new QSpinBox(this);
  brush_->setRange(0, 100);
  brush_->setSingleStep(5);
  brushLabel_->setBuddy(brush_);
  connect(brush_, &QSpinBox::valueChanged, this, [this](int percent) {
    runs().setBrush(percent > 0 ? std::optional(percent / 100.0) : std::nullopt);
  });
  connect(&runs(), &RunSet::brushChanged, this, [this] {
    const QSignalBlocker block(brush_);
    brush_->setValue(qRound(100 * runs().brush().value_or(0)));
    screen_->viewport()->update();
  });
  controls().addWidget(maximum_);
  controls().addSpacing(8);
  controls().addWidget(brushLabel_);
  controls().addWidget(brush_);
  controls().addStretch(1);
}

void HistogramView::retranslate() {
  setAccessibleName(title());
  setAccessibleDescription(whatItShows());
  screen_->setAccessibleName(tr("%1: bars").arg(title()));
  maximum_->setItemText(0, tr("M: largest of all runs"));
  maximum_->setItemText(1, tr("M: largest of each run"));
  maximum_->setItemText(2, tr("M: ln(T!)/T"));
  maximum_->setToolTip(
      tr("Upper end of the histogram, in every view: the paper pools the compared runs; "
         "ln(T!)/T is the most a causal head can reach"));
  maximum_->setAccessibleName(tr("Upper end M of the histogram"));
  brushLabel_->setText(tr("&Light up from:"));
  brush_->setSpecialValueText(tr("off"));
  brush_->setSuffix(tr(" % of M"));
  brush_->setAccessibleName(tr("Threshold from which heads light up"));
  brush_->setToolTip(
      tr("Heads whose entropy is at least this share of M light up in every view; drag the line in the "
         "histogram, double-click to switch it off"));
  reload();
}

void HistogramView::reload() {
  const QSignalBlocker block(maximum_);
  maximum_->setCurrentIndex(maximum_->findData(static_cast<int>(runs().overloadMaximum())));
  const QLocale locale = localeFor(Numbers::Screen);
  const HistogramFigure figure = histogramFigure(runs(), locale);
  showEmpty(figure.runs.empty(), figure.empty);
  if (!figure.runs.empty()) chart_->setFigure(figure);
  screen_->setAccessibleDescription(toWords(figure, locale));
}

void HistogramView::setTheme(const Theme& theme) {
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  screen_->setBackgroundBrush(theme.background);
  chart_->setTheme(theme);
  static_cast<BrushedChart*>(screen_)->setColour(theme.accent);
  emptyState().setTheme(theme);
}

void HistogramView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  const HistogramFigure figure = histogramFigure(runs(), localeFor(Numbers::File));
  if (figure.runs.empty()) {
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
    paintEmptyState(painter, QRectF(QPointF(0, 0), size), figure.empty.title, figure.empty.advice, theme);
    return;
  }
  QGraphicsScene page;
  auto* chart = new HistogramChart(theme, Numbers::File);
  page.addItem(chart);
  chart->resize(size);
  chart->setFigure(figure);
  chart->layout()->activate();
  chart->placeLabels();
  page.render(&painter, QRectF(QPointF(0, 0), size), QRectF(QPointF(0, 0), size), Qt::IgnoreAspectRatio);
}

QByteArray HistogramView::csv() const { return toCsv(histogramFigure(runs(), localeFor(Numbers::File))); }

ViewSettings HistogramView::settings() {
  ViewSettings all = momentSettings(runs());
  all.push_back(overloadMaximumSetting(runs()));
  return all;
}

}  // namespace entroscope
