// The surface of the NaN map: paints, answers tool tips; the wheel zooms the steps of all panels together,
// dragging moves them, a double click shows everything again, a click moves the cursor.
#pragma once

#include <QWidget>

#include "views/nan_map/nan_map_painter.h"

namespace entroscope {

class NanMapView;

class NanMapCanvas : public QWidget {
  Q_OBJECT
 public:
  NanMapCanvas(const NanMapView& view, RunSet& runs, QWidget* parent);

  void setTheme(const Theme& theme);
  QSize sizeHint() const override { return {640, 420}; }
  QSize minimumSizeHint() const override { return {200, 150}; }

 Q_SIGNALS:
  void rangeChosen(entroscope::StepRange range);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  NanMapLook look() const;
  NanMapLayout layoutNow() const;
  void zoom(double factor, double share);
  void show(double first, double last);

  const NanMapView& view_;
  RunSet& runs_;
  const Theme* theme_ = &lightTheme();
  double dragX_ = 0;
  bool dragged_ = true;  ///< no click is under way
  StepRange dragRange_;
};

}  // namespace entroscope
