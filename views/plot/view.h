// What the main window and the exporter know about a view. Each view folder holds a model (no widgets:
// the numbers and texts shown, and the CSV) and a widget deriving from View.
#pragma once

#include <QString>
#include <QWidget>

#include "views/plot/theme.h"
#include "views/plot/view_setting.h"

class QCPPainter;  // QCustomPlot's QPainter, declared in views/plot/qcp.h

namespace entroscope {

class RunSet;

class View : public QWidget {
  Q_OBJECT
 public:
  explicit View(RunSet& runs, QWidget* parent = nullptr);

  virtual QString figureName() const = 0;   ///< stable, for `export --figure`: "entropy-map"
  virtual QString title() const = 0;        ///< translated: "Head entropy"
  virtual QString whatItShows() const = 0;  ///< translated tool tip: formula and the paper's figure
  virtual void setTheme(const Theme& theme) = 0;
  /// Draws the figure (no buttons or combo boxes) into `size` logical pixels at the origin. Text is
  /// drawn as text, cells as rectangles, nothing as an image.
  virtual void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) = 0;
  virtual QSizeF figureSize() const { return {720, 480}; }  ///< natural size for export, px at 96 dpi
  /// Height the figure wants at another width, px: in proportion; a table keeps its rows.
  virtual double figureHeight(double width) const;
  /// Where the figure gets less room it is drawn this wide and scaled down, px; 0: it fits everywhere.
  virtual double leastFigureWidth() const { return 0; }
  virtual QByteArray csv() const = 0;  ///< what is shown, C locale, header line first
  /// All that the figure depends on beside its runs and style; read anew for each use.
  virtual ViewSettings settings() { return {}; }
  RunSet& runs() const { return runs_; }

 protected:
  /// Sets every text of the controls anew: called when the language changes, and by the deriving
  /// constructor.
  virtual void retranslate() = 0;
  void changeEvent(QEvent* event) override;

 private:
  RunSet& runs_;
};

/// How much a page `width` px wide magnifies the figure on it: `textScale`, less where the figure would get
/// less room than leastFigureWidth.
double figureScaleAt(const View& view, double width, double textScale = 1);
/// figureHeight of the figure on a page of that width.
double figureHeightAt(const View& view, double width, double textScale = 1);
/// paintFigure into `size`, laid out as figureScaleAt says: larger text means less room, never cut text.
void paintFigureInto(View& view, QCPPainter& painter, QSizeF size, const Theme& theme, double textScale = 1);

}  // namespace entroscope
