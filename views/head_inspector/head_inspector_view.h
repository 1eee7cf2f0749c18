// One attention head under the glass: entropy over the steps, by position, attention on the snippet,
// neighbours. Figure "head-inspector". GUI thread.
#pragma once

#include "views/head_inspector/head_inspector_model.h"
#include "views/plot/painted_view.h"

class QLabel;
class QSpinBox;

namespace entroscope {

class HeadInspectorView : public PaintedView {
  Q_OBJECT
 public:
  explicit HeadInspectorView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("head-inspector"); }
  QString title() const override { return tr("Head inspector"); }
  QString whatItShows() const override;
  QSizeF figureSize() const override { return {960, 680}; }
  QByteArray csv() const override;
  ViewSettings settings() override;

 protected:
  void read() override;
  EmptyText emptyText() const override;
  double leastScreenHeight() const override { return 320; }
  void paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) override;
  QString description() const override { return model_.printed(); }
  QString tipAt(QPointF point) const override;
  void pressed(QPointF point) override;
  bool keyPressed(QKeyEvent* event) override;
  void retranslate() override;

 private:
  /// A square matrix on screen: whose attention, and where.
  struct Matrix {
    std::size_t panel;
    QRectF cells;
  };
  struct Neighbour {
    HeadId head;
    QRectF cell;
  };
  void choose(int layer, int head);
  void showHead();
  void paintMatrices(QPainter& painter, const QRectF& area, const Theme& theme, const QLocale& locale);
  void paintMatrix(QPainter& painter, const QRectF& area, std::size_t index, bool withStep,
                   const Theme& theme);
  void paintNeighbours(QPainter& painter, const QRectF& area, const Theme& theme, const QLocale& locale);

  QLabel *layerLabel_, *headLabel_;
  QSpinBox *layer_, *headBox_;
  HeadInspectorModel model_;
  std::vector<Matrix> matrices_;       ///< of the last painting on screen
  std::vector<Neighbour> neighbours_;  ///< the same
};

}  // namespace entroscope
