#include "views/histogram/histogram_chart.h"

#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QGraphicsRectItem>
#include <QGraphicsSimpleTextItem>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QLegend>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>
#include <utility>

namespace entroscope {
namespace {

constexpr double kGroupWidth = 0.86;  // share of a quarter's width that its bars take
constexpr double kTickShare = 20;     // per cent between ticks
constexpr double kHeadroom = 14;      // per cent kept free for labels above the highest bar
constexpr double kGap = 2;            // px, as all below
constexpr double kRoomyQuarter = 74;  // a quarter's name is written out
constexpr double kSide = 12, kTop = 6;
constexpr double kSwatch = 9, kKeyGap = 16;

}  // namespace

HistogramChart::HistogramChart(Theme theme, Numbers numbers) : theme_(std::move(theme)), numbers_(numbers) {
  setAnimationOptions(QChart::NoAnimation);
  setBackgroundRoundness(0);
  setDropShadowEnabled(false);
  layout()->setContentsMargins(0, 0, 0, 0);
  // Made once: a chart goes on drawing axes that were taken from it.
  quarters_ = new QBarCategoryAxis;
  quarters_->setGridLineVisible(false);
  addAxis(quarters_, Qt::AlignBottom);
  share_ = new QValueAxis;
  share_->setTickType(QValueAxis::TicksDynamic);
  share_->setTickAnchor(0);
  share_->setTickInterval(kTickShare);
  share_->setLabelFormat(QStringLiteral("%d"));
  addAxis(share_, Qt::AlignLeft);
  connect(this, &QChart::plotAreaChanged, this, &HistogramChart::placeLabels);
  applyColours();
}

void HistogramChart::setTheme(const Theme& theme) {
  theme_ = theme;
  rebuild();
}

bool HistogramChart::sameShape(const HistogramFigure& figure) const {
  return std::equal(figure.runs.begin(), figure.runs.end(), figure_.runs.begin(), figure_.runs.end(),
                    [](const HistogramBars& a, const HistogramBars& b) {
                      return a.label == b.label && a.colourIndex == b.colourIndex;
                    }) &&
         figure.quarters == figure_.quarters && figure.note.isEmpty() == figure_.note.isEmpty();
}

void HistogramChart::setFigure(const HistogramFigure& figure) {
  const bool same = series_ != nullptr && sameShape(figure);
  figure_ = figure;
  if (same) {
    setValues();
  } else {
    rebuild();
  }
}

void HistogramChart::applyColours() {
  setBackgroundBrush(theme_.background);
  setBackgroundPen(Qt::NoPen);
  setPlotAreaBackgroundVisible(false);
  legend()->hide();
  for (QAbstractAxis* axis : axes()) {
    axis->setLabelsFont(figureFont(kTickSize));
    axis->setTitleFont(figureFont(kLabelSize));
    axis->setLabelsColor(theme_.foreground);
    axis->setTitleBrush(theme_.foreground);
    axis->setLinePen(QPen(theme_.mutedText, 1));
    axis->setGridLinePen(QPen(theme_.grid, 1));
  }
}

QGraphicsSimpleTextItem* HistogramChart::addText(const QColor& colour) {
  auto* item = new QGraphicsSimpleTextItem(this);
  item->setFont(figureFont(kTickSize));
  item->setBrush(colour);
  item->setZValue(20);  // above bars and grid
  return item;
}

void HistogramChart::rebuild() {
  removeAllSeries();
  for (const BarLabel& label : labels_) {
    delete label.percent;
    delete label.count;
  }
  labels_.clear();
  for (const LegendKey& key : legend_) {
    delete key.swatch;
    delete key.name;
  }
  legend_.clear();
  delete std::exchange(note_, nullptr);
  series_ = new QBarSeries;
  series_->setBarWidth(kGroupWidth);
  for (const HistogramBars& bars : figure_.runs) {
    // Without the run's name: Qt Charts would read it as HTML, though its legend is hidden.
    auto* set = new QBarSet(QString());
    *set << 0 << 0 << 0 << 0;
    set->setColor(curvePen(theme_, bars.colourIndex).color());
    set->setBorderColor(theme_.background);
    series_->append(set);
    if (figure_.runs.size() > 1) {
      auto* swatch = new QGraphicsRectItem(0, 0, kSwatch, kSwatch, this);
      swatch->setBrush(set->color());
      swatch->setPen(Qt::NoPen);
      legend_.push_back({swatch, addText(theme_.foreground)});
    }
    for (int quarter = 0; quarter < 4; ++quarter) {
      labels_.push_back({addText(theme_.foreground), addText(theme_.mutedText)});
    }
  }
  addSeries(series_);
  quarters_->setCategories(QStringList(figure_.quarters.begin(), figure_.quarters.end()));
  share_->setTitleText(tr("Share of heads (%)"));
  series_->attachAxis(quarters_);
  series_->attachAxis(share_);
  applyColours();
  if (!figure_.note.isEmpty()) note_ = addText(theme_.warning);
  setValues();
}

void HistogramChart::setValues() {
  double highest = 0;
  const QList<QBarSet*> sets = series_->barSets();
  for (std::size_t run = 0; run < figure_.runs.size(); ++run) {
    for (int quarter = 0; quarter < 4; ++quarter) {
      const double percent = figure_.runs[run].histogram.percent(quarter);
      highest = std::max(highest, percent);
      sets[static_cast<qsizetype>(run)]->replace(quarter, percent);
    }
  }
  share_->setRange(0,
                   std::min(100.0 + kHeadroom, kTickShare * std::ceil((highest + kHeadroom) / kTickShare)));
  placeLabels();
}

double HistogramChart::placeLegend() {
  const QFontMetricsF metrics(figureFont(kTickSize));
  const double row = metrics.height() + 3, right = size().width() - kSide;
  double x = kSide, y = kTop;
  for (std::size_t i = 0; i < legend_.size(); ++i) {
    const QString name = metrics.elidedText(figure_.runs[i].label, Qt::ElideMiddle,
                                            std::max(40.0, right - kSide - kSwatch - kGap));
    const double width = kSwatch + 5 + metrics.horizontalAdvance(name);
    if (x > kSide && x + width > right) {
      x = kSide;
      y += row;
    }
    legend_[i].swatch->setPos(x, y + (metrics.height() - kSwatch) / 2);
    legend_[i].name->setText(name);
    legend_[i].name->setPos(x + kSwatch + 5, y);
    x += width + kKeyGap;
  }
  return legend_.empty() ? 0 : y + row - kTop + 2;
}

QString HistogramChart::percentText(int run, int quarter) const {
  const double percent = figure_.runs[static_cast<std::size_t>(run)].histogram.percent(quarter);
  return localeFor(numbers_).toString(percent, 'f', 0);
}

QString HistogramChart::countText(int run, int quarter) const {
  const auto& count = figure_.runs[static_cast<std::size_t>(run)].histogram.count;
  return localeFor(numbers_).toString(count[static_cast<std::size_t>(quarter)]);
}

HistogramChart::Wording HistogramChart::wordingFor(double barWidth) const {
  const QFontMetricsF metrics(figureFont(kTickSize));
  double percent = 0, percentSign = 0, count = 0;
  for (int run = 0; run < static_cast<int>(figure_.runs.size()); ++run) {
    for (int quarter = 0; quarter < 4; ++quarter) {
      const QString text = percentText(run, quarter);
      percent = std::max(percent, metrics.horizontalAdvance(text));
      percentSign = std::max(percentSign, metrics.horizontalAdvance(tr("%1 %").arg(text)));
      count = std::max(count, metrics.horizontalAdvance(countText(run, quarter)));
    }
  }
  if (std::max(percentSign, count) <= barWidth - kGap) return Wording::PercentAndCount;
  if (std::max(percent, count) <= barWidth - kGap) return Wording::NumbersOnly;
  if (percent <= barWidth - kGap) return Wording::PercentOnly;
  return metrics.capHeight() + kGap <= barWidth ? Wording::Upended : Wording::Nothing;
}

void HistogramChart::placeLabels() {
  if (series_ == nullptr || figure_.runs.empty()) return;
  const QFontMetricsF metrics(figureFont(kTickSize));
  const double noteRoom = note_ != nullptr ? metrics.height() : 0;
  setMargins(QMargins(8, static_cast<int>(std::ceil(kTop + placeLegend())), 10,
                      static_cast<int>(std::ceil(6 + noteRoom))));
  const double titleRoom = size().width() - 70;
  const bool fits = QFontMetricsF(figureFont(kLabelSize)).horizontalAdvance(figure_.axisTitle) < titleRoom;
  quarters_->setTitleText(fits ? figure_.axisTitle : figure_.shortTitle);
  const bool roomy = plotArea().width() / 4 >= kRoomyQuarter;
  const QStringList names = roomy ? QStringList(figure_.quarters.begin(), figure_.quarters.end())
                                  : QStringList{QStringLiteral("0–¼"), QStringLiteral("¼–½"),
                                                QStringLiteral("½–¾"), QStringLiteral("¾–1")};
  if (quarters_->categories() != names) quarters_->setCategories(names);
  const double barWidth = plotArea().width() / 4 * kGroupWidth / static_cast<double>(figure_.runs.size());
  const Wording wording = wordingFor(barWidth);
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    placeLabel(labels_[i], static_cast<int>(i) / 4, static_cast<int>(i) % 4, barWidth, wording);
  }
  if (note_ == nullptr) return;
  note_->setText(metrics.elidedText(figure_.note, Qt::ElideRight, size().width() - 2 * kSide));
  note_->setPos(kSide, size().height() - metrics.height() - 4);
}

