#include "views/heatmap/heat_map_layout.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "views/plot/cell_map.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

// Room around the cells of a panel: layer labels left, head labels below, title above, air between.
constexpr double kMargin = 14, kLayerTitle = 20, kHeadTitle = 20, kHeadLabels = 18,
                 kTitle = kPanelTitleHeight + 4;
constexpr double kGap = 18, kBarGap = 22, kNote = 20;
constexpr double kTitleGap = 8, kMostSpread = 48;
constexpr int kColumnsAtEase = 3;
constexpr double kLegendRow = 22, kLegendGap = 12, kShortestBar = 130;

struct Shape {
  int layers = 1, heads = 1;
  double layerLabels = 0;  ///< width of the largest layer number
};

Shape largestShape(const HeatMapModel& model) {
  Shape shape;
  for (const HeatMapPanel& panel : model.panels()) {
    shape.layers = std::max(shape.layers, panel.layers);
    shape.heads = std::max(shape.heads, panel.heads);
  }
  const QFontMetricsF metrics(figureFont(kTickSize));
  shape.layerLabels = std::ceil(metrics.horizontalAdvance(QString::number(shape.layers - 1))) + 6;
  return shape;
}

/// Cell size when the panels stand in `columns` columns inside `area`.
QSizeF cellSize(const Shape& shape, QSizeF area, int columns, int rows) {
  const double width = (area.width() - kLayerTitle - (columns - 1) * kGap) / columns - shape.layerLabels;
  const double height = (area.height() - kHeadTitle - (rows - 1) * kGap) / rows - kTitle - kHeadLabels;
  return fittingCell({width, height}, shape.layers, shape.heads);
}

}  // namespace

HeatMapLayout layoutHeatMap(const HeatMapModel& model, QSizeF size, const ColourBar& bar, int legendRows) {
  HeatMapLayout layout;
  const int count = static_cast<int>(model.panels().size());
  if (count == 0) return layout;
  const Shape shape = largestShape(model);
  const double barWidth = colourBarWidth(bar);
  const double note = model.without().empty() ? 0 : kNote;
  const QSizeF area(size.width() - 2 * kMargin - kBarGap - barWidth, size.height() - 2 * kMargin - note);

  int best = 1;
  double largest = -1;
  for (int c = 1; c <= count; ++c) {
    const QSizeF cell = cellSize(shape, area, c, (count + c - 1) / c);
    if (cell.width() * cell.height() <= largest) continue;
    largest = cell.width() * cell.height();
    best = c;
  }
  const int rows = (count + best - 1) / best;
  layout.cell = cellSize(shape, area, best, rows);

  const double slotWidth = shape.layerLabels + layout.cell.width() * shape.heads;
  const double slotHeight = kTitle + layout.cell.height() * shape.layers + kHeadLabels;
  // Many narrow panels spread over the width, for the sake of their titles.
  const double packed = kLayerTitle + best * slotWidth + (best - 1) * kGap;
  const double spread = best > kColumnsAtEase ? std::max(0.0, area.width() - packed) / (best - 1) : 0;
  const double gap = kGap + std::floor(std::min(spread, kMostSpread));
  const double blockWidth = kLayerTitle + best * slotWidth + (best - 1) * gap;
  const double blockHeight = rows * slotHeight + (rows - 1) * kGap + kHeadTitle;
  const double left = kMargin + std::floor(std::max(0.0, area.width() - blockWidth) / 2);
  const double top = kMargin + std::floor(std::max(0.0, area.height() - blockHeight) / 2);
  for (int i = 0; i < count; ++i) {
    const HeatMapPanel& values = model.panels()[static_cast<std::size_t>(i)];
    const int column = i % best, row = i / best;
    const double x = left + kLayerTitle + column * (slotWidth + gap) + shape.layerLabels;
    const double y = top + row * (slotHeight + kGap) + kTitle;
    HeatMapLayout::Panel panel;
    panel.cells = QRectF(x, y, layout.cell.width() * values.heads, layout.cell.height() * values.layers);
    panel.title = QRectF(x, y - kTitle, slotWidth + gap - kTitleGap, kPanelTitleHeight);
    panel.showsLayerTitle = column == 0;
    panel.showsHeadTitle = i + best >= count;
    layout.panels.push_back(panel);
  }
  const double mapsTop = layout.panels.front().cells.top(), mapsBottom = layout.panels.back().cells.bottom();
  const double legend = legendRows * kLegendRow;
  const double barBottom =
      std::max(mapsTop + kShortestBar, mapsBottom - (legend > 0 ? legend + kLegendGap : 0));
  layout.colourBar = QRectF(left + blockWidth + kBarGap, mapsTop, barWidth, barBottom - mapsTop);
  layout.legend = QRectF(layout.colourBar.left(), barBottom + kLegendGap, barWidth, legend);
  layout.note = QRectF(left, size.height() - kMargin - kNote + 6, blockWidth + kBarGap + barWidth, kNote);
  const CellTextFit text = fittingCellText(
      layout.cell, [](int decimals) { return QString(QStringLiteral("8.88")).left(2 + decimals); });
  layout.textSize = text.points;
  layout.decimals = text.decimals;
  return layout;
}

QSizeF naturalHeatMapSize(const HeatMapModel& model) {
  const int count = static_cast<int>(model.panels().size());
  if (count == 0) return {720, 480};
  const Shape shape = largestShape(model);
  const int columns = count <= 3 ? count : count == 4 ? 2 : 3, rows = (count + columns - 1) / columns;
  // Cells of 34 × 23 px take "3.88" at a reading size; many heads get smaller ones.
  const double w = shape.heads <= 16 ? 34 : std::max(10.0, std::floor(544.0 / shape.heads));
  const double h = std::max(8.0, std::floor(w * 0.7));
  const double width = 2 * kMargin + kLayerTitle + columns * (shape.layerLabels + w * shape.heads) +
                       (columns - 1) * kGap + kBarGap + 70;
  const double height = 2 * kMargin + kHeadTitle + rows * (kTitle + h * shape.layers + kHeadLabels) +
                        (rows - 1) * kGap + (model.without().empty() ? 0 : kNote);
  return {std::ceil(width), std::ceil(height)};
}

QRectF HeatMapLayout::cellRect(const HeatMapCell& at) const {
  const QRectF& map = panels[static_cast<std::size_t>(at.panel)].cells;
  return {map.left() + at.head * cell.width(), map.top() + at.layer * cell.height(), cell.width(),
          cell.height()};
}

std::optional<HeatMapCell> HeatMapLayout::cellAt(const HeatMapModel& model, QPointF point) const {
  for (std::size_t i = 0; i < panels.size() && i < model.panels().size(); ++i) {
    const QRectF& map = panels[i].cells;
    if (!map.contains(point)) continue;
    const auto index = [](double distance, double size, int count) {
      return std::min(static_cast<int>(distance / size), count - 1);
    };
    return HeatMapCell{static_cast<int>(i),
                       index(point.y() - map.top(), cell.height(), model.panels()[i].layers),
                       index(point.x() - map.left(), cell.width(), model.panels()[i].heads)};
  }
  return std::nullopt;
}

}  // namespace entroscope
