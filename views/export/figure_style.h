// How a figure looks on a page: theme, font, size of its text, width. The same in the window and on the
// command line. GUI thread.
#pragma once

#include <QSizeF>
#include <QString>

#include "views/export/figure_limits.h"
#include "views/plot/view.h"

namespace entroscope {

struct FigureStyle {
  QString theme = QStringLiteral("print");
  QString family;  ///< empty: the bundled font, with which a file has the same bytes everywhere
  double points = kDesignedPoints;  ///< of axis labels
  double widthMillimetres = 0;      ///< 0: each figure's own

  double textScale() const { return points / kDesignedPoints; }
  bool operator==(const FigureStyle&) const = default;
};

/// @throws Error{BadUsage} naming the field: an unknown theme, a font this machine does not have (another one
/// would stand in for it unsaid), a size out of range.
void validate(const FigureStyle& style);

/// The page of `view` in this style, px at 96 dpi.
QSizeF pageSize(const View& view, const FigureStyle& style);
/// Points that axis labels have there: less than wanted where the figure needs more room than there is.
double pointsOnPage(const View& view, const FigureStyle& style);
/// Draws the page at the origin, background included.
void paintPage(View& view, QCPPainter& painter, QSizeF size, const FigureStyle& style);

/// As options of `entroscope export`: "--theme print --width 85 --font-size 8".
QString commandOptions(const FigureStyle& style);

}  // namespace entroscope
