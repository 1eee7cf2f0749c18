#include "views/spectrogram/spectrogram_view.h"

#include <QComboBox>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "views/plot/figure_parts.h"
#include "views/plot/left_edge.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 200;
constexpr double kMargin = 12, kGap = 14, kLeft = 40, kTitle = 20, kLabels = 18, kXTitle = 18, kBarGap = 18;
constexpr double kLeastRow = 6, kLeastMap = 36;
// Cells are drawn in so many shades: neighbours of one shade become one rectangle.
constexpr int kShades = 48;

ColourBar barOf(double high, const QLocale& locale) {
  ColourBar bar;
  bar.label = SpectrogramView::tr("Entropy (nats)");
  bar.map = [](double t) { return cividis(t); };
  for (const double tick : roundTicks(0, high, 5)) bar.ticks.emplace_back(tick / high, locale.toString(tick));
  return bar;
}

}  // namespace

SpectrogramView::SpectrogramView(RunSet& runs, QWidget* parent)
    : PaintedView(runs, kReloadMs, parent), layerLabel_(new QLabel(this)), layer_(new QComboBox(this)) {
  layerLabel_->setBuddy(layer_);
  controls().addWidget(layerLabel_);
  controls().addWidget(layer_);
  controls().addStretch(1);
  connect(layer_, &QComboBox::currentIndexChanged, this, [this] { later(); });
  // The layer of a head that is chosen elsewhere comes to the front here.
  connect(&runs, &RunSet::selectedHeadChanged, this, [this] {
    if (this->runs().selectedHead()) setLayer(this->runs().selectedHead()->layer);
  });
  retranslate();
}

QString SpectrogramView::whatItShows() const {
  return tr(
      "Mean entropy of each head of one layer over the steps, a row a head, on the scale 0 to ln(T!)/T of "
      "the entropy map. Heads that collapse or stay overloaded show as dark or bright bands.");
}

int SpectrogramView::layer() const { return std::max(0, layer_->currentIndex()); }

void SpectrogramView::setLayer(int layer) {
  fillLayers();
  if (layer < layer_->count()) layer_->setCurrentIndex(layer);
}

void SpectrogramView::fillLayers() {
  const int layers = SpectrogramModel::layersOf(runs());
  if (layers == layer_->count()) return;
  const QSignalBlocker block(layer_);
  const int before = layer();
  layer_->clear();
  for (int i = 0; i < layers; ++i) layer_->addItem(QString::number(i), i);
  layer_->setCurrentIndex(std::min(before, layers - 1));
}

void SpectrogramView::read() {
  fillLayers();
  model_.update(runs(), layer());
}

EmptyText SpectrogramView::emptyText() const {
  if (!model_.panels().empty()) return {};
  if (!model_.anyRun()) return noRunsText();
  return noEntropyText();
}

QSizeF SpectrogramView::figureSize() const {
  SpectrogramModel model;
  model.update(runs(), layer());
  double height = 2 * kMargin + kXTitle;
  for (const SpectrogramPanel& panel : model.panels()) {
    height += kTitle + kLabels + kGap + std::clamp(panel.heads * 14.0, 60.0, 220.0);
  }
  return {860, std::max(height, 260.0)};
}

double SpectrogramView::leastScreenHeight() const {
  double height = 2 * kMargin + kXTitle - kGap;
  for (const SpectrogramPanel& panel : model_.panels())
    height += kTitle + kLabels + kGap + std::max(panel.heads * kLeastRow, kLeastMap);
  return height;
}

QByteArray SpectrogramView::csv() const {
  SpectrogramModel model;
  model.update(runs(), layer());
  return model.csv();
}

ViewSettings SpectrogramView::settings() {
  fillLayers();
  QStringList layers;
  for (int i = 0; i < layer_->count(); ++i) layers << QString::number(i);
  ViewSettings all = momentSettings(runs());
  for (ViewSetting& setting : overloadSettings(runs())) all.push_back(std::move(setting));
  all.push_back(headSetting(runs()));
  // After the head, whose layer comes to the front.
  if (!layers.isEmpty()) all.push_back(choiceSetting(QStringLiteral("layer"), *layer_, layers));
  return all;
}

