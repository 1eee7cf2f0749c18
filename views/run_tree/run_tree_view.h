// The tree of runs and their forks. Figure "run-tree". GUI thread.
#pragma once

#include "views/plot/painted_view.h"
#include "views/run_tree/run_tree_model.h"

class QLabel;

namespace entroscope {

class RunTreeView : public PaintedView {
  Q_OBJECT
 public:
  explicit RunTreeView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("run-tree"); }
  QString title() const override { return tr("Run tree"); }
  QString whatItShows() const override;
  QSizeF figureSize() const override;
  double figureHeight(double width) const override;
  double leastFigureWidth() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;

 protected:
  void read() override;
  double leastScreenHeight() const override;
  EmptyText emptyText() const override { return model_.empty(); }
  void paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) override;
  QString description() const override;
  QString tipAt(QPointF point) const override;
  /// The cursor goes to the step under the mouse.
  void pressed(QPointF point) override;
  void retranslate() override;

 private:
  RunTreeModel model_;
  QLabel* hint_;  ///< how to make the first fork, while there is none
};

}  // namespace entroscope
