#include "views/plot/theme.h"

#include <QFontDatabase>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/base/resources.h"

namespace entroscope {
namespace {

// The run colours are Okabe and Ito's (2008), blue first; those too pale (or too dark) to reach a
// contrast of 3:1 on the theme's background are shifted in lightness only.
const std::array<QColor, 8> kOnWhite{QColor(0x0072b2), QColor(0xd55e00), QColor(0x008f68), QColor(0xb85c92),
                                     QColor(0xb57c00), QColor(0x2f8fc7), QColor(0x8c8000), QColor(0x2b2f36)};
const std::array<QColor, 8> kOnDark{QColor(0x4ba3e3), QColor(0xf0803c), QColor(0x2bc59a), QColor(0xe092bd),
                                    QColor(0xf0b13c), QColor(0x7cc8f0), QColor(0xf0e442), QColor(0xd5dae1)};

QString loadedFamily(const char* file) {
  const auto path = resourceFolder() / "fonts" / file;
  const int id = QFontDatabase::addApplicationFont(QString::fromStdString(path.string()));
  const QStringList families = id < 0 ? QStringList() : QFontDatabase::applicationFontFamilies(id);
  if (families.isEmpty())
    throw Error(ErrorCode::Io, path.string() + ": the figure font is missing or unreadable");
  return families.front();
}

/// WCAG 2.
double relativeLuminance(const QColor& colour) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Family of the FigureFontScope in force; empty: none is.
QString& scopedFamily() {
  static QString family;
  return family;
}

}  // namespace

const Theme& lightTheme() {
  static const Theme theme{"light",          QColor(0xffffff), QColor(0x1c2128),
                           QColor(0xe3e7ec), QColor(0x5d6673), QColor(0x0072b2),
                           QColor(0xc2410c), kOnWhite,         QColor(0xd6004f)};
  return theme;
}

const Theme& darkTheme() {
  static const Theme theme{"dark",           QColor(0x1b1e23), QColor(0xe6e9ee),
                           QColor(0x353b44), QColor(0x9aa4b2), QColor(0x4ba3e3),
                           QColor(0xfb923c), kOnDark,          QColor(0xff4d8d)};
  return theme;
}

const Theme& printTheme() {
  static const Theme theme{"print",          QColor(0xffffff), QColor(Qt::black),
                           QColor(0xd9d9d9), QColor(0x4d4d4d), QColor(0x0072b2),
                           QColor(0xb33c00), kOnWhite,         QColor(0xd6004f)};
  return theme;
}

const Theme& themeNamed(const QString& name) {
  for (const Theme* theme : {&lightTheme(), &darkTheme(), &printTheme()}) {
    if (theme->name == name) return *theme;
  }
  throw Error(ErrorCode::BadUsage,
              "theme \"" + name.toStdString() + "\" is unknown; there are light, dark, print");
}

QString bundledFontFamily() {
  static const QString family = [] {
    const QString regular = loadedFamily("Inter-Regular.otf");
    loadedFamily("Inter-SemiBold.otf");
    return regular;
  }();
  return family;
}

FigureFontScope::FigureFontScope(const QString& family) : before_(std::exchange(scopedFamily(), family)) {}

FigureFontScope::~FigureFontScope() { scopedFamily() = before_; }

QFont figureFont(double pointSize, bool bold) {
  QFont font(scopedFamily().isEmpty() ? bundledFontFamily() : scopedFamily());
  // Whole pixels at 96 dpi and no hinting: the layout is then the same on every screen and machine.
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pointSize * 96.0 / 72.0))));
  font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
  font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

QColor textOn(const QColor& background) {
  // 0.179 is where black and white reach the same contrast.
  return relativeLuminance(background) > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

QColor mixed(const QColor& a, const QColor& b, double shareOfB) {
  const auto mix = [shareOfB](float x, float y) { return x + (y - x) * static_cast<float>(shareOfB); };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

double contrast(const QColor& a, const QColor& b) {
  const double x = relativeLuminance(a), y = relativeLuminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace entroscope
