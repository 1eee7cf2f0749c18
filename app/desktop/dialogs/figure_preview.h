// Draws a view's figure as it will be exported, scaled to fit. GUI thread only.
#pragma once

#include <QPointer>
#include <QWidget>

#include "views/plot/view.h"

namespace entroscope {

class FigurePreview : public QWidget {
  Q_OBJECT
 public:
  explicit FigurePreview(QWidget* parent = nullptr);

  /// @param size of the page in px at 96 dpi.
  void show(View* view, const Theme& theme, QSizeF size);
  QSize sizeHint() const override { return {520, 400}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QPointer<View> view_;
  const Theme* theme_ = &printTheme();
  QSizeF size_;
};

}  // namespace entroscope
