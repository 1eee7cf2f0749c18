// A small line chart for figures that are painted by hand: axes with round ticks, lines that break at NaN,
// vertical marks, a legend. Logical pixels; GUI thread.
#pragma once

#include <QLocale>
#include <QPainter>
#include <QPointF>
#include <QString>
#include <vector>

#include "views/plot/theme.h"

namespace entroscope {

struct MiniLine {
  std::vector<QPointF> points;  ///< y NaN: a gap, with a mark in the NaN colour at the upper edge
  QColor colour;
  double width = 1.5;
  Qt::PenStyle style = Qt::SolidLine;
  QString label;  ///< in the legend; empty: not named
};

struct MiniPlot {
  QString title, xLabel, yLabel;
  bool wholeX = true;     ///< steps or positions: only whole numbers are ticked
  bool logY = false;      ///< powers of ten; values ≤ 0 are left out
  bool zeroBased = true;  ///< the linear axis begins at 0
  std::vector<MiniLine> lines;
  std::vector<double> marks;  ///< x of vertical lines
  QColor markColour;
};

/// Draws into `area`. @return where the curves are.
QRectF paintMiniPlot(QPainter& painter, const QRectF& area, const MiniPlot& plot, const Theme& theme,
                     const QLocale& locale);

}  // namespace entroscope
