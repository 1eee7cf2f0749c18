#include "tests/support/figure_checks.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace entroscope {
namespace {

/// Bounds of path data as our engine writes it: M with absolute, h v l c with relative coordinates, z.
QRectF pathBounds(const QString& data) {
  static const QRegularExpression token(QStringLiteral("[MhvlcZz]|-?(?:\\d+\\.?\\d*|\\.\\d+)"));
  QPolygonF points;
  QPointF at;
  QChar command;
  std::vector<double> values;
  for (auto match = token.globalMatch(data); match.hasNext();) {
    const QString word = match.next().captured();
    if (word[0].isLetter()) {
      command = word[0];
      values.clear();
      continue;
    }
    values.push_back(word.toDouble());
    const std::size_t needed = command == 'h' || command == 'v' ? 1 : command == 'c' ? 6 : 2;
    if (values.size() < needed) continue;
    if (command == 'M') at = QPointF(values[0], values[1]);
    if (command == 'h') at += QPointF(values[0], 0);
    if (command == 'v') at += QPointF(0, values[0]);
    if (command == 'l') at += QPointF(values[0], values[1]);
    if (command == 'c') {
      points << at + QPointF(values[0], values[1]) << at + QPointF(values[2], values[3]);
      at += QPointF(values[4], values[5]);
    }
    points << at;
    values.clear();
  }
  return points.boundingRect();
}

QRectF elementBounds(const QString& name, const QXmlStreamAttributes& a) {
  const auto number = [&](const char* key) { return a.value(QLatin1String(key)).toDouble(); };
  if (name == QLatin1String("rect")) return {number("x"), number("y"), number("width"), number("height")};
  if (name == QLatin1String("circle")) {
    const double r = number("r");
    return {number("cx") - r, number("cy") - r, 2 * r, 2 * r};
  }
  if (name == QLatin1String("text")) return {number("x"), number("y"), 0, 0};
  return pathBounds(a.value(QLatin1String("d")).toString());
}

bool visiblyDiffers(QRgb a, QRgb b) {
  constexpr int kVisible = 40;
  return std::abs(qRed(a) - qRed(b)) > kVisible || std::abs(qGreen(a) - qGreen(b)) > kVisible ||
         std::abs(qBlue(a) - qBlue(b)) > kVisible;
}

}  // namespace

QString svgFaults(const QByteArray& svg) {
  QXmlStreamReader reader(svg);
  QRectF viewBox;
  bool definitions = false;
  int texts = 0;
  while (!reader.atEnd()) {
    const auto token = reader.readNext();
    const QString name = reader.name().toString();
    if (name == QLatin1String("defs")) definitions = token == QXmlStreamReader::StartElement;
    if (token != QXmlStreamReader::StartElement) continue;
    const QXmlStreamAttributes attributes = reader.attributes();
    if (name == QLatin1String("svg")) {
      const QStringList box = attributes.value(QLatin1String("viewBox")).toString().split(' ');
      if (box.size() != 4) return QStringLiteral("no view box");
      viewBox = QRectF(box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble());
    }
    if (name == QLatin1String("image")) return QStringLiteral("an <image>");
    if (name == QLatin1String("text")) ++texts;
    static const QRegularExpression noNumber(QStringLiteral("(?<![a-z])(nan|inf)(?![a-z])"));
    for (const char* place :
         {"d", "x", "y", "width", "height", "cx", "cy", "r", "transform", "x1", "y1", "x2", "y2"}) {
      if (attributes.value(QLatin1String(place)).contains(noNumber))
        return QStringLiteral("<%1> at line %2: %3 is no number")
            .arg(name)
            .arg(reader.lineNumber())
            .arg(QLatin1String(place));
    }
    static const QStringList drawn{"rect", "circle", "path", "text"};
    // Turned text has its place in the matrix; definitions have coordinates of their own.
    if (definitions || !drawn.contains(name) || attributes.hasAttribute(QLatin1String("transform"))) continue;
    const QRectF bounds = elementBounds(name, attributes);
    if (!viewBox.adjusted(-0.01, -0.01, 0.01, 0.01).contains(bounds.topLeft()) ||
        !viewBox.adjusted(-0.01, -0.01, 0.01, 0.01).contains(bounds.bottomRight())) {
      return QStringLiteral("<%1> at line %2 leaves the view box").arg(name).arg(reader.lineNumber());
    }
  }
  if (reader.hasError())
    return QStringLiteral("line %1: %2").arg(reader.lineNumber()).arg(reader.errorString());
  return texts == 0 ? QStringLiteral("no <text>") : QString();
}

QString svgTexts(const QByteArray& svg) {
  QXmlStreamReader reader(svg);
  QString result;
  while (!reader.atEnd()) {
    if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text")) {
      result += reader.readElementText() + '\n';
    }
  }
  return result;
}

QImage renderedByRsvg(const QByteArray& svg) {
  const QString program = QStandardPaths::findExecutable(QStringLiteral("rsvg-convert"));
  if (program.isEmpty()) return {};
  QProcess process;
  process.start(program, {});
  process.write(svg);
  process.closeWriteChannel();
  process.waitForFinished(60'000);
  return QImage::fromData(process.readAllStandardOutput(), "PNG");
}

QString differsFromControl(const QImage& actual, const QString& controlFolder, const QString& name,
                           double tolerance) {
  const QString path = controlFolder + '/' + name + QStringLiteral(".png");
  if (qEnvironmentVariableIsSet("ENTROSCOPE_UPDATE_CONTROL")) {
    QDir().mkpath(controlFolder);
    actual.save(path);
    return {};
  }
  const QImage expected = QImage(path).convertToFormat(QImage::Format_RGB32);
  const QImage shown = actual.convertToFormat(QImage::Format_RGB32);
  if (expected.isNull()) return path + QStringLiteral(" is missing");
  QImage diff(shown.size(), QImage::Format_RGB32);
  diff.fill(Qt::white);
  qint64 different = 0;
  const bool sameSize = shown.size() == expected.size();
  for (int y = 0; sameSize && y < shown.height(); ++y) {
    for (int x = 0; x < shown.width(); ++x) {
      if (!visiblyDiffers(shown.pixel(x, y), expected.pixel(x, y))) continue;
      ++different;
      diff.setPixel(x, y, qRgb(255, 0, 0));
    }
  }
  const double share = double(different) / std::max(1.0, double(shown.width()) * shown.height());
  if (sameSize && share <= tolerance) return {};
  QDir().mkpath(QStringLiteral("figures"));
  const QString left = QStringLiteral("figures/") + name;
  shown.save(left + QStringLiteral("-actual.png"));
  expected.save(left + QStringLiteral("-expected.png"));
  diff.save(left + QStringLiteral("-diff.png"));
  if (!sameSize) return name + QStringLiteral(": another size than the control image");
  return QStringLiteral("%1: %2 % of the pixels differ; see %3")
      .arg(name)
      .arg(100 * share, 0, 'f', 2)
      .arg(QDir(left).absolutePath() + QStringLiteral("-*.png"));
}

}  // namespace entroscope
