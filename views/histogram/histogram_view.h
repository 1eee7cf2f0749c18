// The overload histogram with the choice of M above it (paper, Fig 2a). GUI thread.
#pragma once

#include <QTimer>

#include "views/plot/view.h"

class QChartView;
class QComboBox;
class QStackedLayout;

namespace entroscope {

class EmptyState;
class HistogramChart;

class HistogramView : public View {
  Q_OBJECT
 public:
  explicit HistogramView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("overload-histogram"); }
  QString title() const override { return tr("Overload histogram"); }
  QString whatItShows() const override;
  void setTheme(const Theme& theme) override;
  void paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) override;
  QByteArray csv() const override;

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeControls();
  void later();
  void reload();

  QTimer reload_;  ///< gathers snapshots: at most one update in kReloadMs
  bool stale_ = true;
  HistogramChart* chart_ = nullptr;
  QChartView* screen_ = nullptr;
  EmptyState* empty_ = nullptr;
  QStackedLayout* stack_ = nullptr;
  QComboBox* maximum_ = nullptr;
};

}  // namespace entroscope
