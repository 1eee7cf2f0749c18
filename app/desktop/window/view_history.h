// Undo for what was chosen to be seen: head, overload threshold and its M, steps or tokens, shown runs, and
// the controls of the views. Watches the places where every such choice passes, so that no view knows of it.
// The cursor is left out: moving through time is looking, not choosing. GUI thread only.
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUndoStack>
#include <QVariant>
#include <vector>

#include "views/plot/run_set.h"
#include "views/plot/view.h"

namespace entroscope {

/// What the run set says is to be seen.
struct Choices {
  std::optional<HeadId> head;
  std::optional<double> brush;
  OverloadMaximum maximum = OverloadMaximum::Pooled;
  XAxis axis = XAxis::Step;
  QHash<QString, bool> shown;  ///< by the run's folder, or its name where it has none
};
Choices choicesOf(const RunSet& runs);

class ViewHistory : public QObject {
  Q_OBJECT
 public:
  /// @param history shared with the run browser and the layouts: one order of everything that was done.
  ViewHistory(QUndoStack& history, RunSet& runs, const std::vector<View*>& views, QObject* parent = nullptr);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void watch(const View& view);
  void changed(QWidget* control);
  void gather();
  void rebase();  ///< what is seen now is where the next change starts from

  QUndoStack& history_;
  RunSet& runs_;
  Choices known_;
  QTimer soon_;
  QHash<const QObject*, QVariant> before_;  ///< of controls that an event is about to change
  QPointer<QWidget> control_;               ///< the one changed since
};

}  // namespace entroscope
