#include "views/heatmap/heat_map_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QStaticText>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace entroscope {
namespace {

struct HeatMapText {
  Q_DECLARE_TR_FUNCTIONS(HeatMapText)
};

class Drawing {
 public:
  Drawing(QPainter& painter, const HeatMapModel& model, const HeatMapLayout& layout, const HeatMapLook& look)
      : painter_(painter), model_(model), layout_(layout), look_(look), theme_(*look.theme) {}

  void panel(int index) {
    const HeatMapPanel& values = model_.panels()[static_cast<std::size_t>(index)];
    const HeatMapLayout::Panel& place = layout_.panels[static_cast<std::size_t>(index)];
    paintPanelTitle(painter_, place.title, curvePen(theme_, values.colourIndex).color(), values.title,
                    values.subtitle, theme_);
    cells(index, values);
    if (layout_.textSize > 0) texts(index, values);
    if (look_.markOverload) overloadBorder(index, values);
    if (look_.selected) selection(index, values);
    labels(values, place);
  }

  void note() {
    if (model_.without().empty()) return;
    QStringList names(model_.without().begin(), model_.without().end());
    const QFont font = figureFont(kTickSize);
    painter_.setFont(font);
    painter_.setPen(theme_.mutedText);
    const QString text = HeatMapText::tr("No entropy recorded: %1").arg(names.join(QStringLiteral(", ")));
    painter_.drawText(layout_.note, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetricsF(font).elidedText(text, Qt::ElideRight, layout_.note.width()));
  }

