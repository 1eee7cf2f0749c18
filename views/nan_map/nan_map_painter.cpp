#include "views/nan_map/nan_map_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "views/plot/empty_state.h"
#include "views/plot/figure_parts.h"
#include "views/plot/left_edge.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

struct NanMapText {
  Q_DECLARE_TR_FUNCTIONS(NanMapText)
};

constexpr double kMargin = 14, kLayerTitle = 20, kStepLabels = 20, kStepTitle = 18,
                 kTitle = kPanelTitleHeight + 4;
constexpr double kLeastRow = 4, kLeastMap = 40;
constexpr double kGapX = 24, kGapY = 14, kBarGap = 22, kNote = 20, kZeroSwatch = 28, kTallestRow = 26;
// Counts are drawn in so many shades: neighbours of one shade become one rectangle.
constexpr int kShades = 32;

/// Viridis without its darkest end, which a dark page would swallow.
QColor shade(double t) { return viridis(0.18 + 0.82 * t); }

/// Layers without a NaN: recorded, and plainly not a count.
QColor zeroColour(const Theme& theme) {
  const QColor &a = theme.background, &b = theme.grid;
  return QColor((a.red() + 2 * b.red()) / 3, (a.green() + 2 * b.green()) / 3, (a.blue() + 2 * b.blue()) / 3);
}

double layerLabelWidth(const NanMapModel& model) {
  int layers = 1;
  for (const NanMapPanel& panel : model.panels()) layers = std::max(layers, panel.layers);
  return std::ceil(QFontMetricsF(figureFont(kTickSize)).horizontalAdvance(QString::number(layers - 1))) + 7;
}

ColourBar colourBar(const NanMapModel& model, const QLocale& locale) {
  ColourBar bar;
  bar.label = NanMapText::tr("NaNs in %1").arg(NanMapModel::siteName(model.site()));
  bar.map = [](double t) { return shade(t); };
  const double largest = model.largest();
  for (double tick = 1; tick <= largest; tick *= 10) {
    if (tick > 1 && tick < largest && model.place(float(tick)) > 0.93) continue;
    bar.ticks.emplace_back(largest <= 1 ? 1.0 : model.place(float(tick)), shortCount(tick, locale));
  }
  if (largest > 1 && model.place(float(std::pow(10, std::floor(std::log10(largest))))) < 1) {
    bar.ticks.emplace_back(1.0, locale.toString(static_cast<qlonglong>(std::llround(largest))));
  }
  return bar;
}

int columnsFor(std::size_t panels) { return panels <= 3 ? 1 : panels <= 8 ? 2 : 3; }

class Drawing {
 public:
  Drawing(QPainter& painter, const NanMapModel& model, const NanMapLayout& layout, const NanMapLook& look)
      : painter_(painter), model_(model), layout_(layout), look_(look), theme_(*look.theme) {}

  void panel(std::size_t index) {
    const NanMapPanel& values = model_.panels()[index];
    const QRectF& map = layout_.maps[index];
    const QRectF head(map.left(), map.top() - kTitle, map.width(), kPanelTitleHeight);
    paintPanelTitle(painter_, head, curvePen(theme_, values.colourIndex).color(), values.title,
                    values.subtitle, theme_);
    painter_.save();
    painter_.setClipRect(map, Qt::IntersectClip);
    cells(values, map);
    cursor(map, index);
    painter_.restore();
    if (!values.anyNan()) notice(values, map);
    axes(values, map, index);
  }

  void key() {
    const QRectF& area = layout_.colourBar;
    const bool any = model_.largest() > 0;
    if (any)
      paintColourBar(painter_, area.adjusted(0, 0, 0, -kZeroSwatch), colourBar(model_, look_.locale), theme_);
    const QRectF swatch(area.left(), any ? area.bottom() - 14 : area.top(), 14, 14);
    painter_.fillRect(swatch, zeroColour(theme_));
    const LeftEdgeOfTexts flush;
    text(QRectF(swatch.right() + 7, swatch.center().y() - 10, 60, 20), Qt::AlignLeft, QStringLiteral("0"));
  }

