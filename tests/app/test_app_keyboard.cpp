// Every control of the window and of its dialogs: reached by Tab, and named for a screen reader.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QInputDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>
#include <QTabBar>
#include <QtTest>

#include "app/desktop/dialogs/alert_dialog.h"
#include "app/desktop/dialogs/command_palette.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/fork_dialog.h"
#include "app/desktop/dialogs/help_dialogs.h"
#include "app/desktop/dialogs/run_details_dialog.h"
#include "app/desktop/dialogs/style_dialog.h"
#include "app/desktop/dialogs/train_dialog.h"
#include "app/desktop/window/banner.h"
#include "app/desktop/window/layout_menu.h"
#include "app/desktop/window/timeline_track.h"
#include "app/desktop/window/window_actions.h"
#include "app/desktop/window/workbench.h"
#include "tests/app/window_bench.h"

using namespace entroscope;

namespace {

constexpr int kMostTabs = 400;

bool isControl(const QWidget& widget) {
  return qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
         qobject_cast<const QComboBox*>(&widget) != nullptr ||
         qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr ||
         qobject_cast<const QLineEdit*>(&widget) != nullptr ||
         qobject_cast<const QPlainTextEdit*>(&widget) != nullptr ||
         qobject_cast<const QAbstractItemView*>(&widget) != nullptr ||
         qobject_cast<const QTabBar*>(&widget) != nullptr ||
         qobject_cast<const TimelineTrack*>(&widget) != nullptr;
}

/// Pieces of another control, and what Qt adds by itself; buttons of the tool bar are commands of a menu.
bool isPart(const QWidget& widget) {
  if (widget.objectName().startsWith(QLatin1String("qt_")) || widget.inherits("QLineEditIconButton") ||
      widget.inherits("QHeaderView") || widget.inherits("QDockWidgetTitleButton"))
    return true;
  for (const QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget()) {
    if (isControl(*above) || above->inherits("QToolBar") || above->inherits("QMenuBar")) return true;
    if (above->isWindow()) break;
  }
  return false;
}

QString nameOf(QWidget& widget) {
  const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&widget);
  return interface != nullptr ? interface->text(QAccessible::Name) : QString();
}

QString described(const QWidget& widget) {
  QStringList path;
  for (const QWidget* at = &widget; at != nullptr && path.size() < 4; at = at->parentWidget())
    path.prepend(QLatin1String(at->metaObject()->className()) + QLatin1Char(' ') + at->objectName());
  return path.join(QStringLiteral(" > "));
}

QList<QWidget*> controlsOf(const QWidget& window) {
  QList<QWidget*> controls;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    if (widget->window() == &window && !widget->visibleRegion().isEmpty() && isControl(*widget) &&
        !isPart(*widget))
      controls << widget;
  }
  return controls;
}

/// What of `window` has no name or is not reached by Tab, a line each.
QStringList missing(QWidget& window) {
  window.activateWindow();
  if (!QTest::qWaitForWindowActive(&window)) return {QStringLiteral("the window is not active")};
  QStringList faults;
  const QList<QWidget*> controls = controlsOf(window);
  for (QWidget* control : controls) {
    if (nameOf(*control).trimmed().isEmpty()) faults << described(*control) + QStringLiteral(": no name");
  }
  QSet<const QWidget*> reached;
  if (window.focusWidget() == nullptr) window.setFocus();
  for (int i = 0; i < kMostTabs; ++i) {
    QWidget* focused = window.focusWidget();
    // At first it may be where a panel was that another one now covers.
    if (i > 0 && focused != nullptr && focused->visibleRegion().isEmpty())
      faults << described(*focused) + QStringLiteral(": unseen");
    for (const QWidget* at = focused; at != nullptr && at != &window; at = at->parentWidget()) reached << at;
    QTest::keyClick(focused != nullptr ? focused : &window, Qt::Key_Tab);
  }
  for (const QWidget* control : controls) {
    // The palette's list takes its keys from the line above it.
    const bool led =
        qobject_cast<CommandPalette*>(&window) != nullptr && control->focusPolicy() == Qt::NoFocus;
    if (control->isEnabled() && !led && !reached.contains(control))
      faults << described(*control) + QStringLiteral(": no Tab");
  }
  faults.removeDuplicates();
  return faults;
}

