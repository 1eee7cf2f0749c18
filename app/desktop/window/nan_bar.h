// Asks what is to become of a run that met a NaN and waits: roll back, fork with a smaller learning rate, or
// carry on. Above the views, like the banner; shown only while a run is held. GUI thread only.
#pragma once

#include <QFrame>
#include <QString>

#include "views/plot/theme.h"

class QLabel;
class QMenu;
class QPushButton;

namespace entroscope {

class Session;

class NanBar : public QFrame {
  Q_OBJECT
 public:
  explicit NanBar(Session& session, QWidget* parent = nullptr);
  void setTheme(const Theme& theme);

 Q_SIGNALS:
  void forkRequested(const QString& folder);  ///< with a smaller learning rate
  void traceRequested();                      ///< show what led there

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void follow();
  void fillCheckpoints();
  void carryOn(const char* policy);  ///< train.on_nan from now on; null: as it is
  void retranslate();

  Session& session_;
  QLabel *icon_, *text_;
  QPushButton *back_, *carry_, *fork_, *trace_;
  QMenu *checkpoints_, *ways_;
  QString held_;
};

}  // namespace entroscope
