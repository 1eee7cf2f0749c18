// Step × head entropy of a layer, every visible run above the other on one scale. Figure
// "entropy-spectrogram". GUI thread.
#pragma once

#include "views/plot/painted_view.h"
#include "views/spectrogram/spectrogram_model.h"

class QComboBox;
class QLabel;

namespace entroscope {

class SpectrogramView : public PaintedView {
  Q_OBJECT
 public:
  explicit SpectrogramView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("entropy-spectrogram"); }
  QString title() const override { return tr("Entropy spectrogram"); }
  QString whatItShows() const override;
  QSizeF figureSize() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;

  int layer() const;
  void setLayer(int layer);

 protected:
  void read() override;
  EmptyText emptyText() const override;
  double leastScreenHeight() const override;
  void paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) override;
  QString description() const override;
  QString tipAt(QPointF point) const override;
  void pressed(QPointF point) override;
  bool keyPressed(QKeyEvent* event) override;
  void retranslate() override;

 private:
  struct Cell {
    std::size_t panel, bucket;
    int head;
  };
  std::optional<Cell> cellAt(QPointF point) const;
  void fillLayers();

  QLabel* layerLabel_;
  QComboBox* layer_;
  SpectrogramModel model_;
  std::vector<QRectF> maps_;  ///< of the last painting on screen
};

}  // namespace entroscope
