// The window of the horizontal axis that all curve views on a RunSet share; steps or tokens, as the set's
// cursor. GUI thread. No widgets.
#pragma once

#include <QObject>
#include <optional>

#include "views/curves/curve_figure.h"
#include "views/plot/run_set.h"

namespace entroscope {

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
