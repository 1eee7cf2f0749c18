#include "views/plot/theme_palette.h"

namespace entroscope {

QPalette themePalette(const Theme& theme) {
  QPalette palette;
  const QColor raised = mixed(theme.background, theme.foreground, 0.06);
  palette.setColor(QPalette::Window, theme.background);
  palette.setColor(QPalette::WindowText, theme.foreground);
  // Boxes and tick marks must stand out from a dark window too, whose outline is darker still.
  const bool dark = theme.background.lightnessF() < 0.5F;
  palette.setColor(QPalette::Base, dark ? mixed(theme.background, theme.foreground, 0.09) : theme.background);
  palette.setColor(QPalette::AlternateBase, mixed(theme.background, theme.foreground, dark ? 0.05 : 0.04));
  palette.setColor(QPalette::Text, theme.foreground);
  palette.setColor(QPalette::PlaceholderText, theme.mutedText);
  palette.setColor(QPalette::Button, raised);
  palette.setColor(QPalette::ButtonText, theme.foreground);
  palette.setColor(QPalette::Light, mixed(theme.background, theme.foreground, 0.1));
  palette.setColor(QPalette::Midlight, raised);
  palette.setColor(QPalette::Mid, theme.grid);
  palette.setColor(QPalette::Dark, mixed(theme.background, theme.foreground, 0.3));
  palette.setColor(QPalette::ToolTipBase, raised);
  palette.setColor(QPalette::ToolTipText, theme.foreground);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, textOn(theme.accent));
  palette.setColor(QPalette::Disabled, QPalette::Text, theme.mutedText);
  palette.setColor(QPalette::Disabled, QPalette::ButtonText, theme.mutedText);
  return palette;
}

}  // namespace entroscope
