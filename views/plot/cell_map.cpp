#include "views/plot/cell_map.h"

#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "views/plot/figure_parts.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

// A cell is at most this much wider than high, and at most this much higher than wide.
constexpr double kWidest = 1.7, kHighest = 1.1;

/// A thread of background between cells; none where cells are too small to spare it.
double gapOf(const CellMap& map) { return std::min(map.cell.width(), map.cell.height()) >= 10 ? 1 : 0; }

}  // namespace

QRectF CellMap::rect(int row, int column) const {
  return {area.left() + column * cell.width(), area.top() + row * cell.height(), cell.width(), cell.height()};
}

QSizeF fittingCell(QSizeF room, int rows, int columns) {
  double w = room.width() / columns, h = room.height() / rows;
  w = std::min(w, kWidest * h);
  h = std::min(h, kHighest * w);
  // Whole pixels keep edges sharp; tiny cells keep their fraction, or a map would shrink by half.
  if (w >= 4 && h >= 4) return {std::floor(w), std::floor(h)};
  return {std::max(w, 0.5), std::max(h, 0.5)};
}

CellTextFit fittingCellText(QSizeF cell, const std::function<QString(int)>& widest) {
  for (int decimals : {2, 1}) {
    const QString text = widest(decimals);
    for (double points : {10.5, 9.75, 9.0, 8.25, 7.5, 6.75}) {
      const QFontMetricsF metrics(figureFont(points));
      if (metrics.horizontalAdvance(text) <= cell.width() - 5 && metrics.capHeight() <= cell.height() - 6)
        return {points, decimals};
    }
  }
  return {};
}

void CellMapPainter::cells(const CellMap& map) {
  const double gap = gapOf(map);
  painter_.setRenderHint(QPainter::Antialiasing, false);
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      const float value = map.at(row, column);
      if (!std::isnan(value))
        painter_.fillRect(map.rect(row, column).adjusted(0, 0, -gap, -gap), map.colour(value));
    }
  }
  painter_.setRenderHint(QPainter::Antialiasing, true);
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      if (std::isnan(map.at(row, column)))
        paintNanCell(painter_, map.rect(row, column).adjusted(0, 0, -gap, -gap), theme_);
    }
  }
}

const CellMapPainter::CellText& CellMapPainter::laidOut(const QString& text) {
  if (const auto found = texts_.constFind(text); found != texts_.constEnd()) return *found;
  CellText cell;
  cell.text = text;
  cell.width = QFontMetricsF(painter_.font()).horizontalAdvance(text);
  if (onScreen_) {
    cell.laidOut.setText(text);
    cell.laidOut.setTextFormat(Qt::PlainText);
    cell.laidOut.prepare(painter_.worldTransform(), painter_.font());
  }
  return *texts_.insert(text, std::move(cell));
}

void CellMapPainter::texts(const CellMap& map, double points, const std::function<QString(float)>& write) {
  painter_.setFont(figureFont(points));
  const QFontMetricsF metrics(painter_.font());
  const double baseline = metrics.capHeight() / 2, top = baseline - metrics.ascent();
  // Grouped by colour, so that the painter's state (and the file's groups) change seldom.
  const std::array<QColor, 3> inks{QColor(Qt::white), QColor(Qt::black), theme_.nanColour};
  std::array<std::vector<std::pair<QPointF, float>>, 3> places;
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      const float value = map.at(row, column);
      const std::size_t ink = std::isnan(value) ? 2 : textOn(map.colour(value)) == inks[0] ? 0 : 1;
      places[ink].emplace_back(map.rect(row, column).adjusted(0, 0, -1, -1).center(), value);
    }
  }
  for (std::size_t ink = 0; ink < inks.size(); ++ink) {
    painter_.setPen(inks[ink]);
    for (const auto& [centre, value] : places[ink]) {
      const CellText& cell = laidOut(write(value));
      // "NaN" where only one decimal fits: the hatching says it.
      if (cell.width > map.cell.width() - 1) continue;
      const double x = centre.x() - cell.width / 2;
      if (onScreen_) {
        painter_.drawStaticText(QPointF(x, centre.y() + top), cell.laidOut);
      } else {
        painter_.drawText(QPointF(x, centre.y() + baseline), cell.text);
      }
    }
  }
}

void CellMapPainter::ring(const CellMap& map, int row, int column) {
  const QRectF ring = map.rect(row, column).translated(-0.5, -0.5);
  painter_.setBrush(Qt::NoBrush);
  painter_.setPen(QPen(theme_.background, 5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter_.drawRect(ring);
  painter_.setPen(QPen(theme_.foreground, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter_.drawRect(ring);
}

void CellMapPainter::labels(const CellMap& map, const QString& rowTitle, const QString& columnTitle) {
  const QFont font = figureFont(kTickSize);
  const QFontMetricsF metrics(font);
  painter_.setFont(font);
  painter_.setPen(theme_.foreground);
  const int everyRow = labelStride(map.cell.height(), metrics.capHeight() + 4);
  for (int row = 0; row < map.rows; row += everyRow) {
    const double y = map.area.top() + (row + 0.5) * map.cell.height();
    painter_.drawText(QRectF(map.area.left() - 46, y - 10, 40, 20), Qt::AlignRight | Qt::AlignVCenter,
                      QString::number(row));
  }
  const int everyColumn =
      labelStride(map.cell.width(), metrics.horizontalAdvance(QString::number(map.columns - 1)) + 4);
  for (int column = 0; column < map.columns; column += everyColumn) {
    const double x = map.area.left() + (column + 0.5) * map.cell.width();
    painter_.drawText(QRectF(x - 20, map.area.bottom() + 2, 40, 16), Qt::AlignHCenter | Qt::AlignVCenter,
                      QString::number(column));
  }
  painter_.setFont(figureFont(kLabelSize));
  if (!columnTitle.isEmpty()) {
    painter_.drawText(QRectF(map.area.left(), map.area.bottom() + 18, map.area.width(), 18),
                      Qt::AlignCenter | Qt::TextDontClip, columnTitle);
  }
  if (rowTitle.isEmpty()) return;
  painter_.save();
  const double widest = metrics.horizontalAdvance(QString::number(map.rows - 1));
  painter_.translate(map.area.left() - 6 - widest - 6, map.area.center().y());
  painter_.rotate(-90);
  painter_.drawText(QRectF(-map.area.height() / 2, -18, map.area.height(), 18),
                    Qt::AlignCenter | Qt::TextDontClip, rowTitle);
  painter_.restore();
}

}  // namespace entroscope
