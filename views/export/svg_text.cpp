#include "views/export/svg_text.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace entroscope::svg {
namespace {

using Hundredths = std::int64_t;

Hundredths rounded(double value) {
  // Far beyond any figure; keeps NaN and infinity out of the file.
  if (!std::isfinite(value)) return 0;
  return std::llround(std::clamp(value, -1e9, 1e9) * 100.0);
}

QByteArray text(Hundredths value) {
  const Hundredths size = std::abs(value);
  QByteArray result = value < 0 ? "-" : "";
  if (size >= 100 || size == 0) result += QByteArray::number(static_cast<qlonglong>(size / 100));
  if (const auto rest = static_cast<int>(size % 100); rest != 0) {
    result += '.';
    result += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) result += static_cast<char>('0' + rest % 10);
  }
  return result;
}

/// Collects path data: one command letter for a row of equal commands, no needless separators.
class PathWriter {
 public:
  void moveTo(QPointF p) {
    command('M');
    x_ = startX_ = rounded(p.x());
    y_ = startY_ = rounded(p.y());
    value(x_);
    value(y_);
    drawn_ = false;
  }
  void lineTo(QPointF p) {
    const Hundredths x = rounded(p.x()), y = rounded(p.y()), dx = x - x_, dy = y - y_;
    if (dx == 0 && dy == 0 && drawn_) return;
    if (dy == 0) {
      command('h');
      value(dx);
    } else if (dx == 0) {
      command('v');
      value(dy);
    } else {
      command('l');
      value(dx);
      value(dy);
    }
    x_ = x;
    y_ = y;
    drawn_ = true;
  }
  void curveTo(QPointF a, QPointF b, QPointF end) {
    command('c');
    const Hundredths x0 = x_, y0 = y_;
    for (const QPointF& p : {a, b, end}) {
      value((x_ = rounded(p.x())) - x0);
      value((y_ = rounded(p.y())) - y0);
    }
    drawn_ = true;
  }
  void close() {
    data_ += 'z';
    last_ = 'z';
  }
  bool atStart() const { return drawn_ && x_ == startX_ && y_ == startY_; }
  QByteArray take() { return std::move(data_); }

 private:
  void command(char letter) {
    if (letter != last_ || letter == 'M') data_ += letter;
    fresh_ = letter != last_ || letter == 'M';
    last_ = letter;
  }
  void value(Hundredths v) {
    const QByteArray word = text(v);
    // A sign or, after a fraction, a point begins a number by itself.
    const bool separate = !fresh_ && word[0] != '-' && !(word[0] == '.' && fraction_);
    if (separate) data_ += ' ';
    data_ += word;
    fraction_ = word.contains('.');
    fresh_ = false;
  }

  QByteArray data_;
  char last_ = 0;
  bool fresh_ = true, fraction_ = false, drawn_ = false;
  Hundredths x_ = 0, y_ = 0, startX_ = 0, startY_ = 0;
};

}  // namespace

QByteArray number(double value) { return text(rounded(value)); }

QByteArray attribute(const char* name, const QByteArray& value) {
  return QByteArray(" ") + name + "=\"" + value + '"';
}
QByteArray attribute(const char* name, double value) { return attribute(name, number(value)); }

QByteArray colour(const QColor& colour) { return colour.name(QColor::HexRgb).toLatin1(); }

QByteArray paintAttributes(const char* name, const QColor& paint, double opacity) {
  QByteArray result = attribute(name, colour(paint));
  const double alpha = paint.alphaF() * opacity;
  if (alpha < 0.995) result += attribute((QByteArray(name) + "-opacity").constData(), alpha);
  return result;
}

QByteArray strokeAttributes(const QPen& pen, double width, double opacity) {
  QByteArray result = paintAttributes("stroke", pen.color(), opacity);
  if (std::abs(width - 1.0) > 0.004) result += attribute("stroke-width", width);
  if (pen.capStyle() == Qt::RoundCap) result += attribute("stroke-linecap", "round");
  if (pen.capStyle() == Qt::SquareCap) result += attribute("stroke-linecap", "square");
  if (pen.joinStyle() == Qt::RoundJoin) result += attribute("stroke-linejoin", "round");
  if (pen.joinStyle() == Qt::BevelJoin) result += attribute("stroke-linejoin", "bevel");
  if (pen.style() != Qt::SolidLine) {
    QByteArray dashes;
    for (double dash : pen.dashPattern()) dashes += (dashes.isEmpty() ? "" : " ") + number(dash * width);
    result += attribute("stroke-dasharray", dashes);
    if (pen.dashOffset() != 0) result += attribute("stroke-dashoffset", pen.dashOffset() * width);
  }
  return result;
}

QByteArray pathData(const QPainterPath& path) {
  PathWriter writer;
  for (int i = 0; i < path.elementCount(); ++i) {
    const QPainterPath::Element e = path.elementAt(i);
    if (e.isMoveTo()) {
      if (writer.atStart()) writer.close();
      writer.moveTo(e);
    } else if (e.isLineTo()) {
      writer.lineTo(e);
    } else if (i + 2 < path.elementCount()) {
      writer.curveTo(e, path.elementAt(i + 1), path.elementAt(i + 2));
      i += 2;
    }
  }
  if (writer.atStart()) writer.close();
  return writer.take();
}

QByteArray transformAttribute(const QTransform& t, const char* name) {
  if (t.isIdentity()) return {};
  QByteArray matrix = "matrix(";
  for (double v : {t.m11(), t.m12(), t.m21(), t.m22()}) {
    // Factors need more digits than coordinates do.
    QByteArray word = QByteArray::number(v, 'f', 6);
    while (word.endsWith('0')) word.chop(1);
    if (word.endsWith('.')) word.chop(1);
    matrix += (word == "-0" ? QByteArray("0") : word) + ' ';
  }
  return attribute(name, matrix + number(t.dx()) + ' ' + number(t.dy()) + ')');
}

QByteArray escaped(const QString& text) {
  QString kept;
  for (const QChar c : text) {
    if (c.unicode() >= 0x20 || c == QLatin1Char('\t')) kept += c;
  }
  return kept.toHtmlEscaped().toUtf8();
}

}  // namespace entroscope::svg
