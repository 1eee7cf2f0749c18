#include "views/curves/curves_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "views/curves/curve_plot.h"
#include "views/plot/figure_parts.h"
#include "views/plot/linked_axis.h"
#include "views/plot/seed_groups.h"
#include "views/plot/tall_screen.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 40;
constexpr double kLeastHeight = 120, kLeastPanelWidth = 150, kLeastPanelHeight = 110, kLeastStacked = 64,
                 kAroundPanels = 60;  // px

/// Small multiples need this much to be read in `width`; a few panels take what there is.
double leastHeight(const CurveFigure& figure, int width) {
  constexpr std::size_t kFew = 3;
  const std::size_t panels = figure.panels.size();
  if (panels <= kFew) return kLeastHeight;
  if (figure.arrangement == Arrangement::Stack)
    return kAroundPanels + static_cast<double>(panels) * kLeastStacked;
  const double columns = std::max(1.0, std::floor(width / kLeastPanelWidth));
  return kAroundPanels + std::ceil(static_cast<double>(panels) / columns) * kLeastPanelHeight;
}

}  // namespace

CurvesView::CurvesView(RunSet& runs, std::unique_ptr<CurvesModel> model, QWidget* parent)
    : PanelView(runs, kReloadMs, parent),
      model_(std::move(model)),
      axis_(LinkedAxis::of(runs)),
      theme_(lightTheme()) {
  plot_ = new CurvePlot(theme_, Numbers::Screen, this);
  screen_ = new TallScreen(plot_, this);
  setScreen(screen_);
  makeControls();

  connect(&runs, &RunSet::runsChanged, this, &CurvesView::later);
  connect(&runs, &RunSet::recordsChanged, this, &CurvesView::later);
  connect(&runs, &RunSet::cursorChanged, this, &CurvesView::showCursor);
  connect(&axis_, &LinkedAxis::changed, this, &CurvesView::later);
  connect(plot_, &CurvePlot::windowWanted, this, [this](XWindow window) { axis_.setWindow(window); });
  connect(plot_, &CurvePlot::allWanted, this, [this] { axis_.setWindow({}); });
  connect(plot_, &CurvePlot::resized, this, &CurvesView::later);
  connect(plot_, &CurvePlot::cursorPicked, this, &CurvesView::pickCursor);
  setTheme(theme_);
  retranslate();
}

CurvesView::~CurvesView() = default;

