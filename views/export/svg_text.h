// How values become SVG text: locale-free, short, and the same everywhere. Coordinates are rounded to
// a hundredth of a pixel. No state; any thread.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QPainterPath>
#include <QPen>
#include <QString>
#include <QTransform>

namespace entroscope::svg {

/// "12.5", "-.25", "0": at most two decimals, no exponent, no locale.
QByteArray number(double value);

/// ` name="value"`.
QByteArray attribute(const char* name, const QByteArray& value);
QByteArray attribute(const char* name, double value);

/// "#rrggbb"; opacity goes into an attribute of its own.
QByteArray colour(const QColor& colour);
/// ` fill="#…"` or ` stroke="#…"` with its opacity when that is below 1.
QByteArray paintAttributes(const char* name, const QColor& colour, double opacity);

/// Everything about a stroke but the path; `width` in device pixels.
QByteArray strokeAttributes(const QPen& pen, double width, double opacity);

/// Path data with relative coordinates; points that do not move after rounding are left out.
QByteArray pathData(const QPainterPath& path);

/// ` transform="…"`, empty for the identity; `name` as for gradients' gradientTransform.
QByteArray transformAttribute(const QTransform& transform, const char* name = "transform");

/// Text with & < > " escaped; characters that XML forbids are dropped.
QByteArray escaped(const QString& text);

}  // namespace entroscope::svg
