// Draws a CurveFigure with QCustomPlot, on screen and on the page. GUI thread.
//
// The plot is rebuilt from each figure (a few dozen lines of at most a thousand points: cheaper than a
// repaint), so nothing in it outlives one figure but the view of the vertical axes. It handles the mouse
// itself: drag pans, wheel zooms steps (with Ctrl values), double click shows all, click moves the cursor.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "views/curves/curve_figure.h"
#include "views/curves/curve_marks.h"
#include "views/plot/plot_style.h"

namespace entroscope {

class CurvePlot : public QCustomPlot {
  Q_OBJECT
 public:
  CurvePlot(Theme theme, Numbers numbers, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setFigure(CurveFigure figure);
  const CurveFigure& figure() const { return figure_; }
  /// Line of the common cursor, in units of the horizontal axis.
  void setCursorKey(std::optional<double> key);
  /// Forgets ranges chosen by hand and asks for the whole axis.
  void showAll();

 Q_SIGNALS:
  void windowWanted(XWindow window);  ///< panned or zoomed
  void allWanted();
  void cursorPicked(double key);
  void resized();  ///< another number of points may fit

 protected:
  void updateLayout() override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Panel {
    QCPAxisRect* rect = nullptr;
    QCPAxis* x = nullptr;
    QCPAxis* y = nullptr;
  };

  void rebuild();
  int wantedColumns() const;
  QCPLayoutGrid* addPanels();
  QCPRange keyRange() const;
  QString fittingLabel(const QString& label, double room) const;
  bool roomForLevelLabel() const;
  void addLine(const Panel& panel, const CurveLine& line);
  void addMarks(const Panel& panel, const CurvePanel& shown);
  void addLevel(const Panel& panel, const CurvePanel& shown);
  void addLegend();
  void addLegendKey(const QString& text, const QPen& pen, const QCPScatterStyle& scatter);
  void seatLegend();   ///< inside the panel or above all
  void placeLegend();  ///< in the corner that hides least
  void scaleValues();
  void equalisePanels();
  std::pair<double, double> valueRange(const CurvePanel& panel) const;
  QColor colourOf(const CurveLine& line) const;
  Qt::PenStyle dashOf(const CurveLine& line) const;
  void showReadings(QPointF position);
  void hideReadings();
  void moveWindow(double first, double last);

  Theme theme_;
  Numbers numbers_;
  CurveFigure figure_;
  int columns_ = 1;
  std::vector<Panel> panels_;
  QCPLayoutGrid* grid_ = nullptr;
  ReadingLayer* readings_ = nullptr;
  std::optional<QCPRange> values_;  ///< vertical range chosen by hand
  bool legendInside_ = false;
  QStringList legendNames_;  ///< whole, in the order of the legend
  Qt::Alignment legendCorner_ = Qt::AlignTop | Qt::AlignRight;
  std::optional<QPointF> pressed_;
  XWindow pressedWindow_;
  bool dragged_ = false;
};

}  // namespace entroscope
