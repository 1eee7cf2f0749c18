#include "views/heatmap/heat_map_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "views/heatmap/heat_map_canvas.h"
#include "views/heatmap/heat_map_painter.h"
#include "views/plot/qcp.h"

namespace entroscope {

HeatMapView::HeatMapView(RunSet& runs, QWidget* parent)
    : View(runs, parent),
      scaleLabel_(new QLabel(this)),
      scale_(new QComboBox(this)),
      overload_(new QCheckBox(this)),
      canvas_(new HeatMapCanvas(*this, runs, this)) {
  scale_->addItem(QString(), QVariant::fromValue(static_cast<int>(EntropyScale::Fixed)));
  scale_->addItem(QString(), QVariant::fromValue(static_cast<int>(EntropyScale::DataRange)));
  scaleLabel_->setBuddy(scale_);
  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(8, 6, 8, 2);
  bar->setSpacing(8);
  bar->addWidget(scaleLabel_);
  bar->addWidget(scale_);
  bar->addSpacing(4);
  bar->addWidget(overload_);
  bar->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(bar);
  column->addWidget(canvas_, 1);
  retranslate();

  connect(scale_, &QComboBox::currentIndexChanged, this, [this] { invalidate(Stale::All); });
  connect(overload_, &QCheckBox::toggled, canvas_, qOverload<>(&QWidget::update));
  connect(canvas_, &HeatMapCanvas::headClicked, this, &HeatMapView::headClicked);
  connect(&runs, &RunSet::runsChanged, this, [this] { invalidate(Stale::All); });
  connect(&runs, &RunSet::recordsChanged, this, [this] { invalidate(Stale::All); });
  connect(&runs, &RunSet::cursorChanged, this, [this] { invalidate(Stale::All); });
  connect(&runs, &RunSet::overloadMaximumChanged, this, [this] { invalidate(Stale::All); });
  connect(&runs, &RunSet::brushChanged, this, [this] { invalidate(Stale::All); });
  connect(&runs, &RunSet::liveChanged, this, [this] { invalidate(Stale::Live); });
  connect(&runs, &RunSet::selectedHeadChanged, canvas_, qOverload<>(&QWidget::update));
}

void HeatMapView::invalidate(Stale what) {
  stale_ = std::max(stale_, what);
  canvas_->update();  // nothing is read before it is painted: a hidden view costs nothing
}

const HeatMapModel& HeatMapView::model() const {
  if (const Stale what = std::exchange(stale_, Stale::No); what != Stale::No) {
    model_.update(runs(), scale(), what == Stale::Live);
  }
  return model_;
}

QString HeatMapView::title() const { return tr("Head entropy"); }

QString HeatMapView::whatItShows() const {
  return tr(
      "Mean entropy of every attention head, E(l,h) = −(1/T) Σᵢ Σⱼ aᵢⱼ ln aᵢⱼ in nats (paper, Fig 1). A "
      "causal head cannot exceed ln(T!)/T; heads in the top quarter are overloaded.");
}

EntropyScale HeatMapView::scale() const { return static_cast<EntropyScale>(scale_->currentData().toInt()); }
void HeatMapView::setScale(EntropyScale scale) {
  scale_->setCurrentIndex(scale_->findData(static_cast<int>(scale)));
}
bool HeatMapView::marksOverload() const { return overload_->isChecked(); }
void HeatMapView::setMarksOverload(bool marks) { overload_->setChecked(marks); }

void HeatMapView::setTheme(const Theme& theme) { canvas_->setTheme(theme); }

void HeatMapView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  const HeatMapLook look{&theme, localeFor(Numbers::File), marksOverload(), {}, false};
  paintHeatMap(painter, model(), layoutHeatMap(model(), size, look), size, look);
}

QSizeF HeatMapView::figureSize() const { return naturalHeatMapSize(model()); }

QByteArray HeatMapView::csv() const { return model().csv(); }

ViewSettings HeatMapView::settings() {
  ViewSettings all = momentSettings(runs());
  for (ViewSetting& setting : overloadSettings(runs())) all.push_back(std::move(setting));
  all.push_back(
      choiceSetting(QStringLiteral("scale"), *scale_, {QStringLiteral("theory"), QStringLiteral("data")}));
  all.push_back(switchSetting(QStringLiteral("mark-overload"), *overload_));
  return all;
}

void HeatMapView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  canvas_->update();
}

void HeatMapView::retranslate() {
  scaleLabel_->setText(tr("&Scale:"));
  scale_->setItemText(0, tr("0 to ln(T!)/T"));
  scale_->setItemText(1, tr("Range of the data"));
  scale_->setToolTip(
      tr("0 to ln(T!)/T: colours compare between steps and runs. Range of the data: small "
         "differences show."));
  scale_->setAccessibleName(tr("Colour scale"));
  overload_->setText(tr("&Mark overload"));
  overload_->setToolTip(
      tr("Outline heads in the top quarter, [¾ M, M], M as chosen in the overload histogram"));
  canvas_->setAccessibleName(title());
  canvas_->setAccessibleDescription(whatItShows());
  stale_ = Stale::All;
}

}  // namespace entroscope