/// Each fault on a line of the log: a comparison would cut them short.
bool none(const QStringList& faults) {
  for (const QString& fault : faults) qWarning("%s", qPrintable(fault));
  return faults.isEmpty();
}

}  // namespace

class TestAppKeyboard : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void welcome() {
    WindowBench bench;
    settings::addRecentRun(QStringLiteral("/fake/recent"));
    QVERIFY(none(missing(*bench.window)));
  }

  /// Each panel in front once.
  void panels() {
    WindowBench bench;
    bench.open("SM+LN+G");
    bench.open("SM+R");
    bench.window->banner().say(QStringLiteral("A sentence."));
    QTRY_VERIFY(!bench.window->workbench().saveLayout().isEmpty());
    QStringList faults;
    for (QDockWidget* dock : bench.window->workbench().findChildren<QDockWidget*>()) {
      dock->show();
      dock->raise();
      QTRY_VERIFY(dock->widget()->isVisible());
      faults += missing(*bench.window);
    }
    faults.removeDuplicates();
    QVERIFY(none(faults));
  }

  void steering() {
    WindowBench bench;
    bench.window->train({bench.lab.request("SM+G", 50), bench.lab.request("SM+R", 50)});
    bench.lab.gate().grant(2);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 2, kLimit);
    QVERIFY(none(missing(*bench.window)));
  }

  void dialogs_data() {
    QTest::addColumn<QString>("dialog");
    for (const char* name : {"train", "fork", "export", "style", "alerts", "details", "commands", "shortcuts",
                             "about", "layout", "close"})
      QTest::newRow(name) << QString::fromLatin1(name);
  }
  void dialogs() {
    QFETCH(QString, dialog);
    WindowBench bench;
    bench.open("SM+LN+G");
    MainWindow& window = *bench.window;
    QTRY_VERIFY(!window.workbench().saveLayout().isEmpty());
    QWidget* shown = nullptr;
    const auto show = [&](QDialog* made) {
      made->setAttribute(Qt::WA_DeleteOnClose);
      made->open();
      shown = made;
    };
    if (dialog == QLatin1String("train")) show(new TrainDialog(&window));
    if (dialog == QLatin1String("fork")) show(new ForkDialog(window.runs(), {}, &window));
    if (dialog == QLatin1String("export"))
      show(new ExportDialog(window.runs(), window.views(), nullptr, &window));
    if (dialog == QLatin1String("style")) show(new StyleDialog(window.views(), nullptr, {}, &window));
    if (dialog == QLatin1String("alerts")) show(new AlertDialog({}, &window));
    if (dialog == QLatin1String("details")) show(new RunDetailsDialog({}, QStringLiteral("folder"), &window));
    if (dialog == QLatin1String("commands")) show(new CommandPalette(*window.menuBar(), &window));
    if (dialog == QLatin1String("shortcuts"))
      show(makeShortcutSheet(window.actions().withShortcuts(), &window));
    if (dialog == QLatin1String("about")) show(makeAboutDialog(&window));
    if (dialog == QLatin1String("layout")) {
      for (QAction* action : window.layouts().actions()) {
        if (action->text().contains(QStringLiteral("Save"))) action->trigger();
      }
      shown = window.layouts().findChild<QInputDialog*>();
    }
    if (dialog == QLatin1String("close")) askOnClose(&window, [](CloseChoice) {});
    if (shown == nullptr) shown = QApplication::activeModalWidget();
    QVERIFY(shown != nullptr);
    QVERIFY(!shown->windowTitle().isEmpty());
    QVERIFY(none(missing(*shown)));
    shown->close();
  }

 private:
  static constexpr int kLimit = 20000;
  const TestHome home_;
};

QTEST_MAIN(TestAppKeyboard)
#include "test_app_keyboard.moc"
