#include "views/nan_map/nan_map_canvas.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "views/nan_map/nan_map_view.h"
#include "views/plot/plot_style.h"

namespace entroscope {

NanMapCanvas::NanMapCanvas(const NanMapView& view, RunSet& runs, QWidget* parent)
    : QWidget(parent), view_(view), runs_(runs) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAttribute(Qt::WA_OpaquePaintEvent);
}

void NanMapCanvas::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

NanMapLook NanMapCanvas::look() const {
  return {theme_, localeFor(Numbers::Screen), view_.model().cursors(runs_)};
}

NanMapLayout NanMapCanvas::layoutNow() const { return layoutNanMap(view_.model(), size(), look()); }

void NanMapCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->background);
  paintNanMap(painter, view_.model(), layoutNow(), size(), look());
}

bool NanMapCanvas::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const NanMapModel& model = view_.model();
  if (const auto cell = cellAt(model, layoutNow(), help->pos())) {
    QToolTip::showText(
        help->globalPos(),
        model.toolTip(model.panels()[cell->panel], cell->bucket, cell->layer, localeFor(Numbers::Screen)),
        this);
  } else {
    QToolTip::hideText();
    event->ignore();
  }
  return true;
}

/// Shows the steps first … last, within what was recorded and not closer than a few steps.
void NanMapCanvas::show(double first, double last) {
  const StepRange all = view_.recordedRange();
  constexpr double kFewest = 8;
  if (last - first < kFewest) return;
  if (first <= double(all.first) && last >= double(all.last)) {
    Q_EMIT rangeChosen({});
    return;
  }
  const double low = std::max(first, double(all.first)), high = std::min(last, double(all.last));
  Q_EMIT rangeChosen({std::llround(low), std::llround(high)});
}

void NanMapCanvas::zoom(double factor, double share) {
  const NanMapModel& model = view_.model();
  if (model.panels().empty()) return;
  const double first = double(model.firstStep()), width = double(model.lastStep() - model.firstStep());
  const double centre = first + share * width;
  show(centre - share * width / factor, centre + (1 - share) * width / factor);
}

void NanMapCanvas::wheelEvent(QWheelEvent* event) {
  const NanMapLayout layout = layoutNow();
  for (const QRectF& map : layout.maps) {
    if (!map.contains(event->position())) continue;
    // 120 units a notch; a notch is a fifth.
    zoom(std::pow(1.2, event->angleDelta().y() / 120.0), (event->position().x() - map.left()) / map.width());
    event->accept();
    return;
  }
  event->ignore();
}

void NanMapCanvas::mousePressEvent(QMouseEvent* event) {
  dragX_ = event->position().x();
  dragged_ = event->button() != Qt::LeftButton;
  dragRange_ = {view_.model().firstStep(), view_.model().lastStep()};
}

void NanMapCanvas::mouseMoveEvent(QMouseEvent* event) {
  const NanMapLayout layout = layoutNow();
  if (!(event->buttons() & Qt::LeftButton) || layout.maps.empty()) return;
  constexpr double kClickDistance = 4;  // px; more is a drag
  if (!dragged_ && std::abs(event->position().x() - dragX_) < kClickDistance) return;
  dragged_ = true;
  if (!view_.isZoomed()) return;
  const StepRange all = view_.recordedRange();
  const double perPixel = double(dragRange_.last - dragRange_.first + 1) / layout.maps.front().width();
  const double wished = (dragX_ - event->position().x()) * perPixel;
  const double moved =
      std::clamp(wished, double(all.first - dragRange_.first), double(all.last - dragRange_.last));
  show(double(dragRange_.first) + moved, double(dragRange_.last) + moved);
}

void NanMapCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (std::exchange(dragged_, true)) return;
  const NanMapLayout layout = layoutNow();
  const auto& panels = view_.model().panels();
  for (std::size_t i = 0; i < layout.maps.size() && i < panels.size(); ++i) {
    if (!layout.maps[i].contains(event->position())) continue;
    for (const OpenRun* open : runs_.visible()) {
      if (open->run->info().id != panels[i].runId) continue;
      runs_.showStep(*open, layout.stepAt(layout.maps[i], event->position().x()));
      return;
    }
  }
}

void NanMapCanvas::mouseDoubleClickEvent(QMouseEvent*) {
  dragged_ = true;
  Q_EMIT rangeChosen({});
}

void NanMapCanvas::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Plus:
      return zoom(1.5, 0.5);
    case Qt::Key_Minus:
      return zoom(1 / 1.5, 0.5);
    case Qt::Key_Home:
    case Qt::Key_0:
      Q_EMIT rangeChosen({});
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace entroscope
