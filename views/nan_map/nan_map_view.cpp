#include "views/nan_map/nan_map_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "views/nan_map/nan_map_canvas.h"
#include "views/nan_map/nan_map_painter.h"
#include "views/plot/linked_axis.h"
#include "views/plot/plot_style.h"
#include "views/plot/tall_screen.h"

namespace entroscope {

namespace {

constexpr double kLeastHeight = 150;  // px

}  // namespace

NanMapView::NanMapView(RunSet& runs, QWidget* parent)
    : View(runs, parent),
      siteLabel_(new QLabel(this)),
      site_(new QComboBox(this)),
      canvas_(new NanMapCanvas(*this, runs, this)),
      screen_(new TallScreen(canvas_, this)),
      axis_(LinkedAxis::of(runs)) {
  for (int site = 0; site < kNanSites; ++site) site_->addItem(QString(), site);
  // What the paper counts.
  site_->setCurrentIndex(static_cast<int>(NanSite::Probabilities));
  siteLabel_->setBuddy(site_);
  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(8, 6, 8, 2);
  bar->setSpacing(8);
  bar->addWidget(siteLabel_);
  bar->addWidget(site_);
  bar->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(bar);
  column->addWidget(screen_, 1);
  retranslate();

  connect(site_, &QComboBox::currentIndexChanged, this, &NanMapView::invalidate);
  connect(&runs, &RunSet::runsChanged, this, &NanMapView::invalidate);
  connect(&runs, &RunSet::recordsChanged, this, &NanMapView::invalidate);
  connect(&runs, &RunSet::cursorChanged, canvas_, qOverload<>(&QWidget::update));
  connect(&axis_, &LinkedAxis::changed, this, &NanMapView::followAxis);
  connect(canvas_, &NanMapCanvas::rangeChosen, this, &NanMapView::setRange);
  if (axis_.window()) followAxis();
  invalidate();
}

void NanMapView::invalidate() {
  stale_ = true;
  recorded_.reset();
  int layers = 1;
  for (const OpenRun* open : runs().visible()) layers = std::max(layers, open->run->config().model.layers);
  screen_->setLeastHeight(std::max(kLeastHeight, leastNanMapHeight(runs().visible().size(), layers)));
  canvas_->update();  // nothing is read before it is painted: a hidden view costs nothing
}

const NanMapModel& NanMapView::model() const {
  if (std::exchange(stale_, false)) model_.update(runs(), site(), range_);
  return model_;
}

QString NanMapView::title() const { return tr("NaN map"); }

QString NanMapView::whatItShows() const {
  return tr(
      "How many values were NaN in each layer at each step, by site: attention scores, attention "
      "probabilities, residual stream, gradients (paper, Fig 5). A column that stands for several steps "
      "shows their largest count.");
}

NanSite NanMapView::site() const { return static_cast<NanSite>(site_->currentData().toInt()); }
void NanMapView::setSite(NanSite site) { site_->setCurrentIndex(static_cast<int>(site)); }

/// The run by which steps of the panels and tokens of the axis are told from each other.
const OpenRun* NanMapView::clock() const {
  const auto shown = runs().visible();
  return shown.empty() ? nullptr : shown.front();
}

void NanMapView::setRange(StepRange range) {
  recordedRange();  // known before it is out of sight
  if (range.first == StepRange().first && range.last == StepRange().last) return axis_.setWindow({});
  XWindow window{double(range.first), double(range.last)};
  if (const OpenRun* run = clock(); run != nullptr && axis_.kind() == XAxis::Tokens)
    window = {run->stepTokens().tokensAt(window.first), run->stepTokens().tokensAt(window.last)};
  axis_.setWindow(window);
}

void NanMapView::followAxis() {
  range_ = {};
  if (const auto& window = axis_.window()) {
    double first = window->first, last = window->last;
    if (const OpenRun* run = clock(); run != nullptr && axis_.kind() == XAxis::Tokens) {
      first = run->stepTokens().stepAt(first);
      last = run->stepTokens().stepAt(last);
    }
    range_ = {std::llround(first), std::llround(last)};
  }
  stale_ = true;
  canvas_->update();
}

bool NanMapView::isZoomed() const {
  return range_.first != StepRange().first || range_.last != StepRange().last;
}

StepRange NanMapView::recordedRange() const {
  if (!recorded_) {
    NanMapModel all;
    if (isZoomed()) all.update(runs(), site());
    const NanMapModel& whole = isZoomed() ? all : model();
    recorded_ = StepRange{whole.firstStep(), whole.lastStep()};
  }
  return *recorded_;
}

void NanMapView::setTheme(const Theme& theme) { canvas_->setTheme(theme); }

void NanMapView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  const NanMapLook look{&theme, localeFor(Numbers::File), model().cursors(runs())};
  paintNanMap(painter, model(), layoutNanMap(model(), size, look), size, look);
}

QSizeF NanMapView::figureSize() const { return naturalNanMapSize(model()); }

QByteArray NanMapView::csv() const { return model().csv(); }

ViewSettings NanMapView::settings() {
  QStringList sites;
  for (int site = 0; site < kNanSites; ++site)
    sites << QString::fromUtf8(toText(static_cast<NanSite>(site)).data());
  ViewSettings all = momentSettings(runs());
  all.push_back(windowSetting(runs()));
  all.push_back(
      choiceSetting(QStringLiteral("site"), *site_, sites, static_cast<int>(NanSite::Probabilities)));
  return all;
}

void NanMapView::retranslate() {
  siteLabel_->setText(tr("&NaNs in:"));
  for (int site = 0; site < kNanSites; ++site) {
    site_->setItemText(site, NanMapModel::siteName(static_cast<NanSite>(site)));
  }
  site_->setAccessibleName(tr("Site of the NaNs"));
  site_->setToolTip(tr("Where NaNs are counted; the paper counts them in the attention probabilities"));
  canvas_->setAccessibleName(title());
  canvas_->setAccessibleDescription(whatItShows());
  stale_ = true;
}

}  // namespace entroscope
