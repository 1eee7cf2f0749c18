// The surface of the heat map: paints, answers tool tips, lets mouse and arrow keys choose a head.
#pragma once

#include <QWidget>
#include <optional>

#include "views/heatmap/heat_map_painter.h"

namespace entroscope {

class HeatMapView;

class HeatMapCanvas : public QWidget {
  Q_OBJECT
 public:
  explicit HeatMapCanvas(const HeatMapView& view, RunSet& runs, QWidget* parent);

  void setTheme(const Theme& theme);
  QSize sizeHint() const override { return {640, 420}; }
  QSize minimumSizeHint() const override { return {200, 150}; }

 Q_SIGNALS:
  void headClicked(int layer, int head);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  HeatMapLook look() const;
  HeatMapLayout layoutNow() const;

  const HeatMapView& view_;
  RunSet& runs_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace entroscope
