// The status bar's contents: state, step, loss, tokens a second, time left, device. GUI thread only.
#pragma once

#include <QWidget>

#include "core/engine/snapshot.h"

class QLabel;
class QProgressBar;

namespace entroscope {

/// "1 h 5 min", "2 min 5 s", "8 s" in the user's language; empty when not known.
QString durationText(double seconds);
QString stateText(EngineState state);

class StatusStrip : public QWidget {
  Q_OBJECT
 public:
  explicit StatusStrip(QWidget* parent = nullptr);

  void show(const Snapshot& snapshot, bool active);
  /// A word in place of the state ("Stopping and saving…"); empty: the state again.
  void setNotice(const QString& notice);
  QString text() const;  ///< all that is shown, for tests and screen readers

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void update();

  Snapshot snapshot_;
  bool active_ = false;
  QString notice_;
  QLabel *state_, *step_, *loss_, *rate_, *left_, *device_;
  QProgressBar* progress_;
};

}  // namespace entroscope