void HistogramChart::placeLabel(const BarLabel& label, int run, int quarter, double barWidth,
                                Wording wording) {
  const double percent = figure_.runs[static_cast<std::size_t>(run)].histogram.percent(quarter);
  const double left = plotArea().left() + plotArea().width() / 4 * (quarter + (1 - kGroupWidth) / 2);
  const double middle = left + barWidth * (run + 0.5);
  const double top = plotArea().bottom() - plotArea().height() * percent / share_->max();
  const QFontMetricsF metrics(label.percent->font());
  const bool both = wording == Wording::PercentAndCount || wording == Wording::NumbersOnly;
  const bool upended = wording == Wording::Upended;
  const QString number = percentText(run, quarter), count = countText(run, quarter);
  const QString text = wording == Wording::PercentAndCount ? tr("%1 %").arg(number) : number;
  label.percent->setVisible(wording != Wording::Nothing && !(upended && percent == 0));
  label.count->setVisible(both);
  label.percent->setText(text);
  label.count->setText(count);
  label.percent->setRotation(upended ? -90 : 0);
  if (upended) {
    label.percent->setPos(middle - metrics.height() / 2, top - 2 * kGap);
    return;
  }
  const double above = top - metrics.height() - kGap;
  label.count->setPos(middle - metrics.horizontalAdvance(count) / 2, above);
  label.percent->setPos(middle - metrics.horizontalAdvance(text) / 2,
                        both ? above - metrics.height() + 1 : above);
}

}  // namespace entroscope
