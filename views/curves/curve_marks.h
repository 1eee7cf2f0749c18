// What QCustomPlot has no element for: marks for values that cannot be drawn, the key of sequential
// colours, and the layer of cursor and crosshair. GUI thread; positions are logical pixels.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "views/curves/curve_figure.h"
#include "views/plot/qcp.h"
#include "views/plot/theme.h"

namespace entroscope {

/// Triangles standing on the bottom of an axis rect: filled where a value is NaN or infinite, hollow
/// where a logarithmic axis has no place for it (≤ 0). Lines stack upwards, at most one mark each 4 px.
class MissingMarks : public QCPLayerable {
  Q_OBJECT
 public:
  struct Row {
    QColor colour;
    std::vector<double> nan, notPositive;  ///< keys
  };
  MissingMarks(QCPAxisRect* rect, QColor outline);
  std::vector<Row> rows;

  static void drawMark(QPainter& painter, QPointF foot, const QColor& outline, const QColor& fill);

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
  QRect clipRect() const override { return rect_->rect(); }
  void draw(QCPPainter* painter) override;

 private:
  void drawRow(QCPPainter& painter, const std::vector<double>& keys, double foot, const QColor& fill);
  QCPAxisRect* rect_;
  QColor outline_;
};

/// Column of swatches with their labels beside a figure; leaves labels out where they would touch.
class ShadeColumn : public QCPLayoutElement {
  Q_OBJECT
 public:
  ShadeColumn(QCustomPlot* plot, QString title, std::vector<ShadeKey> keys, const Theme& theme);

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
  void draw(QCPPainter* painter) override;
  QSize minimumOuterSizeHint() const override;
  QSize maximumOuterSizeHint() const override { return {minimumOuterSizeHint().width(), QWIDGETSIZE_MAX}; }

 private:
  QString title_;
  std::vector<ShadeKey> keys_;
  Theme theme_;
};

/// The common cursor on every panel, and the crosshair with its values on the one under the mouse.
class ReadingLayer : public QCPLayerable {
  Q_OBJECT
 public:
  struct Reading {
    QColor colour;
    QString text;
    std::optional<double> y;  ///< value to mark on the line; nothing for NaN
  };
  explicit ReadingLayer(QCustomPlot* plot, const QString& layer) : QCPLayerable(plot, layer) {}

  Theme theme;
  std::optional<double> cursor;  ///< key of the cursor line
  QCPAxisRect* panel = nullptr;  ///< crosshair's panel; null: none
  double key = 0;
  QString heading;  ///< "Step 500"
  std::vector<Reading> readings;

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
  void draw(QCPPainter* painter) override;

 private:
  void drawBox(QCPPainter& painter, double x);
};

}  // namespace entroscope
