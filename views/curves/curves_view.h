// A curve view: a model's figure in a CurvePlot, with smoothing, axis and scale above it. GUI thread.
#pragma once

#include <memory>

#include "views/curves/curves_model.h"
#include "views/plot/panel_view.h"

class QCheckBox;
class QComboBox;
class QSpinBox;
class QToolButton;

namespace entroscope {

class CurvePlot;
class LinkedAxis;
class TallScreen;

class CurvesView : public PanelView {
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
  ViewSettings settings() override;

 protected:
  void retranslate() override;

 private:
  void makeControls();
  CurveOptions options(int points) const;
  void reload() override;
  void showCursor();
  std::optional<double> cursorKey() const;
  void pickCursor(double key);

  std::unique_ptr<CurvesModel> model_;
  LinkedAxis& axis_;
  Theme theme_;
  CurvePlot* plot_ = nullptr;
  TallScreen* screen_ = nullptr;
  QComboBox* axisBox_ = nullptr;
  QSpinBox* smoothing_ = nullptr;  ///< null where there is nothing to smooth
  QCheckBox* logarithmic_ = nullptr;
  QCheckBox* seeds_ = nullptr;  ///< null where nothing is averaged; hidden while there are no seeds
  QToolButton* all_ = nullptr;
};

CurvesView* makeLossCurvesView(RunSet& runs, QWidget* parent = nullptr);
/// Evaluation loss alone, in no catalog: a page's figure of it is not stretched by a spike of the training
/// loss.
CurvesView* makeEvaluationLossView(RunSet& runs, QWidget* parent = nullptr);
CurvesView* makeLayerEntropyView(RunSet& runs, QWidget* parent = nullptr);
CurvesView* makeSlopesView(RunSet& runs, QWidget* parent = nullptr);
CurvesView* makeTrainingSignalsView(RunSet& runs, QWidget* parent = nullptr);

}  // namespace entroscope
