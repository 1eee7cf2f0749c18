#include "views/plot/view.h"

#include <QEvent>

#include "views/plot/run_set.h"

namespace entroscope {

View::View(RunSet& runs, QWidget* parent) : QWidget(parent), runs_(runs) { setFocusPolicy(Qt::StrongFocus); }

void View::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace entroscope
