// The overload histogram with the choice of M above it (paper, Fig 2a). GUI thread.
#pragma once

#include "views/plot/panel_view.h"

class QChartView;
class QComboBox;
class QLabel;
class QSpinBox;

namespace entroscope {

class HistogramChart;

class HistogramView : public PanelView {
  Q_OBJECT
 public:
  explicit HistogramView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("overload-histogram"); }
  QString title() const override { return tr("Overload histogram"); }
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QByteArray csv() const override;
  ViewSettings settings() override;

 protected:
  void retranslate() override;

 private:
  void makeControls();
  void reload() override;

  HistogramChart* chart_ = nullptr;
  QChartView* screen_ = nullptr;
  QComboBox* maximum_ = nullptr;
  QLabel* brushLabel_ = nullptr;
  QSpinBox* brush_ = nullptr;  ///< percent of M; 0: off
};

}  // namespace entroscope
