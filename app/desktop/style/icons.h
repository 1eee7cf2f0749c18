// The toolbar's icons: single-colour SVG drawings that take the colour of the theme's text.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace entroscope {

/// The drawing `:/icons/NAME.svg` in `colour`; half-transparent when disabled. Sharp at every scale.
QIcon themedIcon(const QString& name, const QColor& colour);

/// The program's own icon.
QIcon applicationIcon();

}  // namespace entroscope