  /// Under the colour bar: what hatching and outlines mean, when there are any.
  void legend() {
    QRectF swatch(layout_.legend.left(), layout_.legend.top() + 4, 14, 14);
    const auto entry = [&](const QString& text) {
      painter_.setFont(figureFont(kTickSize));
      painter_.setPen(theme_.foreground);
      painter_.drawText(QRectF(swatch.right() + 7, swatch.top() - 3, 80, 20),
                        Qt::AlignLeft | Qt::AlignVCenter, text);
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
  QRectF rect(int panel, int layer, int head) const { return layout_.cellRect({panel, layer, head}); }

  QColor colourOf(float value) const { return cividis(model_.place(value)); }

  void cells(int index, const HeatMapPanel& values) {
    // A thread of background between cells; none where cells are too small to spare it.
    const double gap = std::min(layout_.cell.width(), layout_.cell.height()) >= 10 ? 1 : 0;
    painter_.setRenderHint(QPainter::Antialiasing, false);
    for (int layer = 0; layer < values.layers; ++layer) {
      for (int head = 0; head < values.heads; ++head) {
        const QRectF cell = rect(index, layer, head).adjusted(0, 0, -gap, -gap);
        if (!std::isnan(values.at(layer, head))) painter_.fillRect(cell, colourOf(values.at(layer, head)));
      }
    }
    painter_.setRenderHint(QPainter::Antialiasing, true);
    for (int layer = 0; layer < values.layers; ++layer) {
      for (int head = 0; head < values.heads; ++head) {
        const QRectF cell = rect(index, layer, head).adjusted(0, 0, -gap, -gap);
        if (std::isnan(values.at(layer, head))) {
          paintNanCell(painter_, cell, theme_);
        } else if (values.nanShareAt(layer, head) > 0) {
          partlyNan(cell);
        }
      }
    }
  }

  /// Some rows were NaN, the value is the mean of the others: a corner in the NaN colour says so.
  void partlyNan(const QRectF& cell) {
    const double side = std::max(3.0, std::min(cell.width(), cell.height()) * 0.3);
    const QPointF corner = cell.topRight();
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.nanColour);
    painter_.drawPolygon(QPolygonF{corner, corner - QPointF(side, 0), corner + QPointF(0, side)});
    painter_.setBrush(Qt::NoBrush);
  }

  struct CellText {
    QString text;
    double width = 0;
    QStaticText laidOut;
  };

  /// The text of a value, measured (and on screen laid out) once however many cells show it.
  const CellText& textOf(float value) {
    const QString text = HeatMapModel::cellText(value, layout_.decimals, look_.locale);
    if (const auto found = cellTexts_.constFind(text); found != cellTexts_.constEnd()) return *found;
    CellText cell;
    cell.text = text;
    cell.width = QFontMetricsF(painter_.font()).horizontalAdvance(cell.text);
    if (look_.onScreen) {
      cell.laidOut.setText(cell.text);
      cell.laidOut.setTextFormat(Qt::PlainText);
      cell.laidOut.prepare(painter_.worldTransform(), painter_.font());
    }
    return *cellTexts_.insert(text, std::move(cell));
  }

  void texts(int index, const HeatMapPanel& values) {
    painter_.setFont(figureFont(layout_.textSize));
    const QFontMetricsF metrics(painter_.font());
    const double baseline = metrics.capHeight() / 2, top = baseline - metrics.ascent();
    // Grouped by colour, so that the painter's state (and the file's groups) change seldom.
    const std::array<QColor, 3> inks{QColor(Qt::white), QColor(Qt::black), theme_.nanColour};
    std::array<std::vector<std::pair<QPointF, float>>, 3> places;
    for (int layer = 0; layer < values.layers; ++layer) {
      for (int head = 0; head < values.heads; ++head) {
        const float value = values.at(layer, head);
        const std::size_t ink = std::isnan(value) ? 2 : textOn(colourOf(value)) == inks[0] ? 0 : 1;
        places[ink].emplace_back(rect(index, layer, head).adjusted(0, 0, -1, -1).center(), value);
      }
    }
    for (std::size_t ink = 0; ink < inks.size(); ++ink) {
      painter_.setPen(inks[ink]);
      for (const auto& [centre, value] : places[ink]) {
        const CellText& cell = textOf(value);
        // "NaN" where only one decimal fits: the hatching says it.
        if (cell.width > layout_.cell.width() - 1) continue;
        const double x = centre.x() - cell.width / 2;
        if (look_.onScreen) {
          painter_.drawStaticText(QPointF(x, centre.y() + top), cell.laidOut);
        } else {
          painter_.drawText(QPointF(x, centre.y() + baseline), cell.text);
        }
      }
    }
  }

  /// One line around each region of overloaded heads, not a box a cell.
  void overloadBorder(int index, const HeatMapPanel& values) {
    const auto inside = [&](int layer, int head) {
      return layer >= 0 && head >= 0 && layer < values.layers && head < values.heads &&
             model_.isOverload(values, layer, head);
    };
    QVector<QLineF> lines;
    for (int layer = 0; layer < values.layers; ++layer) {
      for (int head = 0; head < values.heads; ++head) {
        if (!inside(layer, head)) continue;
        const QRectF r = rect(index, layer, head).translated(-0.5, -0.5);
        if (!inside(layer - 1, head)) lines << QLineF(r.topLeft(), r.topRight());
        if (!inside(layer + 1, head)) lines << QLineF(r.bottomLeft(), r.bottomRight());
        if (!inside(layer, head - 1)) lines << QLineF(r.topLeft(), r.bottomLeft());
        if (!inside(layer, head + 1)) lines << QLineF(r.topRight(), r.bottomRight());
      }
    }
    painter_.setPen(QPen(theme_.warning, 2, Qt::SolidLine, Qt::SquareCap));
    painter_.drawLines(lines);
  }

  void selection(int index, const HeatMapPanel& values) {
    const auto [layer, head] = *look_.selected;
    if (layer >= values.layers || head >= values.heads) return;
    const QRectF ring = rect(index, layer, head).translated(-0.5, -0.5);
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(theme_.background, 5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter_.drawRect(ring);
    painter_.setPen(QPen(theme_.foreground, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter_.drawRect(ring);
  }

  void labels(const HeatMapPanel& values, const HeatMapLayout::Panel& place) {
    const QFont font = figureFont(kTickSize);
    const QFontMetricsF metrics(font);
    const QRectF& map = place.cells;
    painter_.setFont(font);
    painter_.setPen(theme_.foreground);
    const int everyLayer = labelStride(layout_.cell.height(), metrics.capHeight() + 4);
    for (int layer = 0; layer < values.layers; layer += everyLayer) {
      const double y = map.top() + (layer + 0.5) * layout_.cell.height();
      painter_.drawText(QRectF(map.left() - 46, y - 10, 40, 20), Qt::AlignRight | Qt::AlignVCenter,
                        QString::number(layer));
    }
    const int everyHead =
        labelStride(layout_.cell.width(), metrics.horizontalAdvance(QString::number(values.heads - 1)) + 4);
    for (int head = 0; head < values.heads; head += everyHead) {
      const double x = map.left() + (head + 0.5) * layout_.cell.width();
      painter_.drawText(QRectF(x - 20, map.bottom() + 2, 40, 16), Qt::AlignHCenter | Qt::AlignVCenter,
                        QString::number(head));
    }
    painter_.setFont(figureFont(kLabelSize));
    if (place.showsHeadTitle) {
      painter_.drawText(QRectF(map.left(), map.bottom() + 18, map.width(), 18),
                        Qt::AlignCenter | Qt::TextDontClip, HeatMapText::tr("Head"));
    }
    if (!place.showsLayerTitle) return;
    painter_.save();
    const double widest = metrics.horizontalAdvance(QString::number(values.layers - 1));
    painter_.translate(map.left() - 6 - widest - 6, map.center().y());
    painter_.rotate(-90);
    painter_.drawText(QRectF(-map.height() / 2, -18, map.height(), 18), Qt::AlignCenter | Qt::TextDontClip,
                      HeatMapText::tr("Layer"));
    painter_.restore();
  }

  QPainter& painter_;
  const HeatMapModel& model_;
  const HeatMapLayout& layout_;
  const HeatMapLook& look_;
  const Theme& theme_;
  QHash<QString, CellText> cellTexts_;
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
    if (model.anyRun()) {
      paintEmptyState(painter, area, HeatMapText::tr("No head entropy yet"),
                      HeatMapText::tr("The first map appears with the first measured step of a visible run."),
                      *look.theme);
    } else {
      paintEmptyState(
          painter, area, HeatMapText::tr("No run is open"),
          HeatMapText::tr(
              "Start a training, open a saved run or a published one from the File menu, or drop a run "
              "folder onto the window."),
          *look.theme);
    }
    return;
  }
  Drawing drawing(painter, model, layout, look);
  for (std::size_t i = 0; i < layout.panels.size(); ++i) drawing.panel(static_cast<int>(i));
  paintColourBar(painter, layout.colourBar, heatMapColourBar(model, look.locale), *look.theme);
  drawing.legend();
  drawing.note();
}

}  // namespace entroscope
