// The layer × head entropy map, live, at the cursor, or saved; every visible run side by side on one
// colour scale (paper, Fig 1). Figure "entropy-map". GUI thread.
#pragma once

#include "views/heatmap/heat_map_model.h"
#include "views/plot/view.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace entroscope {

class HeatMapCanvas;

class HeatMapView : public View {
  Q_OBJECT
 public:
  explicit HeatMapView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("entropy-map"); }
  QString title() const override;
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;

  EntropyScale scale() const;
  void setScale(EntropyScale scale);
  bool marksOverload() const;
  void setMarksOverload(bool marks);

  /// Up to date with the run set, also while the view is hidden.
  const HeatMapModel& model() const;

 Q_SIGNALS:
  void headClicked(int layer, int head);

 protected:
  void showEvent(QShowEvent* event) override;
  void retranslate() override;

 private:
  enum class Stale { No, Live, All };
  void invalidate(Stale what);

  QLabel* scaleLabel_;
  QComboBox* scale_;
  QCheckBox* overload_;
  HeatMapCanvas* canvas_;
  mutable HeatMapModel model_;
  mutable Stale stale_ = Stale::All;
};

}  // namespace entroscope