  void note() {
    if (model_.without().empty()) return;
    const QStringList names(model_.without().begin(), model_.without().end());
    painter_.setPen(theme_.mutedText);
    painter_.setFont(figureFont(kTickSize));
    const QString line = NanMapText::tr("Not recorded: %1").arg(names.join(QStringLiteral(", ")));
    drawFromLeft(painter_, layout_.note,
                 QFontMetricsF(painter_.font()).elidedText(line, Qt::ElideRight, layout_.note.width()));
  }

 private:
  void text(const QRectF& area, Qt::AlignmentFlag side, const QString& what) {
    painter_.setFont(figureFont(kTickSize));
    painter_.setPen(theme_.foreground);
    painter_.drawText(area, int(side) | int(Qt::AlignVCenter) | int(Qt::TextDontClip), what);
  }

  int shadeOf(float count) const {
    return count > 0 ? static_cast<int>(std::lround(model_.place(count) * (kShades - 1))) : -1;
  }

  void cells(const NanMapPanel& values, const QRectF& map) {
    painter_.setRenderHint(QPainter::Antialiasing, false);
    const double left = layout_.x(map, double(values.firstStep.front()));
    const double right = layout_.x(map, double(values.lastStep.back() + 1));
    painter_.fillRect(QRectF(left, map.top(), right - left, map.height()), zeroColour(theme_));

    const double row = map.height() / values.layers, gap = row >= 6 ? 1 : 0;
    std::vector<QPainterPath> shades(kShades);
    for (int layer = 0; layer < values.layers; ++layer) {
      const double top = map.top() + layer * row;
      for (std::size_t b = 0; b < values.buckets();) {
        const int colour = shadeOf(values.at(b, layer));
        std::size_t end = b + 1;
        while (end < values.buckets() && shadeOf(values.at(end, layer)) == colour) ++end;
        if (colour >= 0) {
          const double from = layout_.x(map, double(values.firstStep[b]));
          const double to = layout_.x(map, double(values.lastStep[end - 1] + 1));
          // One step of a long run is far less than a pixel wide; it is drawn as one.
          shades[static_cast<std::size_t>(colour)].addRect(from, top, std::max(1.0, to - from), row - gap);
        }
        b = end;
      }
    }
    // The larger count is painted later: where columns share a pixel, it is what shows.
    for (int i = 0; i < kShades; ++i) {
      if (!shades[static_cast<std::size_t>(i)].isEmpty()) {
        painter_.fillPath(shades[static_cast<std::size_t>(i)], shade(double(i) / (kShades - 1)));
      }
    }
    painter_.setRenderHint(QPainter::Antialiasing, true);
    if (gap == 0) return;
    painter_.setPen(QPen(theme_.background, 1, Qt::SolidLine, Qt::FlatCap));
    for (int layer = 1; layer < values.layers; ++layer) {
      const double y = map.top() + layer * row - 0.5;
      painter_.drawLine(QLineF(map.left(), y, map.right(), y));
    }
  }

  void cursor(const QRectF& map, std::size_t index) {
    if (index >= look_.cursors.size() || look_.cursors[index] == Cursor::kFollow) return;
    const double x = layout_.x(map, double(look_.cursors[index]) + 0.5);
    painter_.setPen(QPen(theme_.foreground, 1, Qt::DashLine, Qt::FlatCap));
    painter_.drawLine(QLineF(x, map.top(), x, map.bottom()));
  }

  void notice(const NanMapPanel& values, const QRectF& map) {
    painter_.setFont(figureFont(kLabelSize));
    const auto steps = static_cast<qlonglong>(values.lastStep.back() - values.firstStep.front() + 1);
    QString what = NanMapText::tr("no NaN in %1, %2 steps")
                       .arg(NanMapModel::siteName(model_.site()), look_.locale.toString(steps));
    const QFontMetricsF metrics(painter_.font());
    if (metrics.horizontalAdvance(what) > map.width()) what = NanMapText::tr("no NaN");
    QRectF plate = metrics.boundingRect(what).adjusted(-8, -4, 8, 4);
    plate.moveCenter(map.center());
    painter_.fillRect(plate, theme_.background);
    painter_.setPen(theme_.mutedText);
    painter_.drawText(plate, Qt::AlignCenter | Qt::TextDontClip, what);
  }

