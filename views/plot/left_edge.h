// Text that begins at a left edge: headings, notes, keys beside a swatch. A vector file names its font but
// does not carry it, and a reader that has another one sets the text wider or narrower: such texts must then
// keep their left edge, as labels of ticks and cells must keep their middle. GUI thread.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>

namespace entroscope {

/// While one lives, texts painted keep their left edge; the SVG engine asks. Text is set deep below
/// paintFigure and by QCustomPlot, where a parameter would not come through.
class LeftEdgeOfTexts {
 public:
  LeftEdgeOfTexts();
  ~LeftEdgeOfTexts();
  LeftEdgeOfTexts(const LeftEdgeOfTexts&) = delete;
  LeftEdgeOfTexts& operator=(const LeftEdgeOfTexts&) = delete;

  static bool inForce();

 private:
  bool before_;
};

/// `text` from the left edge of `box`, half way down it unless `flags` say otherwise.
void drawFromLeft(QPainter& painter, const QRectF& box, const QString& text, int flags = Qt::AlignVCenter);

}  // namespace entroscope
