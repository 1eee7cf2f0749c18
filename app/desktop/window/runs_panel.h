// The browser of open runs: filter box, colour, status, step, tags; check to show, drag to order, rename,
// tag, note, archive, move to the trash, close. GUI thread only.
#pragma once

#include <QCheckBox>
#include <QLineEdit>
#include <QTreeView>
#include <QWidget>
#include <functional>

#include "app/desktop/session/run_editor.h"
#include "app/desktop/session/run_filter.h"
#include "app/desktop/session/run_list_model.h"

class QDialog;

namespace entroscope {

class RunsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit RunsPanel(RunSet& runs, QWidget* parent = nullptr);

  RunListModel& model() { return *model_; }
  RunEditor& editor() { return *editor_; }
  void setTheme(const Theme& theme);
  /// Index into the run set of the run chosen in the list; −1: none.
  int currentRun() const;

 Q_SIGNALS:
  void exportRequested(int index);  ///< its numbers or its model
  void forkRequested(int index);    ///< plan a fork of that run
  void closeRequested(int index);
  void refused(const QString& sentence);  ///< a change of a run that could not be made

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QAction* addEdit(const QKeySequence& shortcut, void (RunsPanel::*act)(int));
  void retranslate();
  void showMenu(const QPoint& at);
  void updateActions();
  void closeRun(int index) { Q_EMIT closeRequested(index); }
  void editDetails(int index);
  void toggleArchived(int index);
  void moveToTrash(int index) { editor_->moveToTrash(index); }
  void truncate(int index);
  /// When the dialog is accepted, for the run in that folder: the list may change while it is open.
  void whenAccepted(QDialog& dialog, const RunPtr& run, std::function<void(int)> act);
  void showOnlyListed();

  RunSet& runs_;
  RunListModel* model_;
  RunFilter* filter_;
  RunEditor* editor_;
  QLineEdit* search_;
  QCheckBox* archived_;
  QTreeView* list_;
  QAction *details_, *archive_, *truncate_, *trash_, *close_, *onlyListed_;
};

}  // namespace entroscope
