// The surface of the A − B map: paints, answers tool tips, lets mouse and arrow keys choose a head. GUI
// thread.
#pragma once

#include <QWidget>

#include "views/difference/difference_painter.h"

namespace entroscope {

class DifferenceCanvas : public QWidget {
  Q_OBJECT
 public:
  DifferenceCanvas(const DifferenceModel& model, RunSet& runs, QWidget* parent);

  void setTheme(const Theme& theme);
  QSize sizeHint() const override { return {560, 420}; }
  QSize minimumSizeHint() const override { return {200, 150}; }

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  DifferenceLook look() const;

  const DifferenceModel& model_;
  RunSet& runs_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace entroscope