QString SpectrogramView::description() const {
  QStringList lines;
  for (const SpectrogramPanel& panel : model_.panels()) {
    QStringList newest;
    for (int head = 0; head < panel.heads; ++head) {
      newest << QLocale().toString(double(panel.at(panel.buckets() - 1, head)), 'f', 2);
    }
    lines << tr("%1, layer %2, newest entropies: %3")
                 .arg(panel.title)
                 .arg(panel.layer)
                 .arg(newest.join(QStringLiteral(", ")));
  }
  return lines.join(u'\n');
}

void SpectrogramView::paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) {
  const auto& panels = model_.panels();
  maps_.clear();
  if (panels.empty()) return;
  const ColourBar bar = barOf(model_.high(), locale);
  const double barWidth = colourBarWidth(bar);
  const auto count = static_cast<double>(panels.size());
  const double width = size.width() - 2 * kMargin - kLeft - kBarGap - barWidth;
  const double slot = (size.height() - 2 * kMargin - kXTitle - (count - 1) * kGap) / count;
  const auto first = static_cast<double>(model_.firstStep());
  const double span = std::max(1.0, static_cast<double>(model_.lastStep()) - first + 1);
  const QFont small = figureFont(kTickSize);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const SpectrogramPanel& panel = panels[i];
    const double top = kMargin + static_cast<double>(i) * (slot + kGap);
    const double row = std::max(1.0, (slot - kTitle - kLabels) / std::max(panel.heads, 1));
    const QRectF map(kMargin + kLeft, top + kTitle, width, row * panel.heads);
    maps_.push_back(map);
    const QColor colour =
        theme.runColours[static_cast<std::size_t>(panel.colourIndex) % theme.runColours.size()];
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(map.left(), top + 6, 9, 9), colour);
    painter.setFont(figureFont(kTitleSize, true));
    painter.setPen(theme.foreground);
    drawFromLeft(
        painter, QRectF(map.left() + 15, top, width - 15, kTitle),
        QFontMetricsF(painter.font())
            .elidedText(tr("%1, layer %2").arg(panel.title).arg(panel.layer), Qt::ElideRight, width - 15));
    const auto xOf = [&](std::int64_t step) {
      return map.left() + (static_cast<double>(step) - first) / span * map.width();
    };
    for (int head = 0; head < panel.heads; ++head) {
      const double y = map.top() + head * row;
      const auto shadeOf = [&](std::size_t bucket) {
        const float value = panel.at(bucket, head);
        if (std::isnan(value)) return -1;
        const int shade = static_cast<int>(
            std::lround(std::clamp(double(value) / model_.high(), 0.0, 1.0) * (kShades - 1)));
        return panel.lit > 0 && value < panel.lit ? shade + kShades : shade;
      };
      for (std::size_t begin = 0; begin < panel.buckets();) {
        const int shade = shadeOf(begin);
        std::size_t end = begin + 1;
        while (end < panel.buckets() && shadeOf(end) == shade) ++end;
        const double left = xOf(panel.firstStep[begin]), right = xOf(panel.lastStep[end - 1] + 1);
        const QRectF cell(left, y, right - left, row - (row >= 8 ? 1 : 0));
        const QColor plain = cividis(double(shade % kShades) / (kShades - 1));
        if (shade < 0) {
          painter.fillRect(cell, theme.nanColour);
        } else {
          painter.fillRect(cell, shade < kShades ? plain : mixed(plain, theme.background, 0.78));
        }
        begin = end;
      }
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(small);
    painter.setPen(theme.foreground);
    const int stride = labelStride(row, 13);
    for (int head = 0; head < panel.heads; head += stride) {
      painter.drawText(QRectF(kMargin + 16, map.top() + head * row, kLeft - 20, row),
                       Qt::AlignRight | Qt::AlignVCenter, QString::number(head));
    }
    painter.save();
    painter.setPen(theme.mutedText);
    painter.translate(kMargin + 6, map.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-60, -8, 120, 16), Qt::AlignCenter, tr("Head"));
    painter.restore();
    for (const double tick : roundTicks(first, first + span, std::max(2, static_cast<int>(width / 90)))) {
      if (tick != std::floor(tick)) continue;
      const double x = xOf(std::llround(tick));
      painter.setPen(QPen(theme.mutedText, 1));
      painter.drawLine(QLineF(x, map.bottom(), x, map.bottom() + 4));
      painter.setPen(theme.foreground);
      painter.drawText(QRectF(x - 40, map.bottom() + 3, 80, kLabels - 2), Qt::AlignCenter,
                       shortCount(tick, locale));
    }
    if (const auto& chosen = runs().selectedHead();
        chosen && chosen->layer == panel.layer && chosen->head < panel.heads) {
      painter.setPen(QPen(theme.foreground, 1.5));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(QRectF(map.left(), map.top() + chosen->head * row, map.width(), row));
    }
    if (const std::int64_t cursor = panel.shown; cursor != RunSet::kFollow) {
      painter.setPen(QPen(theme.accent, 1.5));
      painter.drawLine(QLineF(xOf(cursor), map.top(), xOf(cursor), map.bottom()));
    }
  }
  painter.setPen(theme.mutedText);
  painter.drawText(QRectF(maps_.back().left(), maps_.back().bottom() + kLabels, width, kXTitle),
                   Qt::AlignCenter, tr("Step"));
  const double bottom = std::max(maps_.back().bottom(), maps_.front().top() + 120);
  paintColourBar(painter,
                 QRectF(size.width() - kMargin - barWidth, maps_.front().top(), barWidth,
                        std::min(bottom, size.height() - kMargin) - maps_.front().top()),
                 bar, theme);
}

