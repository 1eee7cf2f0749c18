#include "views/histogram/histogram_view.h"

#include <QComboBox>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHBoxLayout>
#include <QLabel>
#include <QtCharts/QChartView>

#include "views/histogram/histogram_chart.h"
#include "views/histogram/histogram_model.h"
#include "views/plot/figure_parts.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 80;

}  // namespace

HistogramView::HistogramView(RunSet& runs, QWidget* parent) : PanelView(runs, kReloadMs, parent) {
  chart_ = new HistogramChart(lightTheme(), Numbers::Screen);
  screen_ = new QChartView(chart_, this);
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
  controls().addWidget(maximum_);
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

}  // namespace entroscope
