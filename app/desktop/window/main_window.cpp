#include "app/desktop/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/dialogs/command_palette.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/fork_dialog.h"
#include "app/desktop/dialogs/help_dialogs.h"
#include "app/desktop/dialogs/style_dialog.h"
#include "app/desktop/dialogs/train_dialog.h"
#include "app/desktop/publish/copy_figure.h"
#include "app/desktop/style/icons.h"
#include "app/desktop/style/settings.h"
#include "app/desktop/window/alert_notifier.h"
#include "app/desktop/window/banner.h"
#include "app/desktop/window/layout_menu.h"
#include "app/desktop/window/nan_bar.h"
#include "app/desktop/window/queue_panel.h"
#include "app/desktop/window/run_files.h"
#include "app/desktop/window/runs_panel.h"
#include "app/desktop/window/status_strip.h"
#include "app/desktop/window/steer_panel.h"
#include "app/desktop/window/timeline_bar.h"
#include "app/desktop/window/view_history.h"
#include "app/desktop/window/welcome_page.h"
#include "app/desktop/window/window_actions.h"
#include "app/desktop/window/workbench.h"
#include "core/base/error.h"
#include "core/train/training.h"
#include "views/heatmap/heat_map_view.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

constexpr QSize kSmallest(1280, 800), kLargest(1760, 1080);
constexpr double kShareOfScreen = 0.85;
constexpr std::size_t kMostRunsAtOnce = 12;

/// Controls that use the space bar themselves.
bool takesSpace(const QWidget* widget) {
  return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
         qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
         qobject_cast<const QComboBox*>(widget) != nullptr ||
         qobject_cast<const QLineEdit*>(widget) != nullptr ||
         qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

QAction* checkedFor(const QActionGroup& group, const QString& code) {
  for (QAction* action : group.actions()) {
    if (action->data().toString() == code) return action;
  }
  return group.actions().front();
}

}  // namespace

MainWindow::MainWindow(MainWindowParts parts, QWidget* parent)
    : QMainWindow(parent), parts_(std::move(parts)), session_(runs_, parts_.session) {
  languages_.choose(settings::language());
  appearance_.choose(settings::theme());  // before there are widgets to restyle
  setWindowIcon(applicationIcon());
  setAcceptDrops(true);
  views_ = parts_.makeViews(runs_, nullptr);
  actions_ = new WindowActions(*this);
  banner_ = new Banner;
  files_ = new RunFiles(*this);
  nanBar_ = new NanBar(session_);
  runsPanel_ = new RunsPanel(runs_);
  queuePanel_ = new QueuePanel(session_, runs_);
  welcome_ = new WelcomePage;
  workbench_ = new Workbench(views_, runsPanel_, queuePanel_);
  timeline_ = new TimelineBar(runs_);
  status_ = new StatusStrip;
  pages_ = new QStackedWidget;
  pages_->addWidget(welcome_);
  pages_->addWidget(workbench_);
  auto* central = new QWidget;
  auto* column = new QVBoxLayout(central);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(banner_);
  column->addWidget(nanBar_);
  column->addWidget(pages_, 1);
  column->addWidget(timeline_);
  setCentralWidget(central);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->addWidget(status_, 1);
  QUndoStack& history = runsPanel_->editor().history();
  actions_->setHistory(history);
  new ViewHistory(history, runs_, views_, this);
  layouts_ = new LayoutMenu(*workbench_, history, this);
  actions_->setLayoutMenu(layouts_);
  actions_->setPanelActions(workbench_->toggleActions());
  actions_->setReplayActions(timeline_->actions());

  alerts_ = new AlertNotifier(session_, runs_, *banner_, *this);

  connectActions();
  connectSession();
  qApp->installEventFilter(this);
  connect(&appearance_, &Appearance::changed, this, &MainWindow::applyTheme);
  applyTheme();
  checkedFor(*actions_->themes, appearance_.choice())->setChecked(true);
  checkedFor(*actions_->languages, languages_.current())->setChecked(true);
  // Whole on the screen with its title bar, which Qt knows only once the window is shown.
  const QSize room = screen()->availableSize() - QSize(0, style()->pixelMetric(QStyle::PM_TitleBarHeight));
  resize((room * kShareOfScreen).boundedTo(kLargest).expandedTo(kSmallest.boundedTo(room)));
  if (!settings::geometry().isEmpty()) restoreGeometry(settings::geometry());
  workbench_->restoreLayout(settings::layout());
  retranslate();
  updateRecent();
  updateState();
}

