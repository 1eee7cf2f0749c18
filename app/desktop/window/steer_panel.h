// Changes a setting of the run that trains, live where that is possible, else by a fork. GUI thread only.
#pragma once

#include <QWidget>

#include "app/desktop/session/steering.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace entroscope {

class RunSet;
class Session;

class SteerPanel : public QWidget {
  Q_OBJECT
 public:
  SteerPanel(Session& session, const RunSet& runs, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// A setting that needs a restart: fork the run in `folder` with `key` = `value`.
  void forkRequested(const QString& folder, const QString& key, const QString& value);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void follow();
  void fillSettings();
  void showSetting();
  void showValue();
  void apply();
  void retranslate();
  std::string key() const;

  Session& session_;
  const RunSet& runs_;
  Steering steering_;
  QComboBox *setting_, *choice_;
  QLineEdit* text_;  ///< stands in for choice_ where a setting takes any value
  QPushButton* apply_;
  QLabel* hint_;
};

}  // namespace entroscope
