#include "app/desktop/window/window_actions.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QRegularExpression>

#include "app/desktop/style/icons.h"
#include "app/desktop/style/languages.h"

namespace entroscope {

QString plainText(const QString& text) {
  static const QRegularExpression added(QStringLiteral("\\(&.\\)"));
  return QString(text).remove(added).remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

namespace {

void collectShortcuts(const QMenu& menu, QList<QAction*>& found) {
  for (QAction* action : menu.actions()) {
    if (action->menu() != nullptr) {
      collectShortcuts(*action->menu(), found);
    } else if (!action->shortcut().isEmpty()) {
      found << action;
    }
  }
}

}  // namespace

WindowActions::WindowActions(QMainWindow& window) : QObject(&window), window_(window) {
  QMenuBar* bar = window.menuBar();
  file_ = bar->addMenu(QString());
  train = add(file_, "train", Qt::CTRL | Qt::Key_N);
  openRun = add(file_, "open", QKeySequence::Open);
  recent = file_->addMenu(QString());
  clearRecent = new QAction(this);
  openReference = add(file_, "reference", Qt::CTRL | Qt::SHIFT | Qt::Key_O);
  importRun = add(file_, nullptr, Qt::CTRL | Qt::Key_I);
  measureModel = add(file_, nullptr, Qt::CTRL | Qt::Key_M);
  file_->addSeparator();
  exportRun = add(file_, nullptr);
  exportFigure = add(file_, "export", Qt::CTRL | Qt::Key_E);
  exportAll = add(file_, nullptr, Qt::CTRL | Qt::SHIFT | Qt::Key_E);
  copyFigure = add(file_, nullptr, Qt::CTRL | Qt::SHIFT | Qt::Key_C);
  figureStyle = add(file_, nullptr, Qt::CTRL | Qt::SHIFT | Qt::Key_F);
  file_->addSeparator();
  quit = add(file_, nullptr, QKeySequence::Quit);
  quit->setMenuRole(QAction::QuitRole);

  edit_ = bar->addMenu(QString());
  undo = add(edit_, nullptr, Qt::CTRL | Qt::Key_Z);
  redo = add(edit_, nullptr, Qt::CTRL | Qt::SHIFT | Qt::Key_Z);

  training_ = bar->addMenu(QString());
  start = add(training_, "start", Qt::CTRL | Qt::Key_Return);
  pause = add(training_, "pause", Qt::Key_Space);
  step = add(training_, "step", Qt::Key_Period);
  training_->addSeparator();
  checkpoint = add(training_, "checkpoint", Qt::CTRL | Qt::Key_S);
  skip = add(training_, "skip", Qt::CTRL | Qt::Key_Right);
  stop = add(training_, "stop", Qt::CTRL | Qt::Key_Period);
  training_->addSeparator();
  fork = add(training_, nullptr, Qt::CTRL | Qt::Key_B);
  clearQueue = add(training_, nullptr);
  alerts = add(training_, nullptr);

  view_ = bar->addMenu(QString());
  panels_ = view_->addMenu(QString());
  resetLayout = add(view_, nullptr, Qt::CTRL | Qt::Key_0);
  view_->addSeparator();
  followNewest = add(view_, nullptr, Qt::Key_End);
  view_->addSeparator();
  theme_ = view_->addMenu(QString());
  themes = new QActionGroup(this);
  for (const char* code : {"system", "light", "dark", "print"}) {
    QAction* action = theme_->addAction(QString());
    action->setCheckable(true);
    action->setData(QString::fromLatin1(code));
    themes->addAction(action);
  }
  language_ = view_->addMenu(QString());
  languages = new QActionGroup(this);
  for (const Language& language : Languages::all()) {
    QAction* action = language_->addAction(language.name);
    action->setCheckable(true);
    action->setData(language.code);
    languages->addAction(action);
  }

  help_ = bar->addMenu(QString());
  commands = add(help_, nullptr, Qt::CTRL | Qt::Key_K);
  shortcuts = add(help_, nullptr, Qt::Key_F1);
  shortcuts->setShortcuts({Qt::Key_F1, Qt::CTRL | Qt::Key_Question});
  about = add(help_, nullptr);
  about->setMenuRole(QAction::AboutRole);

  toolBar_ = window.addToolBar(QString());
  toolBar_->setObjectName(QStringLiteral("toolbar"));
  toolBar_->setMovable(false);
  toolBar_->setIconSize({20, 20});
  toolBar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  toolBar_->setContextMenuPolicy(Qt::PreventContextMenu);
  toolBar_->addActions({start, pause, step, checkpoint, stop});
  toolBar_->addSeparator();
  toolBar_->addActions({train, openRun, exportFigure});
  retranslate();
}

QAction* WindowActions::add(QMenu* menu, const char* icon, const QKeySequence& shortcut) {
  QAction* action = menu->addAction(QString());
  action->setShortcut(shortcut);
  if (icon != nullptr) icons_.append({action, QString::fromLatin1(icon)});
  return action;
}

void WindowActions::retranslate() {
  const auto set = [](QAction* action, const QString& text, const QString& toolTip,
                      const QString& button = {}) {
    action->setText(text);
    action->setIconText(button.isEmpty() ? plainText(text) : button);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? toolTip : QStringLiteral("%1 (%2)").arg(toolTip, keys));
    action->setStatusTip(QString());
  };
  file_->setTitle(tr("&File"));
  set(train, tr("&Train a preset…"), tr("Choose a preset and train its configurations"), tr("Train…"));
  set(openRun, tr("&Open run…"), tr("Open a run folder"), tr("Open…"));
  recent->setTitle(tr("Open &recent"));
  set(clearRecent, tr("Clear this list"), tr("Forget the recent runs; their folders stay"));
  set(openReference, tr("Open the &paper's reference runs"),
      tr("Open the published numbers as runs to compare with"));
  set(importRun, tr("&Import numbers…"),
      tr("Make a run of a CSV file, TensorBoard events or the paper's logs"));
  set(measureModel, tr("&Measure a model…"),
      tr("Make a run of the heads' entropies and the loss of a Hugging Face model or a checkpoint"));
  set(exportRun, tr("Export a ru&n…"), tr("Write the numbers or the model of the run chosen in the list"));
  set(exportFigure, tr("&Export figure…"), tr("Write figures as SVG, PDF, PNG or CSV"), tr("Export…"));
  set(exportAll, tr("Export &all figures…"), tr("Write every figure into a folder"));
  set(copyFigure, tr("&Copy figure"), tr("Put the chosen view's figure on the clipboard, as SVG and PNG"));
  set(figureStyle, tr("Figure st&yle…"), tr("Choose theme, font and width of exported and copied figures"));
  set(quit, tr("&Quit"), tr("Close the window; asks while a run trains"));

  edit_->setTitle(tr("&Edit"));
  set(undo, tr("&Undo"), tr("Take back the last change of a run, a view or the layout"));
  set(redo, tr("&Redo"), tr("Do again what was taken back"));
  nameHistory();

  training_->setTitle(tr("&Training"));
  set(start, tr("&Start"), tr("Start training, or go on after a pause"));
  set(pause, tr("&Pause"), tr("Pause, or go on after a pause"));
  set(step, tr("Single s&tep"), tr("Make one optimizer step, then pause"), tr("Step"));
  set(checkpoint, tr("Save a &checkpoint now"), tr("Write weights and optimizer state into the run folder"),
      tr("Checkpoint"));
  set(skip, tr("S&kip to the next run"), tr("Save and close this run, then train the next of the queue"));
  set(stop, tr("St&op"), tr("Save and close this run and drop the rest of the queue"));
  set(fork, tr("&Fork a run…"), tr("Start a new run from a checkpoint with other settings"));
  set(clearQueue, tr("Clear &finished entries"), tr("Remove the entries of the queue that are over"));
  set(alerts, tr("&Alerts…"), tr("Choose what calls for you while a run trains"));

  view_->setTitle(tr("&View"));
  panels_->setTitle(tr("&Panels"));
  set(resetLayout, tr("&Reset layout"), tr("Put every panel back to its place"));
  set(followNewest, tr("&Follow the newest step"), tr("Let every view show the newest step again"));
  theme_->setTitle(tr("&Theme"));
  const QList<QAction*> looks = themes->actions();
  looks[0]->setText(tr("As the &system"));
  looks[1]->setText(tr("&Light"));
  looks[2]->setText(tr("&Dark"));
  looks[3]->setText(tr("&Print, as on paper"));
  language_->setTitle(tr("&Language"));

  help_->setTitle(tr("&Help"));
  set(commands, tr("&Find a command…"), tr("Find any command by a part of its name"));
  set(shortcuts, tr("&Keyboard shortcuts"), tr("Show every shortcut"));
  set(about, tr("&About Entroscope"), tr("Version and licence"));
  toolBar_->setWindowTitle(tr("Toolbar"));
}

void WindowActions::setHistory(QUndoStack& history) {
  history_ = &history;
  connect(undo, &QAction::triggered, &history, &QUndoStack::undo);
  connect(redo, &QAction::triggered, &history, &QUndoStack::redo);
  connect(&history, &QUndoStack::indexChanged, this, &WindowActions::nameHistory);
  nameHistory();
}

void WindowActions::nameHistory() {
  const QString last = history_ ? history_->undoText() : QString();
  const QString next = history_ ? history_->redoText() : QString();
  undo->setText(last.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(last));
  redo->setText(next.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(next));
  undo->setEnabled(history_ && history_->canUndo());
  redo->setEnabled(history_ && history_->canRedo());
}

void WindowActions::setTheme(const Theme& theme) {
  for (const auto& [action, icon] : icons_) action->setIcon(themedIcon(icon, theme.foreground));
}

void WindowActions::setPanelActions(const QList<QAction*>& panels) {
  panels_->clear();
  panels_->addActions(panels);
}

void WindowActions::setReplayActions(const QList<QAction*>& replay) {
  view_->insertActions(followNewest, replay);
}

QList<QAction*> WindowActions::withShortcuts() const {
  QList<QAction*> result;
  for (const QAction* top : window_.menuBar()->actions()) collectShortcuts(*top->menu(), result);
  return result;
}

}  // namespace entroscope