void CurvesView::makeControls() {
  QHBoxLayout& row = controls();
  axisBox_ = new QComboBox(this);
  axisBox_->addItem(QString(), static_cast<int>(XAxis::Step));
  axisBox_->addItem(QString(), static_cast<int>(XAxis::Tokens));
  connect(axisBox_, &QComboBox::currentIndexChanged, this,
          [this] { runs().setAxis(static_cast<XAxis>(axisBox_->currentData().toInt())); });
  row.addWidget(axisBox_);
  logarithmic_ = new QCheckBox(this);
  connect(logarithmic_, &QCheckBox::toggled, this, &CurvesView::later);
  row.addWidget(logarithmic_);
  if (model_->canSmooth()) {
    smoothing_ = new QSpinBox(this);
    smoothing_->setRange(0, 100'000);
    smoothing_->setValue(static_cast<int>(CurveOptions().smoothing));
    connect(smoothing_, &QSpinBox::valueChanged, this, &CurvesView::later);
    row.addWidget(smoothing_);
  }
  if (model_->canAverageSeeds()) {
    seeds_ = new QCheckBox(this);
    seeds_->hide();
    connect(seeds_, &QCheckBox::toggled, this, &CurvesView::later);
    row.addWidget(seeds_);
  }
  row.addStretch(1);
  all_ = new QToolButton(this);
  connect(all_, &QToolButton::clicked, plot_, &CurvePlot::showAll);
  row.addWidget(all_);
}

void CurvesView::retranslate() {
  setAccessibleName(model_->title());
  setAccessibleDescription(model_->whatItShows());
  plot_->setAccessibleName(tr("%1: curves").arg(model_->title()));
  axisBox_->setItemText(0, tr("Steps"));
  axisBox_->setItemText(1, tr("Tokens"));
  axisBox_->setToolTip(tr("Horizontal axis of all curves and of the time line"));
  axisBox_->setAccessibleName(tr("Horizontal axis"));
  logarithmic_->setText(tr("Log"));
  logarithmic_->setToolTip(tr("Logarithmic vertical axis; values of 0 or less are marked at its foot"));
  logarithmic_->setAccessibleName(tr("Logarithmic vertical axis"));
  if (smoothing_ != nullptr) {
    smoothing_->setPrefix(tr("Smooth "));
    smoothing_->setSpecialValueText(tr("Not smoothed"));
    smoothing_->setToolTip(tr("Time constant of the average in steps; 0 draws the raw line alone"));
    smoothing_->setAccessibleName(tr("Smoothing in steps"));
  }
  if (seeds_ != nullptr) {
    seeds_->setText(tr("Mean of seeds"));
    seeds_->setToolTip(
        tr("Draw runs that differ in their seed alone as one line, mean ± one sample standard deviation"));
    seeds_->setAccessibleName(tr("Mean over seeds"));
  }
  all_->setText(tr("Show all"));
  all_->setToolTip(tr("Show the whole axis again (0 or double click)"));
  all_->setAccessibleName(tr("Show the whole axis"));
  reload();
}

CurveOptions CurvesView::options(int points) const {
  CurveOptions options;
  options.xAxis = axis_.kind();
  options.window = axis_.window();
  options.smoothing = smoothing_ != nullptr ? smoothing_->value() : 0;
  options.logarithmic = logarithmic_->isChecked();
  options.seedMeans = seeds_ != nullptr && seeds_->isChecked();
  options.points = points;
  return options;
}

void CurvesView::reload() {
  const QSignalBlocker block(axisBox_);
  axisBox_->setCurrentIndex(axisBox_->findData(static_cast<int>(axis_.kind())));
  if (seeds_ != nullptr) seeds_->setVisible(seeds_->isChecked() || !seedGroups(runs().visible()).empty());
  CurveFigure figure = model_->figure(runs().visible(), options(std::max(200, plot_->width())));
  showEmpty(figure.panels.empty(), figure.empty);
  screen_->setLeastHeight(leastHeight(figure, screen_->width()));
  plot_->setFigure(std::move(figure));
  showCursor();
}

std::optional<double> CurvesView::cursorKey() const {
  if (runs().cursor().follows()) return std::nullopt;
  return static_cast<double>(runs().cursor().place);
}

void CurvesView::showCursor() { plot_->setCursorKey(cursorKey()); }

void CurvesView::pickCursor(double key) { runs().setCursor(std::llround(std::max(0.0, key))); }

void CurvesView::setTheme(const Theme& theme) {
  theme_ = theme;
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  plot_->setTheme(theme);
  emptyState().setTheme(theme);
}

void CurvesView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  CurveFigure figure = model_->figure(runs().visible(), options(qRound(size.width())));
  if (figure.panels.empty()) {
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
    paintEmptyState(painter, QRectF(QPointF(0, 0), size), figure.empty.title, figure.empty.advice, theme);
    return;
  }
  CurvePlot page(theme, Numbers::File);
  page.resize(size.toSize());
  page.setFigure(std::move(figure));
  page.setCursorKey(cursorKey());
  painter.setMode(QCPPainter::pmVectorized);
  page.toPainter(&painter, qRound(size.width()), qRound(size.height()));
}

QByteArray CurvesView::csv() const {
  // As many points as the exported figure has, whatever the window on screen.
  return toCsv(model_->figure(runs().visible(), options(qRound(figureSize().width()))));
}

ViewSettings CurvesView::settings() {
  ViewSettings all = momentSettings(runs());
  all.push_back(windowSetting(runs()));
  all.push_back(switchSetting(QStringLiteral("log"), *logarithmic_));
  if (smoothing_ != nullptr)
    all.push_back(
        numberSetting(QStringLiteral("smoothing"), *smoothing_, static_cast<int>(CurveOptions().smoothing)));
  if (seeds_ != nullptr) all.push_back(switchSetting(QStringLiteral("seed-means"), *seeds_));
  return all;
}

CurvesView* makeLossCurvesView(RunSet& runs, QWidget* parent) {
  return new CurvesView(runs, makeLossCurvesModel(), parent);
}
CurvesView* makeEvaluationLossView(RunSet& runs, QWidget* parent) {
  return new CurvesView(runs, makeEvaluationLossModel(), parent);
}
CurvesView* makeLayerEntropyView(RunSet& runs, QWidget* parent) {
  return new CurvesView(runs, makeLayerEntropyModel(), parent);
}
CurvesView* makeSlopesView(RunSet& runs, QWidget* parent) {
  return new CurvesView(runs, makeSlopesModel(), parent);
}
CurvesView* makeTrainingSignalsView(RunSet& runs, QWidget* parent) {
  return new CurvesView(runs, makeTrainingSignalsModel(), parent);
}

}  // namespace entroscope
