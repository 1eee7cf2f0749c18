// The table of the fields in which the runs shown differ. Figure "configuration-differences". GUI thread.
#pragma once

#include "views/plot/latex.h"
#include "views/plot/panel_view.h"

class QLabel;
class QTableView;
class QToolButton;

namespace entroscope {

class ConfigurationModel;

class ConfigurationView : public PanelView, public LatexTable {
  Q_OBJECT
 public:
  explicit ConfigurationView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("configuration-differences"); }
  QString title() const override { return tr("Differences"); }
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QSizeF figureSize() const override;  ///< what the table needs
  double figureHeight(double) const override { return figureSize().height(); }
  double leastFigureWidth() const override;
  QByteArray csv() const override;
  QByteArray toLatex() const override;

 protected:
  void retranslate() override;

 private:
  void reload() override;
  void fitScreen() override;
  const ConfigurationModel& fresh() const;

  ConfigurationModel* model_;
  QTableView* table_;
  QLabel* count_;
  QToolButton *copyCsv_, *copyLatex_;
};

}  // namespace entroscope
