// How exported and copied figures look: theme, font, size of the text, width of the page, with the figure
// itself beside them. GUI thread only.
#pragma once

#include <QDialog>
#include <vector>

#include "views/export/figure_style.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPlainTextEdit;

namespace entroscope {

class FigurePreview;

/// "Print, Inter 9 pt, 85 mm", translated.
QString styleText(const FigureStyle& style);

class StyleDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param views to look at, at least one; not owned, they outlive the dialog.
  /// @param shown first in the preview; the first of `views` when null.
  StyleDialog(const std::vector<View*>& views, const View* shown, const FigureStyle& style,
              QWidget* parent = nullptr);

  FigureStyle style() const;

 private:
  void makeControls();
  void layOut();
  void setStyle(const FigureStyle& style);
  void chooseWidth();
  void typeWidth(double millimetres);
  void update();
  View* shown() const;
  QString sizeText() const;
  QString fontNote() const;

  std::vector<View*> views_;
  QComboBox *figure_, *theme_, *font_, *width_;
  QDoubleSpinBox *points_, *millimetres_;
  QLabel *size_, *fontNote_;
  QPlainTextEdit* command_;
  FigurePreview* preview_;
};

}  // namespace entroscope
