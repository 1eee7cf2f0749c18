// Choose a preset, its configurations, steps, seed, device and folder; gives a queue. GUI thread only.
#pragma once

#include <QDialog>
#include <functional>
#include <vector>

#include "core/engine/engine.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace entroscope {

class TrainDialog : public QDialog {
  Q_OBJECT
 public:
  explicit TrainDialog(QWidget* parent = nullptr);

  void choosePreset(const QString& preset);
  /// The checked configurations as asked for. @throws Error when the device or folder cannot be used.
  std::vector<RunRequest> queue() const;

 private:
  void presetChanged();
  void tryAccept();
  void updateButtons();

  QComboBox *preset_, *device_;
  QListWidget* configurations_;
  QSpinBox *steps_, *seed_, *seeds_;
  QLineEdit* folder_;
  QLabel* problem_;
  QDialogButtonBox* buttons_;
};

}  // namespace entroscope
