// Measure a stored model on a data set: which, on what, how much; the heads' entropies and the loss become a
// run. The work has a thread of its own while the dialog waits. GUI thread only.
#pragma once

#include <QDialog>
#include <functional>
#include <stop_token>
#include <thread>

#include "core/train/evaluation.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace entroscope {

/// As evaluateModel; on a thread of its own.
using Measure = std::function<void(const EvaluationRequest&, std::stop_token, const EvaluationProgress&)>;

class MeasureDialog : public QDialog {
  Q_OBJECT
 public:
  explicit MeasureDialog(Measure measure, QWidget* parent = nullptr);
  ~MeasureDialog() override;

  void chooseModel(const QString& folder);
  /// Cancels; while it measures, stops that first.
  void reject() override;

 Q_SIGNALS:
  void measured(const QString& folder);  ///< the new run

 private:
  void begin();
  void showProgress(std::uint64_t done, std::uint64_t batches);
  void end(const QString& problem);
  void setWorking(bool working);

  Measure measure_;
  QLineEdit *model_, *data_;
  QSpinBox *context_, *batches_;
  QComboBox* device_;
  QWidget* fields_;
  QProgressBar* progress_;
  QLabel* problem_;
  QPushButton *start_, *cancel_;
  QString folder_;
  bool working_ = false;
  std::jthread thread_;  ///< last: joined before anything it tells is gone
};

}  // namespace entroscope
