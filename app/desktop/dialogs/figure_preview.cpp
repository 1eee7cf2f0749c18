#include "app/desktop/dialogs/figure_preview.h"

#include <algorithm>

#include "views/plot/qcp.h"

namespace entroscope {

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setMinimumSize(320, 240);
}

void FigurePreview::show(View* view, const Theme& theme, QSizeF size) {
  view_ = view;
  theme_ = &theme;
  size_ = size;
  setAccessibleName(view != nullptr ? tr("Preview of %1").arg(view->title()) : tr("Preview"));
  update();
}

void FigurePreview::paintEvent(QPaintEvent*) {
  if (view_.isNull() || size_.isEmpty()) return;
  const double scale = std::min({width() / size_.width(), height() / size_.height(), 1.5});
  const QSizeF page = size_ * scale;
  QCPPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate((width() - page.width()) / 2, (height() - page.height()) / 2);
  painter.fillRect(QRectF(QPointF(), page), theme_->background);
  painter.setClipRect(QRectF(QPointF(), page));
  painter.scale(scale, scale);
  paintFigureInto(*view_, painter, size_, *theme_);
}

}  // namespace entroscope
