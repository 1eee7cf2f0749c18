// The trace of the first NaN: what went through scores, residual stream and gradients in the steps before.
// Figure "nan-trace". GUI thread.
#pragma once

#include "views/nan_trace/nan_trace_model.h"
#include "views/plot/painted_view.h"

class QComboBox;
class QLabel;

namespace entroscope {

class NanTraceView : public PaintedView {
  Q_OBJECT
 public:
  explicit NanTraceView(RunSet& runs, QWidget* parent = nullptr);

  QString figureName() const override { return QStringLiteral("nan-trace"); }
  QString title() const override { return tr("NaN trace"); }
  QString whatItShows() const override;
  QSizeF figureSize() const override;
  QByteArray csv() const override;
  ViewSettings settings() override;

 protected:
  void read() override;
  EmptyText emptyText() const override;
  double leastScreenHeight() const override;
  void paint(QPainter& painter, QSizeF size, const Theme& theme, const QLocale& locale) override;
  QString description() const override { return model_.printed(); }
  void retranslate() override;

 private:
  QLabel* stepsLabel_;
  QComboBox* steps_;
  NanTraceModel model_;
};

}  // namespace entroscope
