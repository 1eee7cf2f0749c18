// The paint engine behind SvgDevice. Geometry is written in the view box's coordinates (transforms are
// applied here), so that files stay small and clips mean the same for every element. GUI thread.
#pragma once

#include <QBrush>
#include <QFont>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QTransform>

#include "views/export/svg_document.h"

namespace entroscope {

class SvgEngine : public QPaintEngine {
 public:
  SvgEngine(QSizeF size, const QString& title);

  QByteArray finished();
  bool sawImage() const { return sawImage_; }

  bool begin(QPaintDevice*) override { return true; }
  bool end() override;
  Type type() const override { return QPaintEngine::User; }
  void updateState(const QPaintEngineState& state) override;

  void drawPath(const QPainterPath& path) override;
  void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
  void drawPolygon(const QPoint* points, int count, PolygonDrawMode mode) override;
  void drawLines(const QLineF* lines, int count) override;
  void drawLines(const QLine* lines, int count) override;
  void drawRects(const QRectF* rects, int count) override;
  void drawRects(const QRect* rects, int count) override;
  void drawEllipse(const QRectF& rect) override;
  void drawEllipse(const QRect& rect) override { drawEllipse(QRectF(rect)); }
  void drawPoints(const QPointF* points, int count) override;
  void drawPoints(const QPoint* points, int count) override;
  void drawTextItem(const QPointF& at, const QTextItem& item) override;
  void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { sawImage_ = true; }
  void drawTiledPixmap(const QRectF&, const QPixmap&, const QPointF&) override { sawImage_ = true; }
  void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {
    sawImage_ = true;
  }

 private:
  /// A run of text on one baseline. Qt hands over a text of several fonts piece by piece, each time with
  /// the whole string: the pieces are put together again before anything is written.
  struct PendingText {
    QString text;
    QFont font;
    QPointF at;  ///< start of the baseline, before `transform`
    double width = 0, ascent = 0, descent = 0;
    QTransform transform;
    QColor colour;
    double opacity = 1;
    QByteArray clip;
    bool leftEdge = false;
  };

  void clipTo(const QPainterPath& devicePath, Qt::ClipOperation operation);
  bool isRectangularClip() const { return clipShape_.isEmpty(); }
  /// Attribute that cuts an element of these bounds at the clip; empty when it lies inside.
  QByteArray clipFor(const QRectF& bounds);
  bool hides(const QRectF& bounds) const { return !clipBounds_.intersects(bounds); }

  double strokeWidth() const;
  void fill(const QPainterPath& devicePath);
  void stroke(const QPainterPath& devicePath);
  QByteArray fillAttributes();
  QByteArray gradient(const QGradient& gradient);
  QByteArray hatching(Qt::BrushStyle style, const QColor& colour);
  void flushText();

  SvgDocument document_;
  QPen pen_;
  QBrush brush_;
  QPointF brushOrigin_;
  QTransform transform_;
  double opacity_ = 1;
  bool clipEnabled_ = true;
  bool crisp_ = false;      ///< antialiasing is off
  QRectF clip_;             ///< the painter's clip, device coordinates; the view box when there is none
  QRectF clipBounds_;       ///< what is in force: clip_, or the view box when clipping is off
  QPainterPath clipShape_;  ///< empty when the clip is the rectangle clip_
  PendingText text_;
  bool sawImage_ = false;
};

}  // namespace entroscope