  void axes(const NanMapPanel& values, const QRectF& map, std::size_t index) {
    const QFontMetricsF metrics(figureFont(kTickSize));
    const double row = map.height() / values.layers;
    const int every = labelStride(row, metrics.capHeight() + 5);
    for (int layer = 0; layer < values.layers; layer += every) {
      const double y = map.top() + (layer + 0.5) * row;
      text(QRectF(map.left() - 47, y - 10, 40, 20), Qt::AlignRight, QString::number(layer));
    }
    const int ticks = std::max(2, static_cast<int>(map.width() / 90));
    for (double step : roundTicks(double(layout_.firstStep), double(layout_.lastStep), ticks)) {
      if (step != std::floor(step)) continue;
      const double x = layout_.x(map, step + 0.5);
      painter_.setPen(QPen(theme_.mutedText, 1, Qt::SolidLine, Qt::FlatCap));
      painter_.drawLine(QLineF(x, map.bottom(), x, map.bottom() + 4));
      text(QRectF(x - 40, map.bottom() + 4, 80, 16), Qt::AlignHCenter, shortCount(step, look_.locale));
    }
    painter_.setFont(figureFont(kLabelSize));
    painter_.setPen(theme_.foreground);
    if (index + static_cast<std::size_t>(layout_.columns) >= layout_.maps.size()) {
      painter_.drawText(QRectF(map.left(), map.bottom() + kStepLabels, map.width(), kStepTitle),
                        Qt::AlignCenter | Qt::TextDontClip, NanMapText::tr("Step"));
    }
    if (index % static_cast<std::size_t>(layout_.columns) != 0) return;
    painter_.save();
    painter_.translate(map.left() - layerLabelWidth(model_) - 4, map.center().y());
    painter_.rotate(-90);
    painter_.drawText(QRectF(-map.height() / 2, -18, map.height(), 18), Qt::AlignCenter | Qt::TextDontClip,
                      NanMapText::tr("Layer"));
    painter_.restore();
  }

  QPainter& painter_;
  const NanMapModel& model_;
  const NanMapLayout& layout_;
  const NanMapLook& look_;
  const Theme& theme_;
};

}  // namespace

double NanMapLayout::x(const QRectF& map, double step) const {
  return map.left() + map.width() * (step - double(firstStep)) / double(lastStep - firstStep + 1);
}

std::int64_t NanMapLayout::stepAt(const QRectF& map, double x) const {
  return firstStep +
         std::int64_t(std::floor((x - map.left()) / map.width() * double(lastStep - firstStep + 1)));
}

NanMapLayout layoutNanMap(const NanMapModel& model, QSizeF size, const NanMapLook& look) {
  NanMapLayout layout;
  const std::size_t count = model.panels().size();
  if (count == 0) return layout;
  layout.firstStep = model.firstStep();
  layout.lastStep = std::max(model.lastStep(), model.firstStep());
  layout.columns = columnsFor(count);
  const int columns = layout.columns, rows = (static_cast<int>(count) + columns - 1) / columns;
  const double bar = model.largest() > 0 ? colourBarWidth(colourBar(model, look.locale)) : 30;
  const double labels = layerLabelWidth(model), note = model.without().empty() ? 0 : kNote;
  const double left = kMargin + kLayerTitle;
  const double width = size.width() - left - kMargin - bar - kBarGap;
  const double height = size.height() - 2 * kMargin - kStepTitle - note;
  const double slotWidth = (width - (columns - 1) * kGapX) / columns;
  const double slotHeight = (height - (rows - 1) * kGapY) / rows;
  for (std::size_t i = 0; i < count; ++i) {
    const int column = static_cast<int>(i) % columns, row = static_cast<int>(i) / columns;
    const int layers = std::max(model.panels()[i].layers, 1);
    // Rows of whole pixels where there is room, so that layers are equally high.
    double rowHeight = std::clamp((slotHeight - kTitle - kStepLabels) / layers, 1.0, kTallestRow);
    if (rowHeight >= 3) rowHeight = std::floor(rowHeight);
    layout.maps.emplace_back(left + column * (slotWidth + kGapX) + labels,
                             kMargin + row * (slotHeight + kGapY) + kTitle, slotWidth - labels,
                             rowHeight * layers);
  }
  // Panels lower than their slots move together instead of leaving gaps.
  const double spare = slotHeight - kTitle - kStepLabels - layout.maps.front().height();
  for (std::size_t i = 0; i < count && spare > 0; ++i) {
    layout.maps[i].translate(0, -spare * static_cast<int>(i / static_cast<std::size_t>(columns)));
  }
  const double top = layout.maps.front().top(), bottom = std::max(layout.maps.back().bottom(), top + 150);
  layout.colourBar = QRectF(size.width() - kMargin - bar, top, bar, bottom - top);
  layout.note = QRectF(left, size.height() - kMargin - kNote + 4, size.width() - left - kMargin, kNote);
  return layout;
}

