#include "views/heatmap/heat_map_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/plot/cell_map.h"
#include "views/plot/empty_state.h"
#include "views/plot/left_edge.h"

namespace entroscope {
namespace {

struct HeatMapText {
  Q_DECLARE_TR_FUNCTIONS(HeatMapText)
};

class Drawing {
 public:
  Drawing(QPainter& painter, const HeatMapModel& model, const HeatMapLayout& layout, const HeatMapLook& look)
      : painter_(painter),
        model_(model),
        layout_(layout),
        look_(look),
        theme_(*look.theme),
        cells_(painter, theme_, look.onScreen) {}

  void panel(int index) {
    const HeatMapPanel& values = model_.panels()[static_cast<std::size_t>(index)];
    const HeatMapLayout::Panel& place = layout_.panels[static_cast<std::size_t>(index)];
    paintPanelTitle(painter_, place.title, curvePen(theme_, values.colourIndex).color(), values.title,
                    values.subtitle, theme_);
    const CellMap map{place.cells,    layout_.cell,
                      values.layers,  values.heads,
                      values.entropy, [this, &values](float value) { return colourOf(values, value); }};
    cells_.cells(map);
    partlyNan(map, values);
    if (layout_.textSize > 0) {
      cells_.texts(map, layout_.textSize, [this](float value) {
        return HeatMapModel::cellText(value, layout_.decimals, look_.locale);
      });
    }
    if (look_.markOverload) overloadBorder(map, values);
    if (look_.selected && look_.selected->layer < values.layers && look_.selected->head < values.heads)
      cells_.ring(map, look_.selected->layer, look_.selected->head);
    cells_.labels(map, place.showsLayerTitle ? HeatMapText::tr("Layer") : QString(),
                  place.showsHeadTitle ? HeatMapText::tr("Head") : QString());
  }

  void note() {
    if (model_.without().empty()) return;
    QStringList names(model_.without().begin(), model_.without().end());
    const QFont font = figureFont(kTickSize);
    painter_.setFont(font);
    painter_.setPen(theme_.mutedText);
    const QString text = HeatMapText::tr("No entropy recorded: %1").arg(names.join(QStringLiteral(", ")));
    drawFromLeft(painter_, layout_.note,
                 QFontMetricsF(font).elidedText(text, Qt::ElideRight, layout_.note.width()));
  }

