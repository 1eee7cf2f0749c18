#include "views/heatmap/heat_map_canvas.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "views/heatmap/heat_map_painter.h"
#include "views/heatmap/heat_map_view.h"
#include "views/plot/head_keys.h"

namespace entroscope {

HeatMapCanvas::HeatMapCanvas(const HeatMapView& view, RunSet& runs, QWidget* parent)
    : QWidget(parent), view_(view), runs_(runs) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAttribute(Qt::WA_OpaquePaintEvent);
}

void HeatMapCanvas::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

HeatMapLook HeatMapCanvas::look() const {
  return {theme_, localeFor(Numbers::Screen), view_.marksOverload(), runs_.selectedHead(), true};
}

HeatMapLayout HeatMapCanvas::layoutNow() const { return layoutHeatMap(view_.model(), size(), look()); }

void HeatMapCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->background);
  paintHeatMap(painter, view_.model(), layoutNow(), size(), look());
}

bool HeatMapCanvas::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const HeatMapLayout layout = layoutNow();
  if (const auto cell = layout.cellAt(view_.model(), help->pos())) {
    const HeatMapPanel& panel = view_.model().panels()[static_cast<std::size_t>(cell->panel)];
    QToolTip::showText(help->globalPos(),
                       view_.model().toolTip(panel, cell->layer, cell->head, localeFor(Numbers::Screen)),
                       this, layout.cellRect(*cell).toAlignedRect());
  } else {
    QToolTip::hideText();
    event->ignore();
  }
  return true;
}

void HeatMapCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const auto cell = layoutNow().cellAt(view_.model(), event->position());
  if (!cell) {
    runs_.selectHead(std::nullopt);
    return;
  }
  runs_.selectHead(HeadId{cell->layer, cell->head});
  Q_EMIT headClicked(cell->layer, cell->head);
}

void HeatMapCanvas::keyPressEvent(QKeyEvent* event) {
  std::optional<HeadId> last;
  for (const HeatMapPanel& panel : view_.model().panels()) {
    if (!last) last = HeadId();
    last->layer = std::max(last->layer, panel.layers - 1);
    last->head = std::max(last->head, panel.heads - 1);
  }
  if (!chooseHeadByKey(runs_, event->key(), last)) return QWidget::keyPressEvent(event);
  if (const auto head = runs_.selectedHead(); head && last) Q_EMIT headClicked(head->layer, head->head);
}

}  // namespace entroscope
