#include "views/plot/empty_state.h"

#include <QCoreApplication>
#include <QPainter>

#include "views/plot/figure_parts.h"

namespace entroscope {

EmptyText noRunsText() {
  return {QCoreApplication::translate("EmptyState", "No run is shown"),
          QCoreApplication::translate("EmptyState", "Open a run, start one, or tick one in the run list.")};
}

EmptyText noEntropyText(bool soFar) {
  if (soFar) {
    return {QCoreApplication::translate("EmptyState", "No head entropy at this step"),
            QCoreApplication::translate("EmptyState", "Move the cursor to a later step.")};
  }
  return {QCoreApplication::translate("EmptyState", "No head entropy is recorded"),
          QCoreApplication::translate("EmptyState",
                                      "A run that is trained here records it from its first measured step on "
                                      "(train.measure_interval); imported numbers bring it as “entropy”.")};
}

EmptyState::EmptyState(QWidget* parent) : QWidget(parent), theme_(lightTheme()) {}

void EmptyState::setText(const EmptyText& text) {
  text_ = text;
  setAccessibleName(text.title);
  setAccessibleDescription(text.advice);
  update();
}

void EmptyState::setTheme(const Theme& theme) {
  theme_ = theme;
  update();
}

void EmptyState::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.background);
  paintEmptyState(painter, rect(), text_.title, text_.advice, theme_);
}

}  // namespace entroscope
