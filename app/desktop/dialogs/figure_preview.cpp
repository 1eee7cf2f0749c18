#include "app/desktop/dialogs/figure_preview.h"

#include <algorithm>
#include <cmath>

#include "views/plot/qcp.h"

namespace entroscope {

namespace {

constexpr double kLargestScale = 1.5;

}  // namespace

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setMinimumSize(320, 240);
}

void FigurePreview::show(View* view, const FigureStyle& style) {
  view_ = view;
  style_ = style;
  setAccessibleName(view != nullptr ? tr("Preview of %1").arg(view->title()) : tr("Preview"));
  update();
}

void FigurePreview::paintEvent(QPaintEvent*) {
  if (view_.isNull()) return;
  const QSizeF size = pageSize(*view_, style_);
  if (size.isEmpty()) return;
  // An edge of the sheet stays visible, so that a white page on a light window is seen as one.
  const double scale =
      std::min({(width() - 2) / size.width(), (height() - 2) / size.height(), kLargestScale});
  const QSizeF page = size * scale;
  QCPPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(std::round((width() - page.width()) / 2), std::round((height() - page.height()) / 2));
  painter.setPen(QPen(palette().color(QPalette::Mid), 1));
  painter.drawRect(QRectF(QPointF(-0.5, -0.5), page + QSizeF(1, 1)));
  painter.setClipRect(QRectF(QPointF(), page));
  painter.scale(scale, scale);
  paintPage(*view_, painter, size, style_);
}

}  // namespace entroscope