std::optional<SpectrogramView::Cell> SpectrogramView::cellAt(QPointF point) const {
  for (std::size_t i = 0; i < maps_.size() && i < model_.panels().size(); ++i) {
    const QRectF& map = maps_[i];
    if (!map.contains(point)) continue;
    const SpectrogramPanel& panel = model_.panels()[i];
    const double span = static_cast<double>(model_.lastStep() - model_.firstStep() + 1);
    const auto step =
        model_.firstStep() + static_cast<std::int64_t>((point.x() - map.left()) / map.width() * span);
    const auto bucket = std::ranges::lower_bound(panel.lastStep, step);
    if (bucket == panel.lastStep.end()) return std::nullopt;
    const int head = static_cast<int>((point.y() - map.top()) / map.height() * panel.heads);
    return Cell{i, static_cast<std::size_t>(bucket - panel.lastStep.begin()),
                std::min(head, panel.heads - 1)};
  }
  return std::nullopt;
}

QString SpectrogramView::tipAt(QPointF point) const {
  const auto cell = cellAt(point);
  if (!cell) return {};
  const SpectrogramPanel& panel = model_.panels()[cell->panel];
  return tr("%1 · step %2\nLayer %3, head %4: %5 nats")
      .arg(panel.title)
      .arg(QLocale().toString(static_cast<qlonglong>(panel.lastStep[cell->bucket])))
      .arg(panel.layer)
      .arg(cell->head)
      .arg(QLocale().toString(double(panel.at(cell->bucket, cell->head)), 'f', 3));
}

void SpectrogramView::pressed(QPointF point) {
  if (const auto cell = cellAt(point)) runs().selectHead(HeadId{layer(), cell->head});
}

bool SpectrogramView::keyPressed(QKeyEvent* event) {
  const int by = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
  if (by == 0 || model_.panels().empty()) return false;
  const auto& chosen = runs().selectedHead();
  const int last = model_.panels().front().heads - 1;
  const int head = chosen && chosen->layer == layer() ? std::clamp(chosen->head + by, 0, last) : 0;
  runs().selectHead(HeadId{layer(), head});
  return true;
}

void SpectrogramView::retranslate() {
  layerLabel_->setText(tr("&Layer:"));
  layer_->setAccessibleName(tr("Layer"));
  layer_->setToolTip(tr("Layer whose heads are shown, counted from 0"));
  fillLayers();
  later();
}

}  // namespace entroscope
