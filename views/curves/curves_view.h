// A curve view: a model's figure in a CurvePlot, with smoothing, axis and scale above it. GUI thread.
#pragma once

#include <QTimer>
#include <memory>

#include "views/curves/curves_model.h"
#include "views/plot/view.h"

class QCheckBox;
class QComboBox;
class QSpinBox;
class QStackedLayout;

namespace entroscope {

class CurvePlot;
class EmptyState;
class LinkedAxis;

class CurvesView : public View {
  Q_OBJECT
 public:
  CurvesView(RunSet& runs, std::unique_ptr<CurvesModel> model, QWidget* parent = nullptr);
  ~CurvesView() override;

  QString figureName() const override { return model_->figureName(); }
  QString title() const override { return model_->title(); }
  QString whatItShows() const override { return model_->whatItShows(); }
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QByteArray csv() const override;

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeControls();
  CurveOptions options(int points) const;
  void later();
  void reload();
  void showCursor();
  std::optional<double> cursorKey() const;
  void pickCursor(double key);

  std::unique_ptr<CurvesModel> model_;
  LinkedAxis& axis_;
  Theme theme_;
  QTimer reload_;  ///< gathers changes: at most one reading of the runs in kReloadMs
  bool stale_ = true;
  CurvePlot* plot_ = nullptr;
  EmptyState* empty_ = nullptr;
  QStackedLayout* stack_ = nullptr;
  QComboBox* axisBox_ = nullptr;
  QSpinBox* smoothing_ = nullptr;  ///< null where there is nothing to smooth
  QCheckBox* logarithmic_ = nullptr;
};

CurvesView* makeLossCurvesView(RunSet& runs, QWidget* parent = nullptr);
CurvesView* makeLayerEntropyView(RunSet& runs, QWidget* parent = nullptr);
CurvesView* makeSlopesView(RunSet& runs, QWidget* parent = nullptr);
CurvesView* makeTrainingSignalsView(RunSet& runs, QWidget* parent = nullptr);

}  // namespace entroscope
