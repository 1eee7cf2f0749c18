#include "views/plot/view.h"

#include <QEvent>
#include <algorithm>

#include "views/plot/qcp.h"
#include "views/plot/run_set.h"

namespace entroscope {

View::View(RunSet& runs, QWidget* parent) : QWidget(parent), runs_(runs) {
  // A click chooses the view; Tab goes to what is in it. With its canvas as a proxy it would take Tab
  // past the controls before it, and nowhere at all while the canvas is hidden.
  setFocusPolicy(Qt::ClickFocus);
}

double View::figureHeight(double width) const {
  const QSizeF own = figureSize();
  return width * own.height() / own.width();
}

double figureScaleAt(const View& view, double width, double textScale) {
  return std::min(textScale, width / std::max(view.leastFigureWidth(), 1.0));
}

double figureHeightAt(const View& view, double width, double textScale) {
  const double scale = figureScaleAt(view, width, textScale);
  return view.figureHeight(width / scale) * scale;
}

void paintFigureInto(View& view, QCPPainter& painter, QSizeF size, const Theme& theme, double textScale) {
  const double scale = figureScaleAt(view, size.width(), textScale);
  painter.save();
  painter.scale(scale, scale);
  view.paintFigure(painter, size / scale, theme);
  painter.restore();
}

void View::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace entroscope
