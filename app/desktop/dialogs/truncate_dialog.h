// Cut a run back to one of its checkpoints: which one, and exactly what goes. GUI thread only.
#pragma once

#include <QDialog>
#include <vector>

#include "core/runs/run.h"

class QComboBox;
class QLabel;

namespace entroscope {

class TruncateDialog : public QDialog {
  Q_OBJECT
 public:
  /// Steps of the checkpoints that something was recorded or saved after, oldest first.
  static std::vector<std::int64_t> stepsFor(const Run& run);

  /// @param run with at least one of these steps.
  explicit TruncateDialog(RunPtr run, QWidget* parent = nullptr);

  std::int64_t step() const;  ///< chosen

 private:
  void showLoss();

  RunPtr run_;
  QComboBox* checkpoint_;
  QLabel* loss_;
};

}  // namespace entroscope
