#include "views/export/figure_style.h"

#include <QFontDatabase>
#include <QLocale>
#include <cmath>

#include "core/base/error.h"
#include "views/plot/qcp.h"

namespace entroscope {
namespace {

constexpr double kPixelsPerMillimetre = 96.0 / 25.4;

void requireRange(const char* what, double value, double least, double most, const char* unit) {
  if (std::isfinite(value) && value >= least && value <= most) return;
  const QLocale c = QLocale::c();
  throw Error(ErrorCode::BadUsage, QStringLiteral("%1: expected %2 to %3 %4, found %5")
                                       .arg(QLatin1String(what), c.toString(least), c.toString(most),
                                            QLatin1String(unit), c.toString(value))
                                       .toStdString());
}

}  // namespace

void validate(const FigureStyle& style) {
  themeNamed(style.theme);
  bundledFontFamily();  // loaded, so that it is among the families of this machine
  if (!style.family.isEmpty() && !QFontDatabase::hasFamily(style.family)) {
    throw Error(ErrorCode::BadUsage,
                "font: expected a family of this machine, found \"" + style.family.toStdString() + "\"");
  }
  requireRange("font size", style.points, kSmallestPoints, kLargestPoints, "pt");
  if (style.widthMillimetres != 0)
    requireRange("width", style.widthMillimetres, kNarrowestMillimetres, kWidestMillimetres, "mm");
}

QSizeF pageSize(const View& view, const FigureStyle& style) {
  const FigureFontScope font(style.family);
  const double scale = style.textScale();
  if (style.widthMillimetres <= 0) return view.figureSize() * scale;
  const double width = style.widthMillimetres * kPixelsPerMillimetre;
  return {width, figureHeightAt(view, width, scale)};
}

double pointsOnPage(const View& view, const FigureStyle& style) {
  const FigureFontScope font(style.family);
  return kDesignedPoints * figureScaleAt(view, pageSize(view, style).width(), style.textScale());
}

void paintPage(View& view, QCPPainter& painter, QSizeF size, const FigureStyle& style) {
  const FigureFontScope font(style.family);
  const Theme& theme = themeNamed(style.theme);
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
  paintFigureInto(view, painter, size, theme, style.textScale());
}

QString commandOptions(const FigureStyle& style) {
  QString options = QStringLiteral("--theme ") + style.theme;
  const auto number = [](double value) { return QString::number(value, 'g', 6); };
  if (style.widthMillimetres > 0) options += QStringLiteral(" --width ") + number(style.widthMillimetres);
  if (!style.family.isEmpty()) options += QStringLiteral(" --font \"%1\"").arg(style.family);
  if (style.points != kDesignedPoints) options += QStringLiteral(" --font-size ") + number(style.points);
  return options;
}

}  // namespace entroscope
