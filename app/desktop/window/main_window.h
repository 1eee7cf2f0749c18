// The lab's window: owns the run set, the session, the views and the panels, and wires them together.
// GUI thread only.
#pragma once

#include <QMainWindow>
#include <QMap>
#include <functional>
#include <vector>

#include "app/desktop/dialogs/measure_dialog.h"
#include "app/desktop/session/session.h"
#include "app/desktop/style/appearance.h"
#include "app/desktop/style/languages.h"
#include "app/desktop/window/close_question.h"
#include "views/plot/view.h"

class QStackedWidget;

namespace entroscope {

class AlertNotifier;
class Banner;
class LayoutMenu;
class NanBar;
class QueuePanel;
class RunFiles;
class RunsPanel;
class StatusStrip;
class TimelineBar;
class WelcomePage;
class WindowActions;
class Workbench;

/// What a test replaces. The defaults train, open and ask for real.
struct MainWindowParts {
  SessionParts session;
  std::function<std::vector<View*>(RunSet&, QWidget*)> makeViews;
  Measure measure;
  CloseQuestion ask = askOnClose;
};
MainWindowParts realParts();

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(MainWindowParts parts = realParts(), QWidget* parent = nullptr);
  ~MainWindow() override;

  RunSet& runs() { return runs_; }
  Session& session() { return session_; }
  WindowActions& actions() { return *actions_; }
  Banner& banner() { return *banner_; }
  Workbench& workbench() { return *workbench_; }
  LayoutMenu& layouts() { return *layouts_; }
  TimelineBar& timeline() { return *timeline_; }
  const std::vector<View*>& views() const { return views_; }

  void train(std::vector<RunRequest> queue);
  /// A run folder, a folder with runs below it, or a reference run's address. Problems go to the banner.
  void openRun(const QString& pathOrAddress);
  /// Stops training, keeps the run, closes the window; nothing is asked.
  void stopAndClose();

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void connectActions();
  void connectSession();
  void chooseAndTrain();
  void chooseAndOpen();
  void exportRun(int index);
  /// Asks on what to measure the model in `folder`; empty: which model, too.
  void showMeasure(const QString& folder = {});
  /// Plans a fork of the run in `folder`, one setting changed already; `instead`: of the run that waits.
  void showFork(const QString& folder, const QString& key = {}, const QString& value = {},
                bool instead = false);
  void showView(const QString& figure);
  void openReferenceRuns();
  void closeRun(int index);
  void showExport(const View* chosen);
  void copyFigure();
  void showStyle();
  void startOrResume();
  void applyTheme();
  void retranslate();
  void updateState();
  void updateRecent();
  void showPage(QWidget* page);
  void answerClose(CloseChoice choice);

  MainWindowParts parts_;
  Appearance appearance_;
  Languages languages_;
  RunSet runs_;
  Session session_;  ///< after the run set it feeds; destroyed, its thread joined, before it
  WindowActions* actions_;
  Banner* banner_;
  AlertNotifier* alerts_;
  RunFiles* files_;
  NanBar* nanBar_;
  RunsPanel* runsPanel_;
  QueuePanel* queuePanel_;
  StatusStrip* status_;
  WelcomePage* welcome_;
  Workbench* workbench_;
  LayoutMenu* layouts_;
  TimelineBar* timeline_;
  QStackedWidget* pages_;
  std::vector<View*> views_;
  QMap<QString, QStringList> failures_;  ///< sentence → configurations of the queue it stopped
  bool closing_ = false;                 ///< closes when training has come to rest
  bool asking_ = false;
};

}  // namespace entroscope
