// Chooses which alerts there are and where they begin. GUI thread only.
#pragma once

#include <QDialog>

#include "app/desktop/session/alerts.h"

class QCheckBox;
class QDoubleSpinBox;
class QSpinBox;

namespace entroscope {

class AlertDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AlertDialog(const AlertRules& rules, QWidget* parent = nullptr);
  AlertRules rules() const;

 private:
  QCheckBox *nan_, *jump_, *overload_, *standstill_;
  QDoubleSpinBox* jumpNats_;
  QSpinBox *overloadPercent_, *standstillSeconds_;
};

}  // namespace entroscope
