// What a view shows where there is nothing to draw: what is missing and what to do about it, the same on
// screen and on the page. GUI thread.
#pragma once

#include <QString>
#include <QWidget>

#include "views/plot/theme.h"

namespace entroscope {

struct EmptyText {
  QString title;   ///< "No run is shown"
  QString advice;  ///< what to do
  bool isEmpty() const { return title.isEmpty(); }
};

/// The text of every view while no run is shown.
EmptyText noRunsText();

/// Of the views of head entropies, where no run shown has recorded any.
/// @param soFar there may be some after the step of the cursor.
EmptyText noEntropyText(bool soFar = false);

/// Draws an EmptyText (paintEmptyState) in the place of a figure.
class EmptyState : public QWidget {
  Q_OBJECT
 public:
  explicit EmptyState(QWidget* parent = nullptr);
  void setText(const EmptyText& text);
  void setTheme(const Theme& theme);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  EmptyText text_;
  Theme theme_;
};

}  // namespace entroscope
