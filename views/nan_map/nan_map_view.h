// NaN counts by layer and step, every visible run side by side on one scale (paper, Fig 5). Figure
// "nan-map". GUI thread.
#pragma once

#include "views/nan_map/nan_map_model.h"
#include "views/plot/view.h"

class QComboBox;
class QLabel;

namespace entroscope {

class LinkedAxis;
class NanMapCanvas;
class TallScreen;

class NanMapView : public View {
  Q_OBJECT
 public:
  explicit NanMapView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("nan-map"); }
  QString title() const override;
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;

  NanSite site() const;
  void setSite(NanSite site);
  /// Steps shown, here and in every curve; the default range is all. Buckets are computed anew for it.
  void setRange(StepRange range);
  bool isZoomed() const;
  StepRange recordedRange() const;  ///< of all panels, whatever is shown

  /// Up to date with the run set, also while the view is hidden.
  const NanMapModel& model() const;

 protected:
  void retranslate() override;

 private:
  void invalidate();
  void followAxis();
  const OpenRun* clock() const;

  QLabel* siteLabel_;
  QComboBox* site_;
  NanMapCanvas* canvas_;
  TallScreen* screen_;
  LinkedAxis& axis_;
  StepRange range_;  ///< of axis_, in steps
  mutable NanMapModel model_;
  mutable std::optional<StepRange> recorded_;
  mutable bool stale_ = true;
};

}  // namespace entroscope
