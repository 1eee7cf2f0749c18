// The horizontal axis that all curve views on a RunSet share: steps or tokens, and the window zoomed to.
// GUI thread. No widgets.
#pragma once

#include <QObject>
#include <optional>

#include "views/curves/curve_figure.h"

namespace entroscope {

class LinkedAxis : public QObject {
  Q_OBJECT
 public:
  /// The axis of the views on `owner` (a RunSet): made at the first call, deleted with the owner.
  static LinkedAxis& of(QObject& owner);

  XAxis kind() const { return kind_; }
  const std::optional<XWindow>& window() const { return window_; }
  void setKind(XAxis kind);  ///< shows the whole axis again: a window has the unit of its kind
  void setWindow(std::optional<XWindow> window);

 Q_SIGNALS:
  void changed();

 private:
  explicit LinkedAxis(QObject* owner) : QObject(owner) {}
  XAxis kind_ = XAxis::Step;
  std::optional<XWindow> window_;
};

}  // namespace entroscope
