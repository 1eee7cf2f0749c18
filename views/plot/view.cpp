#include "views/plot/view.h"

#include <QEvent>
#include <algorithm>

#include "views/plot/qcp.h"
#include "views/plot/run_set.h"

namespace entroscope {

View::View(RunSet& runs, QWidget* parent) : QWidget(parent), runs_(runs) { setFocusPolicy(Qt::StrongFocus); }

double View::figureHeight(double width) const {
  const QSizeF own = figureSize();
  return width * own.height() / own.width();
}

double figureHeightAt(const View& view, double width) {
  const double drawn = std::max(width, view.leastFigureWidth());
  return view.figureHeight(drawn) * width / drawn;
}

void paintFigureInto(View& view, QCPPainter& painter, QSizeF size, const Theme& theme) {
  const double scale = std::min(1.0, size.width() / std::max(view.leastFigureWidth(), 1.0));
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
