#include "app/desktop/style/outlined_style.h"

#include <QStyleFactory>
#include <QStyleOption>
#include <algorithm>
#include <array>

#include "views/plot/theme.h"

namespace entroscope {

namespace {

constexpr int kFusionDarkens = 140;  // %, from the window to the outline
constexpr double kEnough = 3.1;      // WCAG's 3, and what rounding may take
constexpr qsizetype kMostPalettes = 64;

constexpr std::array kFramed{
    QStyle::PE_Frame,           QStyle::PE_FrameLineEdit,    QStyle::PE_FrameGroupBox,
    QStyle::PE_PanelButtonTool, QStyle::PE_PanelButtonBevel, QStyle::PE_PanelButtonCommand,
};
constexpr std::array kFramedControls{QStyle::CC_ComboBox, QStyle::CC_SpinBox, QStyle::CC_Slider};

}  // namespace

OutlinedStyle::OutlinedStyle(const QColor& outline)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))),
      window_(outline.lighter(kFusionDarkens)) {}

const QPalette& OutlinedStyle::outlined(const QPalette& palette) const {
  const qint64 key = palette.cacheKey();
  if (const auto known = palettes_.constFind(key); known != palettes_.constEnd()) return *known;
  if (palettes_.size() >= kMostPalettes) palettes_.clear();
  QPalette changed = palette;
  changed.setColor(QPalette::Window, window_);
  return *palettes_.insert(key, changed);
}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const {
  if (std::ranges::find(kFramed, element) == kFramed.end())
    return QProxyStyle::drawPrimitive(element, option, painter, widget);
  // The palette of the option alone is exchanged; the option's own type stays what it is.
  auto* open = const_cast<QStyleOption*>(option);
  const QPalette before = option->palette;
  open->palette = outlined(before);
  QProxyStyle::drawPrimitive(element, option, painter, widget);
  open->palette = before;
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const {
  if (std::ranges::find(kFramedControls, control) == kFramedControls.end())
    return QProxyStyle::drawComplexControl(control, option, painter, widget);
  auto* open = const_cast<QStyleOptionComplex*>(option);
  const QPalette before = option->palette;
  open->palette = outlined(before);
  QProxyStyle::drawComplexControl(control, option, painter, widget);
  open->palette = before;
}

int OutlinedStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                             QStyleHintReturn* returnData) const {
  // Qt's coloured signs on some dialogs' buttons; ours have words.
  if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
  return QProxyStyle::styleHint(hint, option, widget, returnData);
}

QColor outlineColour(std::initializer_list<QColor> surfaces, const QColor& foreground) {
  for (int share = 20; share < 100; ++share) {
    const QColor outline = mixed(*surfaces.begin(), foreground, share / 100.0);
    const auto standsOut = [&](const QColor& surface) { return contrast(outline, surface) >= kEnough; };
    if (std::ranges::all_of(surfaces, standsOut)) return outline;
  }
  return foreground;
}

}  // namespace entroscope
