// What views made of ordinary widgets share: a bar of controls above the screen, the empty text in its
// place while there is nothing to draw, and one gathered reading of the runs for many changes. GUI thread.
#pragma once

#include <QTimer>

#include "views/plot/empty_state.h"
#include "views/plot/view.h"

class QAbstractScrollArea;
class QHBoxLayout;
class QStackedLayout;

namespace entroscope {

class PanelView : public View {
  Q_OBJECT
 protected:
  /// @param reloadMs how long changes are gathered: at most one reload() in that time.
  PanelView(RunSet& runs, int reloadMs, QWidget* parent);

  /// The bar's row of controls, filled by the deriving class.
  QHBoxLayout& controls() { return *controls_; }
  /// Once, in the deriving constructor.
  void setScreen(QWidget* screen);
  /// The screen, or `text` in its place when it is not empty.
  void showEmpty(bool empty, const EmptyText& text);
  EmptyState& emptyState() { return *empty_; }

  /// Asks for one reload() once changes have been gathered, or when the view is shown.
  void later();
  virtual void reload() = 0;
  /// Calls fitScreen() whenever the room inside `screen` has another width: resized, shown, a scroll bar more
  /// or less.
  void fitTo(QAbstractScrollArea& screen);
  virtual void fitScreen() {}
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void reloadNow();

  QTimer reload_;
  bool stale_ = false;
  QHBoxLayout* controls_;
  QStackedLayout* stack_;
  EmptyState* empty_;
};

}  // namespace entroscope
