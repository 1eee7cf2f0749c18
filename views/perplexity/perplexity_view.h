// The perplexity table with the choice of its baseline (paper, Table 2). GUI thread.
#pragma once

#include "views/plot/latex.h"
#include "views/plot/panel_view.h"

class QComboBox;
class QLabel;
class QTableView;
class QToolButton;

namespace entroscope {

class PerplexityModel;

class PerplexityView : public PanelView, public LatexTable {
  Q_OBJECT
 public:
  explicit PerplexityView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("perplexity-table"); }
  QString title() const override { return tr("Perplexity"); }
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;  ///< what the table needs
  double figureHeight(double) const override { return figureSize().height(); }
  double leastFigureWidth() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;
  QByteArray toLatex() const override;

 protected:
  void retranslate() override;

 private:
  void makeControls();
  void fitScreen() override;
  /// The table as the runs are now; read anew only when they have changed, however often an export asks.
  PerplexityModel& fresh() const;
  void reload() override;
  void fillBaselines();

  PerplexityModel* model_ = nullptr;
  mutable bool outdated_ = true;
  QTableView* table_ = nullptr;
  QLabel* notes_ = nullptr;
  QComboBox* baseline_ = nullptr;
  QToolButton* latex_ = nullptr;
};

}  // namespace entroscope