  /// Under the colour bar: what hatching and outlines mean, when there are any.
  void legend() {
    QRectF swatch(layout_.legend.left(), layout_.legend.top() + 4, 14, 14);
    const auto entry = [&](const QString& text) {
      painter_.setFont(figureFont(kTickSize));
      painter_.setPen(theme_.foreground);
      drawFromLeft(painter_, QRectF(swatch.right() + 7, swatch.top() - 3, 80, 20), text);
      swatch.translate(0, 22);
    };
    if (model_.anyNan()) {
      paintNanCell(painter_, swatch, theme_);
      entry(QStringLiteral("NaN"));
    }
    if (look_.markOverload) {
      painter_.setBrush(Qt::NoBrush);
      painter_.setPen(QPen(theme_.warning, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
      painter_.drawRect(swatch.adjusted(1, 1, -1, -1));
      entry(QStringLiteral("≥ ¾ M"));
    }
  }

 private:
  QColor colourOf(const HeatMapPanel& values, float value) const {
    const QColor colour = cividis(model_.place(value));
    if (!model_.isDimmed(values, value)) return colour;
    const QColor& page = theme_.background;
    const auto faint = [](int ink, int paper) { return (ink + 4 * paper) / 5; };
    return QColor(faint(colour.red(), page.red()), faint(colour.green(), page.green()),
                  faint(colour.blue(), page.blue()));
  }

  /// Some rows were NaN, the value is the mean of the others: a corner in the NaN colour says so.
  void partlyNan(const CellMap& map, const HeatMapPanel& values) {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.nanColour);
    for (int layer = 0; layer < values.layers; ++layer) {
      for (int head = 0; head < values.heads; ++head) {
        if (std::isnan(values.at(layer, head)) || !(values.nanShareAt(layer, head) > 0)) continue;
        const QRectF cell = map.rect(layer, head).adjusted(0, 0, -1, 0);
        const double side = std::max(3.0, std::min(cell.width(), cell.height()) * 0.3);
        const QPointF corner = cell.topRight();
        painter_.drawPolygon(QPolygonF{corner, corner - QPointF(side, 0), corner + QPointF(0, side)});
      }
    }
    painter_.setBrush(Qt::NoBrush);
  }

  /// One line around each region of overloaded heads, not a box a cell.
  void overloadBorder(const CellMap& map, const HeatMapPanel& values) {
    const auto inside = [&](int layer, int head) {
      return layer >= 0 && head >= 0 && layer < values.layers && head < values.heads &&
             model_.isOverload(values, layer, head);
    };
    QVector<QLineF> lines;
    for (int layer = 0; layer < values.layers; ++layer) {
      for (int head = 0; head < values.heads; ++head) {
        if (!inside(layer, head)) continue;
        const QRectF r = map.rect(layer, head).translated(-0.5, -0.5);
        if (!inside(layer - 1, head)) lines << QLineF(r.topLeft(), r.topRight());
        if (!inside(layer + 1, head)) lines << QLineF(r.bottomLeft(), r.bottomRight());
        if (!inside(layer, head - 1)) lines << QLineF(r.topLeft(), r.bottomLeft());
        if (!inside(layer, head + 1)) lines << QLineF(r.topRight(), r.bottomRight());
      }
    }
    painter_.setPen(QPen(theme_.warning, 2, Qt::SolidLine, Qt::SquareCap));
    painter_.drawLines(lines);
  }

  QPainter& painter_;
  const HeatMapModel& model_;
  const HeatMapLayout& layout_;
  const HeatMapLook& look_;
  const Theme& theme_;
  CellMapPainter cells_;
};

}  // namespace

HeatMapLayout layoutHeatMap(const HeatMapModel& model, QSizeF size, const HeatMapLook& look) {
  const int legendRows = (model.anyNan() ? 1 : 0) + (look.markOverload ? 1 : 0);
  return layoutHeatMap(model, size, heatMapColourBar(model, look.locale), legendRows);
}

ColourBar heatMapColourBar(const HeatMapModel& model, const QLocale& locale) {
  ColourBar bar;
  bar.label = HeatMapText::tr("Head entropy (nats)");
  bar.map = [](double t) { return cividis(t); };
  const double low = model.low(), high = model.high(), range = high - low;
  const auto text = [&](double value) { return locale.toString(value, 'f', range < 0.5 ? 2 : 1); };
  const bool fixed = model.scale() == EntropyScale::Fixed;
  for (double tick : roundTicks(low, high, 6)) {
    // The upper end of the fixed scale bears its own number; leave it room.
    if (fixed && high - tick < 0.06 * range) continue;
    bar.ticks.emplace_back((tick - low) / range, text(tick));
  }
  if (fixed) bar.ticks.emplace_back(1.0, locale.toString(high, 'f', 2));
  return bar;
}

void paintHeatMap(QPainter& painter, const HeatMapModel& model, const HeatMapLayout& layout, QSizeF size,
                  const HeatMapLook& look) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  if (model.panels().empty()) {
    const QRectF area(QPointF(0, 0), size);
    const EmptyText text = model.anyRun() ? noEntropyText(!model.follows()) : noRunsText();
    paintEmptyState(painter, area, text.title, text.advice, *look.theme);
    return;
  }
  Drawing drawing(painter, model, layout, look);
  for (std::size_t i = 0; i < layout.panels.size(); ++i) drawing.panel(static_cast<int>(i));
  paintColourBar(painter, layout.colourBar, heatMapColourBar(model, look.locale), *look.theme);
  drawing.legend();
  drawing.note();
}

}  // namespace entroscope
