#include "views/histogram/histogram_view.h"

#include <QComboBox>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QtCharts/QChartView>

#include "views/histogram/histogram_chart.h"
#include "views/histogram/histogram_model.h"
#include "views/plot/empty_state.h"
#include "views/plot/figure_parts.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 80;

}  // namespace

HistogramView::HistogramView(RunSet& runs, QWidget* parent) : View(runs, parent) {
  setAccessibleName(title());
  setAccessibleDescription(whatItShows());
  chart_ = new HistogramChart(lightTheme(), Numbers::Screen);
  screen_ = new QChartView(chart_, this);
  screen_->setRenderHint(QPainter::Antialiasing);
  screen_->setFrameShape(QFrame::NoFrame);
  screen_->setMinimumSize(120, 90);
  screen_->setAccessibleName(tr("%1: bars").arg(title()));
  empty_ = new EmptyState(this);
  auto* body = new QWidget(this);
  stack_ = new QStackedLayout(body);
  stack_->addWidget(screen_);
  stack_->addWidget(empty_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeControls());
  column->addWidget(body, 1);

  reload_.setSingleShot(true);
  reload_.setInterval(kReloadMs);
  connect(&reload_, &QTimer::timeout, this, &HistogramView::reload);
  for (const auto signal : {&RunSet::runsChanged, &RunSet::recordsChanged, &RunSet::liveChanged,
                            &RunSet::cursorChanged, &RunSet::overloadMaximumChanged}) {
    connect(&runs, signal, this, &HistogramView::later);
  }
  setTheme(lightTheme());
  reload();
}

QString HistogramView::whatItShows() const {
  return tr(
      "Share of attention heads whose mean entropy lies in each quarter of [0, M]. Many heads in the top "
      "quarter: entropic overload; many near 0: entropy collapse. Paper: Fig 2a, where M is the largest "
      "entropy of all compared configurations.");
}

QWidget* HistogramView::makeControls() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(6, 3, 6, 3);
  row->setSpacing(8);
  maximum_ = new QComboBox(bar);
  maximum_->addItem(tr("M: largest of all runs"), static_cast<int>(OverloadMaximum::Pooled));
  maximum_->addItem(tr("M: largest of each run"), static_cast<int>(OverloadMaximum::PerRun));
  maximum_->addItem(tr("M: ln(T!)/T"), static_cast<int>(OverloadMaximum::Theoretical));
  maximum_->setToolTip(
      tr("Upper end of the histogram, in every view: the paper pools the compared runs; "
         "ln(T!)/T is the most a causal head can reach"));
  maximum_->setAccessibleName(tr("Upper end M of the histogram"));
  connect(maximum_, &QComboBox::currentIndexChanged, this, [this] {
    runs().setOverloadMaximum(static_cast<OverloadMaximum>(maximum_->currentData().toInt()));
  });
  row->addWidget(maximum_);
  row->addStretch(1);
  return bar;
}

void HistogramView::later() {
  stale_ = true;
  if (isVisible() && !reload_.isActive()) reload_.start();
}

void HistogramView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  if (stale_) reload();
}

void HistogramView::reload() {
  stale_ = false;
  const QSignalBlocker block(maximum_);
  maximum_->setCurrentIndex(maximum_->findData(static_cast<int>(runs().overloadMaximum())));
  const QLocale locale = localeFor(Numbers::Screen);
  const HistogramFigure figure = histogramFigure(runs(), locale);
  empty_->setText(figure.empty);
  stack_->setCurrentIndex(figure.runs.empty() ? 1 : 0);
  if (!figure.runs.empty()) chart_->setFigure(figure);
  screen_->setAccessibleDescription(toWords(figure, locale));
}

void HistogramView::setTheme(const Theme& theme) {
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  screen_->setBackgroundBrush(theme.background);
  chart_->setTheme(theme);
  empty_->setTheme(theme);
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

}  // namespace entroscope
