// Checks on exported figures that every view's test shares. Each returns an empty text when all is well,
// else what is wrong. Qt only.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace entroscope {

/// An SVG figure as promised: well-formed, no image, text as text, and no coordinate outside the view box.
QString svgFaults(const QByteArray& svg);

/// All the text of an SVG, one <text> a line, in drawing order.
QString svgTexts(const QByteArray& svg);

/// Rendered by librsvg where rsvg-convert is installed; null where it is not.
QImage renderedByRsvg(const QByteArray& svg);

/// Compares with `controlFolder`/`name`.png; at most `tolerance` of the pixels may differ visibly (another
/// FreeType shades edges differently). On a difference, name-actual.png, -expected.png and -diff.png are left
/// in the current folder's figures/. With ENTROSCOPE_UPDATE_CONTROL set, the control image is written
/// instead.
QString differsFromControl(const QImage& actual, const QString& controlFolder, const QString& name,
                           double tolerance = 0.005);

}  // namespace entroscope
