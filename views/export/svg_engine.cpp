#include "views/export/svg_engine.h"

#include <QPainterPathStroker>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "views/export/svg_clip.h"
#include "views/export/svg_text.h"

namespace entroscope {
namespace {

bool isRectangle(const QPainterPath& path) {
  if (path.elementCount() != 4 && path.elementCount() != 5) return false;
  const QRectF box = path.boundingRect();
  const auto isCorner = [&](QPointF p) {
    return (p.x() == box.left() || p.x() == box.right()) && (p.y() == box.top() || p.y() == box.bottom());
  };
  for (int i = 0; i < path.elementCount(); ++i) {
    const QPainterPath::Element e = path.elementAt(i);
    const QPainterPath::Element next = path.elementAt((i + 1) % path.elementCount());
    // Neighbouring corners share an edge; a diagonal would be a bow tie.
    if (e.isCurveTo() || !isCorner(e) || (e.x != next.x && e.y != next.y)) return false;
  }
  return true;
}

/// Turns by quarters and mirrors keep rectangles upright.
bool keepsUpright(const QTransform& t) { return t.type() <= QTransform::TxScale; }

bool scalesEvenly(const QTransform& t) {
  const double x = std::hypot(t.m11(), t.m12()), y = std::hypot(t.m21(), t.m22());
  return std::abs(x - y) <= 1e-6 * std::max(x, y) &&
         std::abs(t.m11() * t.m21() + t.m12() * t.m22()) <= 1e-6 * x * y;
}

template <typename Point>
QPainterPath polyline(const Point* points, int count, QPaintEngine::PolygonDrawMode mode) {
  QPainterPath path;
  path.setFillRule(mode == QPaintEngine::WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
  if (count < 1) return path;
  path.moveTo(points[0]);
  for (int i = 1; i < count; ++i) path.lineTo(points[i]);
  if (mode != QPaintEngine::PolylineMode) path.closeSubpath();
  return path;
}

}  // namespace

SvgEngine::SvgEngine(QSizeF size, const QString& title) : QPaintEngine(AllFeatures), document_(size, title) {
  clip_ = clipBounds_ = document_.viewBox();
}

bool SvgEngine::end() {
  flushText();
  return true;
}

QByteArray SvgEngine::finished() {
  flushText();
  return document_.finished();
}

void SvgEngine::updateState(const QPaintEngineState& state) {
  const DirtyFlags dirty = state.state();
  if (dirty & DirtyPen) pen_ = state.pen();
  if (dirty & DirtyBrush) brush_ = state.brush();
  if (dirty & DirtyTransform) transform_ = state.transform();
  if (dirty & DirtyHints) crisp_ = !(state.renderHints() & QPainter::Antialiasing);
  if (dirty & DirtyOpacity) opacity_ = state.opacity();
  if (dirty & DirtyClipPath) clipTo(state.transform().map(state.clipPath()), state.clipOperation());
  if (dirty & DirtyClipRegion) {
    QPainterPath path;
    path.addRegion(state.clipRegion());
    clipTo(state.transform().map(path), state.clipOperation());
  }
  if (dirty & DirtyClipEnabled) clipEnabled_ = state.isClipEnabled();
  clipBounds_ = clipEnabled_ ? clip_ : document_.viewBox();
}

void SvgEngine::clipTo(const QPainterPath& devicePath, Qt::ClipOperation operation) {
  const QRectF box = document_.viewBox();
  if (operation != Qt::IntersectClip) {
    clip_ = box;
    clipShape_ = {};
  }
  if (operation == Qt::NoClip) return;
  clipEnabled_ = true;
  if (isRectangularClip() && isRectangle(devicePath)) {
    clip_ = clip_.intersected(devicePath.boundingRect());
    return;
  }
  QPainterPath before = clipShape_;
  if (before.isEmpty()) before.addRect(clip_);
  clipShape_ = before.intersected(devicePath);
  clip_ = clipShape_.boundingRect();
}

QByteArray SvgEngine::clipFor(const QRectF& bounds) {
  const bool shaped = clipEnabled_ && !isRectangularClip();
  if (!shaped && clipBounds_.contains(bounds)) return {};
  QPainterPath path = clipShape_;
  if (!shaped) {
    path = QPainterPath();
    path.addRect(clipBounds_);
  }
  return document_.clipAttribute(svg::pathData(path), shaped && path.fillRule() == Qt::OddEvenFill);
}

double SvgEngine::strokeWidth() const {
  const double width = pen_.widthF() > 0 ? pen_.widthF() : 1.0;
  if (pen_.isCosmetic() || pen_.widthF() == 0) return width;
  return width * std::sqrt(std::abs(transform_.determinant()));
}

void SvgEngine::fill(const QPainterPath& devicePath) {
  const QPainterPath area = svg::clippedArea(devicePath, clipBounds_);
  const QRectF bounds = area.boundingRect();
  if (area.isEmpty() || hides(bounds)) return;
  const QByteArray rule = area.fillRule() == Qt::OddEvenFill && area.elementCount() > 5
                              ? svg::attribute("fill-rule", "evenodd")
                              : QByteArray();
  QByteArray shape;
  if (isRectangle(area)) {
    shape = "<rect" + svg::attribute("x", bounds.x()) + svg::attribute("y", bounds.y()) +
            svg::attribute("width", bounds.width()) + svg::attribute("height", bounds.height());
  } else {
    shape = "<path d=\"" + svg::pathData(area) + '"';
  }
  // Cells that touch leave no seam between them where their edges are not blended.
  const QByteArray edges = crisp_ ? svg::attribute("shape-rendering", "crispEdges") : QByteArray();
  document_.add(clipFor(bounds) + edges, shape + fillAttributes() + rule + "/>");
}

void SvgEngine::stroke(const QPainterPath& devicePath) {
  const double width = strokeWidth();
  const QRectF limit = clipBounds_.adjusted(-width, -width, width, width).intersected(document_.viewBox());
  const QPainterPath line = svg::clippedOutline(devicePath, limit);
  if (line.elementCount() == 0) return;
  // Half the width to either side; mitred corners reach further, but not beyond the whole width here.
  const double reach = pen_.joinStyle() == Qt::MiterJoin ? width : width / 2;
  const QRectF bounds = line.controlPointRect().adjusted(-reach, -reach, reach, reach);
  if (hides(bounds)) return;
  const bool opaque = pen_.color().alphaF() * opacity_ > 0.995;
  document_.addStroke(clipFor(bounds) + svg::strokeAttributes(pen_, width, opacity_), svg::pathData(line),
                      opaque && pen_.style() == Qt::SolidLine);
}

void SvgEngine::drawPath(const QPainterPath& path) {
  flushText();
  const QPainterPath devicePath = transform_.map(path);
  if (brush_.style() != Qt::NoBrush) fill(devicePath);
  if (pen_.style() == Qt::NoPen) return;
  if (pen_.isCosmetic() || scalesEvenly(transform_)) {
    stroke(devicePath);
    return;
  }
  // A pen that is wider in one direction than in the other: SVG has none, its outline does.
  const QBrush brush = std::exchange(brush_, pen_.brush());
  fill(transform_.map(QPainterPathStroker(pen_).createStroke(path)));
  brush_ = brush;
}

void SvgEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) {
  if (mode != PolylineMode) return drawPath(polyline(points, count, mode));
  const QBrush brush = std::exchange(brush_, QBrush());
  drawPath(polyline(points, count, mode));
  brush_ = brush;
}
void SvgEngine::drawPolygon(const QPoint* points, int count, PolygonDrawMode mode) {
  std::vector<QPointF> exact(points, points + count);
  drawPolygon(exact.data(), count, mode);
}

void SvgEngine::drawLines(const QLineF* lines, int count) {
  QPainterPath path;
  for (int i = 0; i < count; ++i) {
    path.moveTo(lines[i].p1());
    path.lineTo(lines[i].p2());
  }
  const QBrush brush = std::exchange(brush_, QBrush());
  drawPath(path);
  brush_ = brush;
}
void SvgEngine::drawLines(const QLine* lines, int count) {
  std::vector<QLineF> exact(lines, lines + count);
  drawLines(exact.data(), count);
}

void SvgEngine::drawRects(const QRectF* rects, int count) {
  for (int i = 0; i < count; ++i) {
    QPainterPath path;
    path.addRect(rects[i]);
    drawPath(path);
  }
}
void SvgEngine::drawRects(const QRect* rects, int count) {
  std::vector<QRectF> exact(rects, rects + count);
  drawRects(exact.data(), count);
}

void SvgEngine::drawEllipse(const QRectF& rect) {
  const QRectF device = transform_.mapRect(rect);
  const double width = pen_.style() == Qt::NoPen ? 0 : strokeWidth();
  const QRectF bounds = device.adjusted(-width / 2, -width / 2, width / 2, width / 2);
  const bool round = std::abs(device.width() - device.height()) < 1e-6;
  if (!round || !keepsUpright(transform_) || !document_.viewBox().contains(bounds)) {
    QPainterPath path;
    path.addEllipse(rect);
    drawPath(path);
    return;
  }
  flushText();
  if (hides(bounds)) return;
  QByteArray group = clipFor(bounds);
  if (width > 0) group += svg::strokeAttributes(pen_, width, opacity_);
  const QByteArray paint = brush_.style() == Qt::NoBrush ? QByteArray() : fillAttributes();
  document_.add(group, "<circle" + svg::attribute("cx", device.center().x()) +
                           svg::attribute("cy", device.center().y()) +
                           svg::attribute("r", device.width() / 2) + paint + "/>");
}

void SvgEngine::drawPoints(const QPointF* points, int count) {
  // SVG strokes nothing where a path has no length: a point is a filled square.
  flushText();
  const double half = strokeWidth() / 2;
  for (int i = 0; i < count; ++i) {
    const QPointF p = transform_.map(points[i]);
    QPainterPath dot;
    dot.addRect(QRectF(p.x() - half, p.y() - half, 2 * half, 2 * half));
    const QBrush brush = std::exchange(brush_, pen_.brush());
    fill(dot);
    brush_ = brush;
  }
}
void SvgEngine::drawPoints(const QPoint* points, int count) {
  std::vector<QPointF> exact(points, points + count);
  drawPoints(exact.data(), count);
}

}  // namespace entroscope
