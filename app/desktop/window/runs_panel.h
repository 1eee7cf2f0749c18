// The list of open runs: colour, status, step; check to show, drag to order, close. GUI thread only.
#pragma once

#include <QTreeView>
#include <QWidget>

#include "app/desktop/session/run_list_model.h"

namespace entroscope {

class RunsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit RunsPanel(RunSet& runs, QWidget* parent = nullptr);

  RunListModel& model() { return *model_; }
  void setTheme(const Theme& theme);

 Q_SIGNALS:
  void closeRequested(int index);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showMenu(const QPoint& at);
  void closeCurrent();

  RunListModel* model_;
  QTreeView* list_;
  QAction* close_;
};

}  // namespace entroscope
