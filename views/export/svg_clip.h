// Geometric clipping to a rectangle, so that no coordinate of a figure lies outside it. Any thread.
#pragma once

#include <QPainterPath>
#include <QRectF>

namespace entroscope::svg {

/// The parts of `path`'s outline inside `bounds` (Liang-Barsky per segment); curves become polylines
/// only where `path` leaves `bounds`.
QPainterPath clippedOutline(const QPainterPath& path, const QRectF& bounds);

/// The part of `path`'s area inside `bounds` (Sutherland-Hodgman per subpath), fill rule kept.
QPainterPath clippedArea(const QPainterPath& path, const QRectF& bounds);

}  // namespace entroscope::svg
