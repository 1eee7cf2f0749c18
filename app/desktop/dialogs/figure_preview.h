// Draws a view's figure as it will be exported, as a page scaled to fit. GUI thread only.
#pragma once

#include <QPointer>
#include <QWidget>

#include "views/export/figure_style.h"

namespace entroscope {

class FigurePreview : public QWidget {
  Q_OBJECT
 public:
  explicit FigurePreview(QWidget* parent = nullptr);

  void show(View* view, const FigureStyle& style);
  QSize sizeHint() const override { return {520, 400}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QPointer<View> view_;
  FigureStyle style_;
};

}  // namespace entroscope
