// The window of the horizontal axis that all curves and the NaN map of a RunSet share; steps or tokens, as
// the set's cursor. GUI thread. No widgets.
#pragma once

#include <QObject>
#include <optional>

#include "views/plot/run_set.h"

namespace entroscope {

/// A stretch of the horizontal axis, in steps or tokens.
struct XWindow {
  double first = 0, last = 1;
  double width() const { return last - first; }
};

class LinkedAxis : public QObject {
  Q_OBJECT
 public:
  /// The axis of the views on `runs`: made at the first call, deleted with them.
  static LinkedAxis& of(RunSet& runs);

  XAxis kind() const { return runs_.axis(); }
  /// Nothing: the whole axis. Forgotten when the kind changes: a window has the unit of its kind.
  const std::optional<XWindow>& window() const { return window_; }
  void setWindow(std::optional<XWindow> window);

 Q_SIGNALS:
  void changed();

 private:
  explicit LinkedAxis(RunSet& runs);
  RunSet& runs_;
  std::optional<XWindow> window_;
};

}  // namespace entroscope