std::optional<NanMapCell> cellAt(const NanMapModel& model, const NanMapLayout& layout, QPointF point) {
  for (std::size_t i = 0; i < layout.maps.size() && i < model.panels().size(); ++i) {
    const QRectF& map = layout.maps[i];
    if (!map.contains(point)) continue;
    const NanMapPanel& panel = model.panels()[i];
    const std::int64_t step = layout.stepAt(map, point.x());
    const auto bucket = std::lower_bound(panel.lastStep.begin(), panel.lastStep.end(), step);
    if (bucket == panel.lastStep.end() || step < panel.firstStep.front()) return std::nullopt;
    const int layer = static_cast<int>((point.y() - map.top()) / map.height() * panel.layers);
    return NanMapCell{i, static_cast<std::size_t>(bucket - panel.lastStep.begin()),
                      std::min(layer, panel.layers - 1)};
  }
  return std::nullopt;
}

QSizeF naturalNanMapSize(const NanMapModel& model) {
  const std::size_t count = model.panels().size();
  if (count == 0) return {720, 480};
  int layers = 1;
  for (const NanMapPanel& panel : model.panels()) layers = std::max(layers, panel.layers);
  const int columns = columnsFor(count), rows = (static_cast<int>(count) + columns - 1) / columns;
  const double row = std::clamp(std::floor(216.0 / layers), 3.0, kTallestRow);
  const double height = 2 * kMargin + kStepTitle + (model.without().empty() ? 0 : kNote) +
                        (rows - 1) * kGapY + rows * (kTitle + kStepLabels + std::max(row * layers, 150.0));
  return {columns == 1 ? 720.0 : columns == 2 ? 960.0 : 1200.0, std::ceil(height)};
}

double leastNanMapHeight(std::size_t panels, int layers) {
  if (panels == 0) return 0;
  const int columns = columnsFor(panels), rows = (static_cast<int>(panels) + columns - 1) / columns;
  return 2 * kMargin + kStepTitle + kNote + (rows - 1) * kGapY +
         rows * (kTitle + kStepLabels + std::max(kLeastRow * layers, kLeastMap));
}

void paintNanMap(QPainter& painter, const NanMapModel& model, const NanMapLayout& layout, QSizeF size,
                 const NanMapLook& look) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  if (model.panels().empty()) {
    const QRectF area(QPointF(0, 0), size);
    if (model.anyRun()) {
      paintEmptyState(
          painter, area, NanMapText::tr("No NaN census yet"),
          NanMapText::tr("No visible run has counted NaNs in its %1. The census starts with the first "
                         "measured step of a training.")
              .arg(NanMapModel::siteName(model.site())),
          *look.theme);
    } else {
      const EmptyText text = noRunsText();
      paintEmptyState(painter, area, text.title, text.advice, *look.theme);
    }
    return;
  }
  Drawing drawing(painter, model, layout, look);
  for (std::size_t i = 0; i < layout.maps.size(); ++i) drawing.panel(i);
  drawing.key();
  drawing.note();
}

}  // namespace entroscope
