// Colours and fonts of every figure. A theme is a plain value; views repaint when it changes.
#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <array>
#include <vector>

namespace entroscope {

struct Theme {
  QString name;  ///< "light", "dark", "print"
  QColor background, foreground, grid, mutedText, accent, warning;
  std::array<QColor, 8> runColours;  ///< colour-blind safe (Okabe-Ito order), readable on background
  QColor nanColour;                  ///< cells and marks for NaN: never part of a colour map
};

const Theme& lightTheme();
const Theme& darkTheme();
const Theme& printTheme();  ///< white, black text, thin lines: for papers
/// @throws Error{BadUsage} naming the themes there are.
const Theme& themeNamed(const QString& name);

/// The bundled figure font at a point size (loaded once; the same on every machine), or the family of the
/// FigureFontScope that is in force.
QFont figureFont(double pointSize, bool bold = false);
/// Family of the bundled font: "Inter".
QString bundledFontFamily();

/// While one lives, figureFont is of another family: for the time of one measuring or painting of a page.
/// Text is set deep below paintFigure, where a parameter would have to pass through every layout. GUI thread.
class FigureFontScope {
 public:
  explicit FigureFontScope(const QString& family);  ///< empty: the bundled one
  ~FigureFontScope();
  FigureFontScope(const FigureFontScope&) = delete;
  FigureFontScope& operator=(const FigureFontScope&) = delete;

 private:
  QString before_;
};

/// Cividis at t in [0,1] (clamped): monotone in lightness, safe for colour-blind readers.
QColor cividis(double t);
QColor viridis(double t);
/// Sequential colour of a theme: viridis without the end that melts into the background.
QColor sequentialColour(double t, const Theme& theme);
/// Diverging map, t in [−1,1], white-centred (light) for A − B maps.
QColor diverging(double t);
/// Black or white, whichever reads better on `background`.
QColor textOn(const QColor& background);
/// Between `a` and `b` in sRGB; `shareOfB` 0 is `a`.
QColor mixed(const QColor& a, const QColor& b, double shareOfB);
/// Ratio in [1, 21] (WCAG 2.1): 4.5 for text, 3 for the borders of controls.
double contrast(const QColor& a, const QColor& b);

}  // namespace entroscope
