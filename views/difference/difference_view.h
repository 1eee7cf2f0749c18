// The A − B map with the choice of both runs above it. Figure "entropy-difference". GUI thread.
#pragma once

#include "views/difference/difference_model.h"
#include "views/plot/panel_view.h"

class QComboBox;
class QToolButton;

namespace entroscope {

class DifferenceCanvas;

class DifferenceView : public PanelView {
  Q_OBJECT
 public:
  explicit DifferenceView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("entropy-difference"); }
  QString title() const override { return tr("A − B"); }
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;

  void choose(const DifferenceChoice& choice);
  void setScale(DifferenceScale scale);
  void swap();
  /// Up to date with the run set, also while the view is hidden.
  const DifferenceModel& model() const;

 protected:
  void retranslate() override;

 private:
  QComboBox* addChoice();
  void reload() override;
  void fillChoices();
  DifferenceScale scale() const;

  DifferenceChoice choice_;
  mutable DifferenceModel model_;
  QComboBox *a_, *b_, *scale_;
  QToolButton* swap_;
  DifferenceCanvas* canvas_;
};

}  // namespace entroscope
