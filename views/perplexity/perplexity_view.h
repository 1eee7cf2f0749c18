// The perplexity table with the choice of its baseline (paper, Table 2). GUI thread.
#pragma once

#include "views/plot/view.h"

class QComboBox;
class QLabel;
class QStackedLayout;
class QTableView;

namespace entroscope {

class EmptyState;
class PerplexityModel;

class PerplexityView : public View {
  Q_OBJECT
 public:
  explicit PerplexityView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("perplexity-table"); }
  QString title() const override { return tr("Perplexity"); }
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;  ///< what the table needs
  QByteArray csv() const override;
  QByteArray toLatex() const;  ///< the same table for a paper

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeControls();
  void fitColumns();
  void reload();
  void fillBaselines();

  PerplexityModel* model_ = nullptr;
  QTableView* table_ = nullptr;
  QLabel* notes_ = nullptr;
  EmptyState* empty_ = nullptr;
  QStackedLayout* stack_ = nullptr;
  QComboBox* baseline_ = nullptr;
};

}  // namespace entroscope
