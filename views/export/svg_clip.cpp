#include "views/export/svg_clip.h"

#include <QPolygonF>
#include <utility>

namespace entroscope::svg {
namespace {

/// Shortens a → b to the part inside `r`; false when there is none.
bool clipSegment(QPointF& a, QPointF& b, const QRectF& r) {
  const double dx = b.x() - a.x(), dy = b.y() - a.y();
  double enter = 0, leave = 1;
  const auto cut = [&](double along, double distance) {
    if (along == 0) return distance >= 0;
    const double t = distance / along;
    if (along < 0) {
      enter = std::max(enter, t);
    } else {
      leave = std::min(leave, t);
    }
    return enter <= leave;
  };
  if (!cut(-dx, a.x() - r.left()) || !cut(dx, r.right() - a.x()) || !cut(-dy, a.y() - r.top()) ||
      !cut(dy, r.bottom() - a.y())) {
    return false;
  }
  const QPointF start = a;
  // Untouched ends stay as they are: the arithmetic would move them by a rounding error.
  if (leave < 1) b = start + QPointF(dx * leave, dy * leave);
  if (enter > 0) a = start + QPointF(dx * enter, dy * enter);
  return true;
}

/// One side of the window: keeps what has side(p) ≥ 0.
template <typename Side>
QPolygonF halfPlane(const QPolygonF& polygon, Side side) {
  QPolygonF kept;
  for (qsizetype i = 0; i < polygon.size(); ++i) {
    const QPointF& p = polygon[i];
    const QPointF& q = polygon[(i + 1) % polygon.size()];
    const double dp = side(p), dq = side(q);
    if (dp >= 0) kept << p;
    if ((dp >= 0) != (dq >= 0)) kept << p + (q - p) * (dp / (dp - dq));
  }
  return kept;
}

}  // namespace

QPainterPath clippedOutline(const QPainterPath& path, const QRectF& bounds) {
  if (bounds.contains(path.controlPointRect())) return path;
  QPainterPath result;
  for (const QPolygonF& line : path.toSubpathPolygons()) {
    bool joined = false;
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
      QPointF a = line[i], b = line[i + 1];
      if (!clipSegment(a, b, bounds)) {
        joined = false;
        continue;
      }
      if (!joined || result.currentPosition() != a) result.moveTo(a);
      result.lineTo(b);
      joined = true;
    }
  }
  return result;
}

QPainterPath clippedArea(const QPainterPath& path, const QRectF& bounds) {
  if (bounds.contains(path.controlPointRect())) return path;
  QPainterPath result;
  result.setFillRule(path.fillRule());
  for (QPolygonF area : path.toSubpathPolygons()) {
    area = halfPlane(area, [&](QPointF p) { return p.x() - bounds.left(); });
    area = halfPlane(area, [&](QPointF p) { return bounds.right() - p.x(); });
    area = halfPlane(area, [&](QPointF p) { return p.y() - bounds.top(); });
    area = halfPlane(area, [&](QPointF p) { return bounds.bottom() - p.y(); });
    if (area.size() < 3) continue;
    result.addPolygon(area);
    result.closeSubpath();
  }
  return result;
}

}  // namespace entroscope::svg
