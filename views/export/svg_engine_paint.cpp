// The engine's fills and texts: brushes, gradients, hatchings, and the text that waits for its pieces.
#include <QGradient>
#include <cmath>

#include "views/export/svg_engine.h"
#include "views/export/svg_text.h"
#include "views/plot/left_edge.h"

namespace entroscope {
namespace {

/// Share of ink of Qt's dotted fills, drawn here as an even tint.
double tint(Qt::BrushStyle style) {
  constexpr double kShares[] = {0.94, 0.88, 0.63, 0.50, 0.37, 0.12, 0.06};  // Dense1 … Dense7
  return style >= Qt::Dense1Pattern && style <= Qt::Dense7Pattern ? kShares[style - Qt::Dense1Pattern] : 1.0;
}

bool isHatching(Qt::BrushStyle style) { return style >= Qt::HorPattern && style <= Qt::DiagCrossPattern; }

QByteArray stops(const QGradient& gradient, double opacity) {
  QByteArray result;
  for (const QGradientStop& stop : gradient.stops()) {
    QByteArray place = QByteArray::number(stop.first, 'f', 4);
    result +=
        "<stop" + svg::attribute("offset", place) + svg::attribute("stop-color", svg::colour(stop.second));
    const double alpha = stop.second.alphaF() * opacity;
    if (alpha < 0.995) result += svg::attribute("stop-opacity", alpha);
    result += "/>";
  }
  return result;
}

}  // namespace

QByteArray SvgEngine::gradient(const QGradient& gradient) {
  const bool relative = gradient.coordinateMode() != QGradient::LogicalMode;
  QByteArray place = relative
                         ? QByteArray()
                         : svg::attribute("gradientUnits", "userSpaceOnUse") +
                               svg::transformAttribute(brush_.transform() * transform_, "gradientTransform");
  const QByteArray inside = stops(gradient, opacity_);
  if (gradient.type() == QGradient::LinearGradient) {
    const auto& line = static_cast<const QLinearGradient&>(gradient);
    place += svg::attribute("x1", line.start().x()) + svg::attribute("y1", line.start().y()) +
             svg::attribute("x2", line.finalStop().x()) + svg::attribute("y2", line.finalStop().y());
    return document_.definition("<linearGradient id=\"%id\"" + place + '>' + inside + "</linearGradient>");
  }
  const auto& disc = static_cast<const QRadialGradient&>(gradient);
  place += svg::attribute("cx", disc.center().x()) + svg::attribute("cy", disc.center().y()) +
           svg::attribute("r", disc.radius()) + svg::attribute("fx", disc.focalPoint().x()) +
           svg::attribute("fy", disc.focalPoint().y());
  return document_.definition("<radialGradient id=\"%id\"" + place + '>' + inside + "</radialGradient>");
}

QByteArray SvgEngine::hatching(Qt::BrushStyle style, const QColor& ink) {
  // Tiles of 8 px as Qt's own; diagonals run on past the corners so that tiles join without gaps.
  QByteArray lines;
  if (style == Qt::HorPattern || style == Qt::CrossPattern) lines += "M0 4h8";
  if (style == Qt::VerPattern || style == Qt::CrossPattern) lines += "M4 0v8";
  if (style == Qt::BDiagPattern || style == Qt::DiagCrossPattern) lines += "M-2 2l4-4M0 8l8-8M6 10l4-4";
  if (style == Qt::FDiagPattern || style == Qt::DiagCrossPattern) lines += "M-2 6l4 4M0 0l8 8M6-2l4 4";
  return document_.definition(
      "<pattern id=\"%id\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path d=\"" + lines +
      '"' + svg::paintAttributes("stroke", ink, opacity_) + "/></pattern>");
}

QByteArray SvgEngine::fillAttributes() {
  const Qt::BrushStyle style = brush_.style();
  if (const QGradient* shades = brush_.gradient();
      shades != nullptr && shades->type() != QGradient::ConicalGradient) {
    return svg::attribute("fill", gradient(*shades));
  }
  if (isHatching(style)) return svg::attribute("fill", hatching(style, brush_.color()));
  if (style == Qt::TexturePattern) sawImage_ = true;
  return svg::paintAttributes("fill", brush_.color(), opacity_ * tint(style));
}

void SvgEngine::drawTextItem(const QPointF& at, const QTextItem& item) {
  const bool continues = item.text() == text_.text && transform_ == text_.transform &&
                         at.y() == text_.at.y() && std::abs(at.x() - text_.at.x() - text_.width) < 1e-3;
  if (continues) {
    text_.width += item.width();
    return;
  }
  flushText();
  text_ = {item.text(),
           item.font(),
           at,
           item.width(),
           item.ascent(),
           item.descent(),
           transform_,
           pen_.color(),
           opacity_,
           {},
           LeftEdgeOfTexts::inForce()};
  const QRectF box(at.x(), at.y() - text_.ascent, text_.width, text_.ascent + text_.descent);
  const QRectF bounds = transform_.mapRect(box);
  if (hides(bounds)) {
    text_ = {};
    return;
  }
  text_.clip = clipFor(bounds);
}

void SvgEngine::flushText() {
  if (text_.text.trimmed().isEmpty()) {
    text_ = {};
    return;
  }
  const PendingText text = std::exchange(text_, {});
  const QTransform& t = text.transform;
  const double pixels =
      text.font.pixelSize() > 0 ? text.font.pixelSize() : text.font.pointSizeF() * 96.0 / 72.0;
  // Anchored in its middle unless told otherwise: a reader without the font sees another one, but in the
  // right place.
  QPointF anchor(text.at.x() + (text.leftEdge ? 0 : text.width / 2), text.at.y());
  double scale = 1;
  QByteArray turn;
  if (t.type() <= QTransform::TxScale && t.m11() == t.m22() && t.m11() > 0) {
    scale = t.m11();
    anchor = t.map(anchor);
  } else {
    turn = svg::transformAttribute(t);
  }
  QByteArray group =
      text.clip +
      svg::attribute("font-family", svg::escaped(text.font.family()) + ",Arial,Helvetica,sans-serif") +
      svg::attribute("font-size", pixels * scale);
  if (text.font.weight() != QFont::Normal) {
    group += svg::attribute("font-weight", QByteArray::number(text.font.weight()));
  }
  if (text.font.italic()) group += svg::attribute("font-style", "italic");
  if (text.font.underline()) group += svg::attribute("text-decoration", "underline");
  if (!text.leftEdge) group += svg::attribute("text-anchor", "middle");
  group += svg::paintAttributes("fill", text.colour, text.opacity);
  document_.add(group, "<text" + svg::attribute("x", anchor.x()) + svg::attribute("y", anchor.y()) + turn +
                           '>' + svg::escaped(text.text.trimmed()) + "</text>");
}

}  // namespace entroscope
