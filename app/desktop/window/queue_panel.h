// The queue: configurations in the order they are trained, with a bar for the one in hand, moved and removed
// while they wait; below it what can be steered on the run that trains. GUI thread only.
#pragma once

#include <QWidget>

#include "views/plot/theme.h"

class QAction;
class QLabel;
class QTreeView;

namespace entroscope {

class RunSet;
class Session;
class SteerPanel;

class QueuePanel : public QWidget {
  Q_OBJECT
 public:
  QueuePanel(Session& session, const RunSet& runs, QWidget* parent = nullptr);
  SteerPanel& steering() { return *steering_; }
  QTreeView& list() { return *list_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QAction* addButton(Qt::ArrowType arrow, const QKeySequence& shortcut);
  void move(int places);
  void remove();
  void updateActions();
  void retranslate();
  int row() const;

  Session& session_;
  QLabel* empty_;
  QTreeView* list_;
  QWidget* buttons_;
  QAction *earlier_, *later_, *remove_;
  SteerPanel* steering_;
};

}  // namespace entroscope