MainWindow::~MainWindow() {
  // The views and panels look at the run set and the queue until they are gone.
  delete takeCentralWidget();
}

void MainWindow::connectActions() {
  const auto on = [this](QAction* action, auto method) {
    connect(action, &QAction::triggered, this, method);
  };
  WindowActions& a = *actions_;
  on(a.train, &MainWindow::chooseAndTrain);
  on(a.openRun, &MainWindow::chooseAndOpen);
  on(a.openReference, &MainWindow::openReferenceRuns);
  on(a.importRun, [this] { files_->chooseAndImport(); });
  on(a.exportRun, [this] { exportRun(std::max(0, runsPanel_->currentRun())); });
  connect(runsPanel_, &RunsPanel::exportRequested, this, &MainWindow::exportRun);
  on(a.measureModel, [this] { showMeasure(); });
  connect(files_, &RunFiles::imported, this, &MainWindow::openRun);
  connect(files_, &RunFiles::modelChosen, this, &MainWindow::showMeasure);
  connect(files_, &RunFiles::said, banner_, [this](const QString& sentence) { banner_->say(sentence); });
  connect(files_, &RunFiles::written, banner_, &Banner::tell);
  on(a.clearRecent, [this] {
    settings::clearRecentRuns();
    updateRecent();
  });
  on(a.exportFigure, [this] { showExport(workbench_->currentView()); });
  on(a.exportAll, [this] { showExport(nullptr); });
  on(a.copyFigure, &MainWindow::copyFigure);
  on(a.figureStyle, &MainWindow::showStyle);
  on(a.quit, [this] { close(); });
  on(a.start, &MainWindow::startOrResume);
  on(a.pause, [this] { session_.togglePause(); });
  on(a.step, [this] { session_.singleStep(); });
  on(a.checkpoint, [this] { session_.checkpointNow(); });
  on(a.skip, [this] { session_.skipRun(); });
  on(a.stop, [this] { session_.stop(); });
  on(a.fork, [this] { showFork(QString()); });
  connect(&queuePanel_->steering(), &SteerPanel::forkRequested, this,
          [this](const QString& folder, const QString& key, const QString& value) {
            session_.checkpointNow();
            showFork(folder, key, value);
          });
  connect(nanBar_, &NanBar::forkRequested, this, [this](const QString& folder) {
    showFork(folder, QStringLiteral("optimizer.learning_rate"), QString(), true);
  });
  for (View* view : views_) {
    if (auto* map = qobject_cast<HeatMapView*>(view)) {
      connect(map, &HeatMapView::headClicked, this, [this] { showView(QStringLiteral("head-inspector")); });
    }
  }
  connect(runsPanel_, &RunsPanel::forkRequested, this, [this](int index) {
    const RunPtr& run = runs_.runs()[static_cast<std::size_t>(index)].run;
    showFork(QString::fromStdString(run->info().path.string()));
  });
  connect(nanBar_, &NanBar::traceRequested, this, [this] { showView(QStringLiteral("nan-trace")); });
  on(a.clearQueue, [this] { session_.queue().clearSettled(); });
  on(a.alerts, [this] { alerts_->chooseRules(); });
  on(a.resetLayout, [this] { layouts_->reset(); });
  connect(layouts_, &LayoutMenu::refused, banner_, [this](const QString& reason) { banner_->say(reason); });
  on(a.followNewest, [this] { runs_.setCursor(RunSet::kFollow); });
  on(a.commands, [this] {
    auto* palette = new CommandPalette(*menuBar(), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
  });
  on(a.shortcuts, [this] { makeShortcutSheet(actions_->withShortcuts(), this)->show(); });
  on(a.about, [this] { makeAboutDialog(this)->show(); });
  connect(a.themes, &QActionGroup::triggered, this, [this](const QAction* action) {
    appearance_.choose(action->data().toString());
    settings::setTheme(appearance_.choice());
  });
  connect(a.languages, &QActionGroup::triggered, this, [this](const QAction* action) {
    languages_.choose(action->data().toString());
    settings::setLanguage(languages_.current());
  });
  connect(welcome_, &WelcomePage::trainRequested, this, [this] {
    const std::string sample = "sample";
    train(presetQueue(sample, settings::newRunsFolder(QString::fromStdString(sample)).toStdString()));
  });
  connect(welcome_, &WelcomePage::openRequested, this, &MainWindow::chooseAndOpen);
  connect(welcome_, &WelcomePage::referenceRequested, this, &MainWindow::openReferenceRuns);
  connect(welcome_, &WelcomePage::recentRequested, this, &MainWindow::openRun);
  connect(runsPanel_, &RunsPanel::closeRequested, this, &MainWindow::closeRun);
  connect(runsPanel_, &RunsPanel::refused, banner_, [this](const QString& reason) { banner_->say(reason); });
}

void MainWindow::connectSession() {
  connect(&session_, &Session::progressed, this,
          [this] { status_->show(session_.latest(), session_.isActive()); });
  connect(&session_, &Session::stateChanged, this, &MainWindow::updateState);
  connect(&session_, &Session::refused, banner_, [this](const QString& reason) { banner_->say(reason); });
  connect(&session_, &Session::runFailed, this,
          [this](const QString& configuration, const QString& sentence) {
            // The same cause in several runs of a queue is said once, with all their names.
            QStringList& failed = failures_[sentence];
            failed << configuration;
            banner_->say(tr("%1 failed: %2").arg(failed.join(QStringLiteral(", ")), sentence), sentence);
          });
  connect(&session_, &Session::runOpened, this, [this](const QString& folder) {
    settings::addRecentRun(folder);
    updateRecent();
  });
  connect(&session_, &Session::cameToRest, this, [this] {
    if (closing_) close();
  });
  connect(&runs_, &RunSet::runsChanged, this, &MainWindow::updateState);
}

void MainWindow::train(std::vector<RunRequest> queue) {
  failures_.clear();
  session_.start(std::move(queue));
}

void MainWindow::openRun(const QString& pathOrAddress) {
  try {
    session_.open(pathOrAddress);
  } catch (const Error& error) {
    // Not a run itself: numbers from elsewhere become one, a folder of runs opens them.
    const QFileInfo folder(pathOrAddress);
    if (folder.isFile()) {
      // One file of a run folder, dropped or chosen, stands for the run.
      if (QFileInfo::exists(folder.dir().filePath(QStringLiteral("run.toml"))))
        return openRun(folder.absolutePath());
      files_->import(pathOrAddress);
      return;
    }
    auto inside =
        folder.isDir() ? findRuns(pathOrAddress.toStdString()) : std::vector<std::filesystem::path>();
    if (inside.empty()) {
      files_->import(pathOrAddress, translated(error));
      return;
    }
    if (inside.size() > kMostRunsAtOnce) {
      banner_->say(tr("%1 holds %2 runs; the first %3 were opened.")
                       .arg(pathOrAddress)
                       .arg(inside.size())
                       .arg(kMostRunsAtOnce));
      inside.resize(kMostRunsAtOnce);
    }
    for (const std::filesystem::path& run : inside) {
      // One level only: a run below that cannot be opened says why.
      try {
        session_.open(QString::fromStdString(run.string()));
      } catch (const Error& unreadable) {
        banner_->say(translated(unreadable));
      }
    }
  }
  settings::addRecentRun(pathOrAddress.contains(QLatin1String("reference:"))
                             ? pathOrAddress
                             : QDir().absoluteFilePath(pathOrAddress));
  updateRecent();
}

void MainWindow::chooseAndTrain() {
  auto* dialog = new TrainDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { train(dialog->queue()); });
  dialog->open();
}

