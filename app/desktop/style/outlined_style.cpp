#include "app/desktop/style/outlined_style.h"

#include <QFontMetricsF>
#include <QLabel>
#include <QStringList>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTextLayout>
#include <algorithm>
#include <array>

#include "views/plot/theme.h"

namespace entroscope {

namespace {

constexpr int kFusionDarkens = 140;  // %, from the window to the outline
constexpr double kEnough = 3.1;      // WCAG's 3, and what rounding may take
constexpr qsizetype kMostPalettes = 64;
constexpr int kTipColumns = 80, kMostTipLines = 40;

constexpr std::array kFramed{
    QStyle::PE_Frame,           QStyle::PE_FrameLineEdit,    QStyle::PE_FrameGroupBox,
    QStyle::PE_PanelButtonTool, QStyle::PE_PanelButtonBevel, QStyle::PE_PanelButtonCommand,
};
constexpr std::array kFramedControls{QStyle::CC_ComboBox, QStyle::CC_SpinBox, QStyle::CC_Slider};

/// `text` in lines of at most kTipColumns, and no more of them than a screen has room for.
QString folded(const QString& text, const QFont& font) {
  const double width = kTipColumns * QFontMetricsF(font).averageCharWidth();
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  QString start = text.left(kMostTipLines * kTipColumns);
  if (start.size() < text.size() && start.back().isHighSurrogate()) start.chop(1);  // half a letter
  QStringList lines;
  for (const QString& paragraph : start.split(QLatin1Char('\n'))) {
    QTextLayout layout(paragraph, font);
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
      line.setLineWidth(width);
      lines << paragraph.mid(line.textStart(), line.textLength());
    }
    layout.endLayout();
  }
  if (lines.size() <= kMostTipLines && start.size() == text.size()) return lines.join(QLatin1Char('\n'));
  return lines.mid(0, kMostTipLines).join(QLatin1Char('\n')) + QStringLiteral(" …");
}

/// Exchanges the palette of an option for as long as this lives; the option's own type stays what it is.
class OtherPalette {
 public:
  OtherPalette(const QStyleOption* option, const QPalette& palette)
      : option_(const_cast<QStyleOption*>(option)), before_(option->palette) {
    option_->palette = palette;
  }
  ~OtherPalette() { option_->palette = before_; }
  OtherPalette(const OtherPalette&) = delete;
  OtherPalette& operator=(const OtherPalette&) = delete;

 private:
  QStyleOption* option_;
  QPalette before_;
};

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
  const bool framed = std::ranges::find(kFramed, element) != kFramed.end();
  const OtherPalette other(option, framed ? outlined(option->palette) : option->palette);
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const {
  const bool framed = std::ranges::find(kFramedControls, control) != kFramedControls.end();
  const OtherPalette other(option, framed ? outlined(option->palette) : option->palette);
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void OutlinedStyle::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  auto* label = qobject_cast<QLabel*>(widget);
  if (label == nullptr) return;
  // A size hint polishes first, so nothing has laid the text out before.
  if (label->textFormat() == Qt::AutoText) label->setTextFormat(Qt::PlainText);
  // Under a style sheet a tip is polished anew whenever it has got its text, before it is measured.
  if (label->inherits("QTipLabel")) label->setText(folded(label->text(), label->font()));
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
