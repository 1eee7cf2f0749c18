// Ctrl-C, SIGTERM and, unless it is ignored, SIGHUP as a signal of the GUI thread, so that a training window
// closed from a terminal or by the session manager keeps its run. One per process.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace entroscope {

class TerminationWatch : public QObject {
  Q_OBJECT
 public:
  explicit TerminationWatch(QObject* parent = nullptr);
  ~TerminationWatch() override;  ///< puts the default handling back

 Q_SIGNALS:
  void requested();

 private:
  QSocketNotifier* notifier_ = nullptr;
};

}  // namespace entroscope
