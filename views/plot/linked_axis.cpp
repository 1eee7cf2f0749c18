#include "views/plot/linked_axis.h"

namespace entroscope {

LinkedAxis::LinkedAxis(RunSet& runs) : QObject(&runs), runs_(runs) {
  connect(&runs, &RunSet::axisChanged, this, [this] {
    window_.reset();
    Q_EMIT changed();
  });
}

LinkedAxis& LinkedAxis::of(RunSet& runs) {
  if (auto* axis = runs.findChild<LinkedAxis*>(QString(), Qt::FindDirectChildrenOnly)) return *axis;
  return *new LinkedAxis(runs);
}

void LinkedAxis::setWindow(std::optional<XWindow> window) {
  if (!window && !window_) return;
  window_ = window;
  Q_EMIT changed();
}

}  // namespace entroscope
