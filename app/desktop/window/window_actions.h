// Every action of the main window, its menus and its toolbar: texts, shortcuts, icons. What an action
// does is connected by MainWindow. GUI thread only.
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QList>
#include <QMenu>
#include <QObject>
#include <QPointer>
#include <QToolBar>
#include <QUndoStack>

#include "views/plot/theme.h"

class QMainWindow;

namespace entroscope {

/// A menu text without its mnemonic and ellipsis: "&Stop", "停止(&S)…" → "Stop", "停止".
QString plainText(const QString& text);

class WindowActions : public QObject {
  Q_OBJECT
 public:
  /// Fills the menu bar of `window` and adds the toolbar.
  explicit WindowActions(QMainWindow& window);

  void retranslate();
  void setTheme(const Theme& theme);
  /// What Edit undoes, and names.
  void setHistory(QUndoStack& history);
  /// Shows these under View, in this order.
  void setPanelActions(const QList<QAction*>& panels);
  /// Shows these under View too, as they are.
  void setReplayActions(const QList<QAction*>& replay);
  /// Shows this under View, below the panels.
  void setLayoutMenu(QMenu* layouts) { view_->insertMenu(resetLayout, layouts); }
  /// Every action of the menus with a shortcut, for the cheat sheet.
  QList<QAction*> withShortcuts() const;

  QAction *train, *openRun, *openReference, *clearRecent, *importRun, *measureModel, *exportRun,
      *exportFigure, *exportAll, *copyFigure, *figureStyle, *quit;
  QAction *undo, *redo;
  QAction *start, *pause, *step, *skip, *checkpoint, *stop, *fork, *clearQueue, *alerts;
  QAction *resetLayout, *followNewest;
  QAction *commands, *shortcuts, *about;
  QActionGroup *themes, *languages;  ///< QAction::data: the theme's or the language's code
  QMenu* recent;

 private:
  QAction* add(QMenu* menu, const char* icon, const QKeySequence& shortcut = {});

  void nameHistory();

  QMainWindow& window_;
  QPointer<QUndoStack> history_;
  QMenu *file_, *edit_, *training_, *view_, *panels_, *theme_, *language_, *help_;
  QToolBar* toolBar_;
  QList<std::pair<QAction*, QString>> icons_;
};

}  // namespace entroscope
