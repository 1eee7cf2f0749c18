#include "views/curves/linked_axis.h"

namespace entroscope {

LinkedAxis& LinkedAxis::of(QObject& owner) {
  if (auto* axis = owner.findChild<LinkedAxis*>(QString(), Qt::FindDirectChildrenOnly)) return *axis;
  return *new LinkedAxis(&owner);
}

void LinkedAxis::setKind(XAxis kind) {
  if (kind == kind_) return;
  kind_ = kind;
  window_.reset();
  Q_EMIT changed();
}

void LinkedAxis::setWindow(std::optional<XWindow> window) {
  if (!window && !window_) return;
  window_ = window;
  Q_EMIT changed();
}

}  // namespace entroscope
