// Fusion with outlines that can be seen. Its own are the window's colour made darker, which on a dark window
// is next to nothing, and on a light one less than the 3:1 that WCAG asks of controls. GUI thread only.
#pragma once

#include <QColor>
#include <QHash>
#include <QPalette>
#include <QProxyStyle>
#include <initializer_list>

namespace entroscope {

class OutlinedStyle final : public QProxyStyle {
  Q_OBJECT
 public:
  explicit OutlinedStyle(const QColor& outline);

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;

  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* returnData) const override;

 private:
  /// `palette` with the window colour from which Fusion makes the outline wanted.
  const QPalette& outlined(const QPalette& palette) const;

  QColor window_;
  /// Fusion keeps pictures of controls by their palette's key: equal palettes must be one.
  mutable QHash<qint64, QPalette> palettes_;
};

/// The calmest grey between the first surface and `foreground` that stands out 3:1 from all of them.
QColor outlineColour(std::initializer_list<QColor> surfaces, const QColor& foreground);

}  // namespace entroscope