void MainWindow::chooseAndOpen() {
  const QString chosen =
      QFileDialog::getExistingDirectory(this, tr("Open a run folder"), settings::runsFolder());
  if (!chosen.isEmpty()) openRun(chosen);
}

void MainWindow::exportRun(int index) {
  files_->chooseAndExport(*runs_.runs().at(static_cast<std::size_t>(index)).run);
}

void MainWindow::showMeasure(const QString& folder) {
  if (session_.isActive())
    return banner_->say(tr(
        "A model can be measured when no run is training; entroscope-cli eval --run does it at any time."));
  auto* dialog = new MeasureDialog(parts_.measure, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->chooseModel(folder);
  connect(dialog, &MeasureDialog::measured, this, &MainWindow::openRun);
  dialog->open();
}

void MainWindow::openReferenceRuns() {
  for (const std::string& address : referenceRuns()) {
    try {
      session_.open(QString::fromStdString(address));
    } catch (const Error& error) {
      banner_->say(translated(error));
    }
  }
}

void MainWindow::closeRun(int index) {
  if (index >= 0 && index < static_cast<int>(runs_.runs().size())) runs_.remove(index);
}

void MainWindow::showExport(const View* chosen) {
  auto* dialog = new ExportDialog(runs_, views_, chosen, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::copyFigure() {
  View* view = workbench_->currentView();
  if (view == nullptr) return banner_->say(tr("Click the view whose figure is wanted, then copy it."));
  QGuiApplication::clipboard()->setMimeData(figureForClipboard(*view, settings::figureStyle()).release());
}

void MainWindow::showStyle() {
  auto* dialog = new StyleDialog(views_, workbench_->currentView(), settings::figureStyle(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [dialog] { settings::setFigureStyle(dialog->style()); });
  dialog->open();
}

void MainWindow::showFork(const QString& folder, const QString& key, const QString& value, bool instead) {
  auto* dialog = new ForkDialog(runs_, folder, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  ForkModel& model = dialog->model();
  // The fork out of a NaN: half the rate that led into it.
  const QString half = QString::number(model.config().optimizer.learningRate / 2);
  if (!key.isEmpty()) model.change(key.toStdString(), value.isEmpty() ? half : value);
  connect(dialog, &QDialog::accepted, this, [this, dialog, instead] {
    try {
      failures_.clear();
      session_.startNext(dialog->request());
      if (instead) session_.skipRun();
    } catch (const Error& error) {
      banner_->say(translated(error));
    }
  });
  dialog->open();
}

void MainWindow::showView(const QString& figure) {
  for (View* view : views_) {
    if (view->figureName() != figure) continue;
    workbench_->dockOf(view)->show();
    workbench_->dockOf(view)->raise();
  }
}

void MainWindow::startOrResume() {
  if (session_.state() == EngineState::Paused) {
    session_.resume();
  } else if (!session_.isActive()) {
    chooseAndTrain();
  }
}

void MainWindow::stopAndClose() {
  if (!session_.isActive()) {
    close();
    return;
  }
  closing_ = true;
  session_.leave();
  updateState();
}

void MainWindow::answerClose(CloseChoice choice) {
  asking_ = false;
  if (choice == CloseChoice::KeepTraining) showMinimized();
  if (choice == CloseChoice::StopAndKeep) stopAndClose();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!session_.isActive()) {
    settings::setGeometry(saveGeometry(), workbench_->saveLayout());
    event->accept();
    return;
  }
  event->ignore();
  if (closing_ || asking_) return;
  asking_ = true;
  parts_.ask(this, [this](CloseChoice choice) { answerClose(choice); });
}

void MainWindow::applyTheme() {
  const Theme& theme = appearance_.theme();
  actions_->setTheme(theme);
  banner_->setTheme(theme);
  nanBar_->setTheme(theme);
  runsPanel_->setTheme(theme);
  timeline_->setTheme(theme);
  welcome_->setTheme(theme);
  workbench_->setTheme(theme);
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QMainWindow::changeEvent(event);
}

void MainWindow::retranslate() {
  setLocale(QLocale());  // number fields of every panel and dialog take theirs from here
  actions_->retranslate();
  updateState();
}

void MainWindow::updateState() {
  const bool active = session_.isActive(), paused = session_.state() == EngineState::Paused;
  const bool open = active || !runs_.runs().empty();
  showPage(open ? static_cast<QWidget*>(workbench_) : welcome_);
  timeline_->setVisible(open);
  actions_->start->setEnabled(!closing_ && (paused || !active));
  actions_->pause->setEnabled(active && !closing_);
  actions_->step->setEnabled(active && !closing_);
  actions_->stop->setEnabled(active && !closing_);
  actions_->skip->setEnabled(active && !closing_);
  actions_->checkpoint->setEnabled(active && !closing_);
  actions_->fork->setEnabled(!closing_ && !runs_.runs().empty());
  actions_->clearQueue->setEnabled(session_.queue().hasSettled());
  actions_->exportRun->setEnabled(!runs_.runs().empty());
  actions_->exportFigure->setEnabled(open);
  actions_->exportAll->setEnabled(open);
  actions_->copyFigure->setEnabled(open);
  actions_->figureStyle->setEnabled(open);
  actions_->resetLayout->setEnabled(open);
  layouts_->setChoosable(open);
  actions_->followNewest->setEnabled(open);
  status_->setNotice(closing_ && active ? tr("Stopping and saving…") : QString());
  status_->show(session_.latest(), active);
  const QString training = QString::fromStdString(session_.latest().configuration);
  setWindowTitle(active && !training.isEmpty() ? QStringLiteral("%1 – Entroscope").arg(training)
                                               : QStringLiteral("Entroscope"));
}

void MainWindow::showPage(QWidget* page) {
  if (pages_->currentWidget() == page) return;
  pages_->setCurrentWidget(page);
  // Not the first field that Qt finds, which would take the space bar that pauses.
  if (View* view = workbench_->currentView(); page == workbench_ && view != nullptr) view->setFocus();
}

void MainWindow::updateRecent() {
  const QStringList recent = settings::recentRuns();
  actions_->recent->clear();
  for (const QString& path : recent) {
    const QAction* action =
        actions_->recent->addAction(QString(path).replace(QLatin1Char('&'), QStringLiteral("&&")));
    connect(action, &QAction::triggered, this, [this, path] { openRun(path); });
  }
  actions_->recent->addSeparator();
  actions_->recent->addAction(actions_->clearRecent);
  actions_->recent->setEnabled(!recent.isEmpty());
  welcome_->setRecent(recent);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (std::ranges::any_of(urls, [](const QUrl& url) { return url.isLocalFile(); }))
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) openRun(url.toLocalFile());
  }
  event->acceptProposedAction();
}

bool MainWindow::focusNextPrevChild(bool next) {
  // Behind a tab lie panels that Qt calls visible: the focus would be lost in them.
  const QWidget* const first = focusWidget();
  for (bool moved = true; moved;) {
    moved = QMainWindow::focusNextPrevChild(next);
    const QWidget* now = focusWidget();
    if (now == nullptr || now == first || !now->visibleRegion().isEmpty()) return moved;
  }
  return false;
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier &&
        takesSpace(QApplication::focusWidget())) {
      key->accept();
      return true;
    }
    // A line of text would move its cursor or cut its end with these, as an editor of old does.
    if (key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_E || key->key() == Qt::Key_K) &&
        qobject_cast<QLineEdit*>(watched) != nullptr) {
      key->ignore();
      return true;
    }
  }
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace entroscope
