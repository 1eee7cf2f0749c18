#include "views/difference/difference_canvas.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "views/plot/plot_style.h"

namespace entroscope {

DifferenceCanvas::DifferenceCanvas(const DifferenceModel& model, RunSet& runs, QWidget* parent)
    : QWidget(parent), model_(model), runs_(runs) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&runs_, &RunSet::selectedHeadChanged, this, qOverload<>(&QWidget::update));
}

void DifferenceCanvas::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

DifferenceLook DifferenceCanvas::look() const {
  return {theme_, localeFor(Numbers::Screen), runs_.selectedHead(), true};
}

void DifferenceCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->background);
  paintDifference(painter, model_, size(), look());
}

bool DifferenceCanvas::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (model_.empty().isEmpty()) {
    const DifferenceLayout layout = layoutDifference(model_, size(), look());
    if (const auto head = layout.headAt(model_, help->pos())) {
      QToolTip::showText(help->globalPos(),
                         model_.toolTip(head->layer, head->head, localeFor(Numbers::Screen)), this,
                         layout.cellRect(*head).toAlignedRect());
      return true;
    }
  }
  QToolTip::hideText();
  event->ignore();
  return true;
}

void DifferenceCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  if (!model_.empty().isEmpty()) return;
  runs_.selectHead(layoutDifference(model_, size(), look()).headAt(model_, event->position()));
}

void DifferenceCanvas::moveSelection(int layers, int heads) {
  if (!model_.empty().isEmpty()) return;
  HeadId head;
  if (runs_.selectedHead()) {
    head.layer = std::clamp(runs_.selectedHead()->layer + layers, 0, model_.layers() - 1);
    head.head = std::clamp(runs_.selectedHead()->head + heads, 0, model_.heads() - 1);
  }
  runs_.selectHead(head);
}

void DifferenceCanvas::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return moveSelection(0, -1);
    case Qt::Key_Right:
      return moveSelection(0, 1);
    case Qt::Key_Up:
      return moveSelection(-1, 0);
    case Qt::Key_Down:
      return moveSelection(1, 0);
    case Qt::Key_Escape:
      return runs_.selectHead(std::nullopt);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace entroscope
