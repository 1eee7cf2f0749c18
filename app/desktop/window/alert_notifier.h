// Watches a session by the user's rules and tells: in the banner and, while another program is in front,
// by a notification of the desktop where it has any. GUI thread only.
#pragma once

#include <QObject>
#include <QTimer>

#include "app/desktop/session/alerts.h"

class QSystemTrayIcon;
class QWidget;

namespace entroscope {

class Banner;
class RunSet;
class Session;

class AlertNotifier : public QObject {
  Q_OBJECT
 public:
  AlertNotifier(Session& session, RunSet& runs, Banner& banner, QWidget& window);

  /// Opens the dialog of the rules, which are remembered between starts.
  void chooseRules();

 private:
  void look();
  void tell(const QString& sentence);

  Session& session_;
  Banner& banner_;
  QWidget& window_;
  AlertWatch watch_;
  QTimer standstill_;  ///< looks while no snapshot comes
  QSystemTrayIcon* tray_ = nullptr;
};

}  // namespace entroscope
