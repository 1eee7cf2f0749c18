// Fusion with outlines that can be seen. Its own are the window's colour made darker, which on a dark window
// is next to nothing, and on a light one less than the 3:1 that WCAG asks of controls.
// And text is text: sentences quote names out of files, and a label that takes one for HTML opens the files
// it names. GUI thread only.
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

  /// A label that was told no format shows plain text, those of tool tips and message boxes included; HTML of
  /// ours says Qt::RichText. Long lines of tool tips are folded, as Qt does with HTML only.
  void polish(QWidget* widget) override;
  using QProxyStyle::polish;

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
