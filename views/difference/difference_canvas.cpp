#include "views/difference/difference_canvas.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "views/plot/head_keys.h"
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

void DifferenceCanvas::keyPressEvent(QKeyEvent* event) {
  std::optional<HeadId> last;
  if (model_.empty().isEmpty()) last = HeadId{model_.layers() - 1, model_.heads() - 1};
  if (!chooseHeadByKey(runs_, event->key(), last)) QWidget::keyPressEvent(event);
}

}  // namespace entroscope
