// The surface of the time line: how far the runs go, the cursor to drag, marks of what happened. GUI
// thread only.
#pragma once

#include <QWidget>
#include <optional>

#include "app/desktop/session/timeline_model.h"
#include "views/plot/theme.h"

namespace entroscope {

class TimelineTrack : public QWidget {
  Q_OBJECT
 public:
  explicit TimelineTrack(TimelineModel& model, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  QSize sizeHint() const override { return {400, 36}; }
  QSize minimumSizeHint() const override { return {120, 36}; }

  double xOf(std::int64_t place) const;  ///< logical pixels
  std::int64_t placeAt(double x) const;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void dragTo(double x);
  /// Marks within reach of a point, nearest first.
  std::vector<const TimelineMark*> marksAt(QPointF point) const;
  void paintMark(QPainter& painter, const TimelineMark& mark) const;

  TimelineModel& model_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace entroscope
