#include "app/desktop/style/appearance.h"

#include <QApplication>
#include <QFont>
#include <QFrame>
#include <QLabel>
#include <QPalette>

#include "app/desktop/style/icons.h"
#include "app/desktop/style/outlined_style.h"

namespace entroscope {

namespace {

QPalette paletteOf(const Theme& theme) {
  const bool dark = theme.background.lightness() < 128;
  const QColor window = dark ? QColor(0x23272e) : QColor(0xf3f5f8);
  const QColor faint = mixed(window, theme.foreground, 0.38);
  QPalette palette;
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, theme.foreground);
  palette.setColor(QPalette::Base, theme.background);
  palette.setColor(QPalette::AlternateBase, mixed(theme.background, window, 0.5));
  palette.setColor(QPalette::Text, theme.foreground);
  palette.setColor(QPalette::PlaceholderText, theme.mutedText);
  palette.setColor(QPalette::Button, dark ? QColor(0x2e333b) : QColor(0xfcfdfe));
  palette.setColor(QPalette::ButtonText, theme.foreground);
  palette.setColor(QPalette::ToolTipBase, dark ? QColor(0x353b44) : QColor(0xffffff));
  palette.setColor(QPalette::ToolTipText, theme.foreground);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, textOn(theme.accent));
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::Light, mixed(window, Qt::white, dark ? 0.08 : 0.7));
  palette.setColor(QPalette::Midlight, mixed(window, theme.foreground, 0.06));
  palette.setColor(QPalette::Mid, mixed(window, theme.foreground, 0.16));
  palette.setColor(QPalette::Dark, mixed(window, theme.foreground, 0.28));
  palette.setColor(QPalette::Shadow, dark ? QColor(0x101215) : mixed(window, theme.foreground, 0.45));
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, faint);
  }
  palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(window, theme.foreground, 0.2));
  return palette;
}

/// One thin line between things, no frames in frames.
QString styleSheetOf(const Theme& theme) {
  const QPalette palette = paletteOf(theme);
  QString sheet = QStringLiteral(
      "QToolBar { border: 0; border-bottom: 1px solid %line; padding: 4px 8px; spacing: 2px; }"
      "QToolBar QToolButton { border: 0; border-radius: 5px; padding: 4px 8px; }"
      "QToolBar QToolButton:hover:enabled, QToolBar QToolButton:focus { background: %hover; }"
      "QToolBar::separator { background: %line; width: 1px; margin: 5px 6px; }"
      "QMenuBar { border: 0; padding: 2px 6px; }"
      "QStatusBar { border-top: 1px solid %line; } QStatusBar::item { border: 0; }"
      "QMainWindow::separator { background: %window; width: 5px; height: 5px; }"
      "QMainWindow::separator:hover { background: %accent; }"
      "QTreeView { border: 0; background: %base; outline: 0; padding-left: 6px; } QTreeView::item { padding: "
      "3px 2px; }"
      "QTableView { border: 0; background: %base; alternate-background-color: %stripe; color: %text; }"
      "QHeaderView { background: %base; }"
      "QHeaderView::section { border: 0; background: %base; color: %muted; padding: 4px 3px; }"
      "QCheckBox::indicator, QTreeView::indicator, QListView::indicator { width: 13px; height: 13px;"
      "  border: 1px solid %muted; border-radius: 3px; background: %base; }"
      "QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {"
      "  border-color: %accent; background: %accent; image: url(:/icons/check.svg); }"
      "QProgressBar { border: 0; border-radius: 3px; background: %line; }"
      "QProgressBar::chunk { border-radius: 3px; background: %accent; }"
      "QTabBar::tab { border: 0; border-bottom: 2px solid transparent; padding: 5px 10px; color: %muted;"
      "  background: transparent; }"
      "QTabBar::tab:selected { color: %text; border-bottom-color: %accent; }"
      "QTabBar::tab:hover:!selected { color: %text; }"
      "QToolTip { border: 1px solid %line; padding: 4px; }");
  const std::pair<const char*, QColor> colours[] = {
      {"%line", palette.color(QPalette::Mid)},
      {"%window", palette.color(QPalette::Window)},
      {"%base", theme.background},
      {"%stripe", palette.color(QPalette::AlternateBase)},
      {"%text", theme.foreground},
      {"%muted", theme.mutedText},
      {"%accent", theme.accent},
      {"%hover", palette.color(QPalette::Midlight)},
  };
  for (const auto& [name, colour] : colours) sheet.replace(QLatin1String(name), colour.name());
  return sheet;
}

}  // namespace

Appearance::Appearance(QObject* parent)
    : QObject(parent), systemIsDark_(QApplication::palette().color(QPalette::Window).lightness() < 128) {}

const Theme& Appearance::theme() const {
  if (choice_ == printTheme().name) return printTheme();
  const bool dark = choice_ == QLatin1String("dark") || (choice_ == QLatin1String("system") && systemIsDark_);
  return dark ? darkTheme() : lightTheme();
}

void Appearance::choose(const QString& choice) {
  choice_ = choice;
  const QPalette palette = paletteOf(theme());
  // Fusion shades a button, so that its upper edge is lighter than its colour, the more the darker that is.
  constexpr int kLightestShade = 140;  // %
  const QColor outline = outlineColour({palette.color(QPalette::Window), theme().background,
                                        palette.color(QPalette::Button).lighter(kLightestShade)},
                                       theme().foreground);
  QApplication::setStyle(new OutlinedStyle(outline));
  QApplication::setPalette(palette);
  // The figures' font, at the user's size: the window then reads the same on every machine.
  QFont font = QApplication::font();
  font.setFamily(figureFont(9).family());
  QApplication::setFont(font);
  for (const char* type :
       {"QMenu", "QMenuBar", "QToolButton", "QLabel", "QAbstractItemView", "QHeaderView"}) {
    QApplication::setFont(font, type);  // platforms set some of these apart
  }
  qApp->setStyleSheet(styleSheetOf(theme()));
  Q_EMIT changed();
}

namespace {

void styleBar(QFrame& bar, QLabel& icon, const QColor& colour, const QString& name) {
  QColor tint = colour;
  tint.setAlphaF(0.14F);
  bar.setStyleSheet(QStringLiteral("#%1 { background: %2; border: 0; border-bottom: 1px solid %3; }")
                        .arg(bar.objectName(), tint.name(QColor::HexArgb), colour.name()));
  icon.setPixmap(themedIcon(name, colour).pixmap(QSize(20, 20), bar.devicePixelRatioF()));
}

}  // namespace

void styleWarning(QFrame& bar, QLabel& icon, const Theme& theme) {
  styleBar(bar, icon, theme.warning, QStringLiteral("warning"));
}

void styleNote(QFrame& bar, QLabel& icon, const Theme& theme) {
  styleBar(bar, icon, theme.accent, QStringLiteral("done"));
}

}  // namespace entroscope
