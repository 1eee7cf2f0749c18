// The overload histogram as a Qt Charts chart with a label on every bar. GUI thread. The same object is
// shown in a view and rendered onto a page.
#pragma once

#include <QtCharts/QChart>
#include <vector>

#include "views/histogram/histogram_model.h"
#include "views/plot/plot_style.h"

class QBarCategoryAxis;
class QBarSeries;
class QGraphicsRectItem;
class QGraphicsSimpleTextItem;
class QValueAxis;

namespace entroscope {

class HistogramChart : public QChart {
  Q_OBJECT
 public:
  HistogramChart(Theme theme, Numbers numbers);

  void setTheme(const Theme& theme);
  /// Changes only the bars' heights where runs and texts stay: live updates are cheap.
  void setFigure(const HistogramFigure& figure);
  /// Puts texts where bars and edges are; done by itself whenever the plot area moves.
  void placeLabels();

 private:
  struct BarLabel {
    QGraphicsSimpleTextItem* percent = nullptr;
    QGraphicsSimpleTextItem* count = nullptr;
  };
  struct LegendKey {
    QGraphicsRectItem* swatch = nullptr;
    QGraphicsSimpleTextItem* name = nullptr;
  };
  /// What is written at the bars, from wide bars to thin ones; the same at all of them.
  enum class Wording { PercentAndCount, NumbersOnly, PercentOnly, Upended, Nothing };

  bool sameShape(const HistogramFigure& figure) const;
  void rebuild();
  void applyColours();
  void setValues();
  QGraphicsSimpleTextItem* addText(const QColor& colour);
  Wording wordingFor(double barWidth) const;
  void placeLabel(const BarLabel& label, int run, int quarter, double barWidth, Wording wording);
  double placeLegend();  ///< height of its rows
  QString percentText(int run, int quarter) const;
  QString countText(int run, int quarter) const;

  Theme theme_;
  Numbers numbers_;
  HistogramFigure figure_;
  QBarSeries* series_ = nullptr;
  QBarCategoryAxis* quarters_ = nullptr;
  QValueAxis* share_ = nullptr;
  std::vector<BarLabel> labels_;   ///< run-major, four a run
  std::vector<LegendKey> legend_;  ///< of our own: Qt's shortens names instead of taking another row
  QGraphicsSimpleTextItem* note_ = nullptr;
};

}  // namespace entroscope
