// Rectangles with their values written into them, as heat maps of layers × heads are made of: shared by
// every such map, on screen and into files. Logical pixels at 96 dpi. GUI thread.
#pragma once

#include <QHash>
#include <QPainter>
#include <QRectF>
#include <QStaticText>
#include <QString>
#include <functional>
#include <span>

#include "views/plot/theme.h"

namespace entroscope {

struct CellMap {
  QRectF area;
  QSizeF cell;
  int rows = 0, columns = 0;
  std::span<const float> values;  ///< [rows · columns]; NaN is hatched
  std::function<QColor(float)> colour;

  float at(int row, int column) const { return values[static_cast<std::size_t>(row * columns + column)]; }
  QRectF rect(int row, int column) const;
};

/// The largest cell for a map in `room`: whole pixels where there is room, never far from square.
QSizeF fittingCell(QSizeF room, int rows, int columns);

struct CellTextFit {
  double points = 0;  ///< 0: cells are too small for text
  int decimals = 2;
};
/// The largest text that leaves air in a cell; a decimal less before it gets hard to read; then none.
/// @param widest the widest text there may be, with that many decimals.
CellTextFit fittingCellText(QSizeF cell, const std::function<QString(int decimals)>& widest);

class CellMapPainter {
 public:
  /// @param onScreen texts may be laid out once and drawn often.
  CellMapPainter(QPainter& painter, const Theme& theme, bool onScreen)
      : painter_(painter), theme_(theme), onScreen_(onScreen) {}

  void cells(const CellMap& map);
  void texts(const CellMap& map, double points, const std::function<QString(float)>& write);
  /// A ring around one cell, readable on every colour.
  void ring(const CellMap& map, int row, int column);
  /// Numbers along both sides; the titles where they are not empty.
  void labels(const CellMap& map, const QString& rowTitle, const QString& columnTitle);

 private:
  struct CellText {
    QString text;
    double width = 0;
    QStaticText laidOut;
  };
  const CellText& laidOut(const QString& text);

  QPainter& painter_;
  const Theme& theme_;
  bool onScreen_;
  QHash<QString, CellText> texts_;
};

}  // namespace entroscope
