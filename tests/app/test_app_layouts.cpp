// Layouts in the real window: built-in ones, saving, choosing and deleting under a name, across starts.
#include <QDockWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QtTest>

#include "app/desktop/style/settings.h"
#include "app/desktop/window/arrangements.h"
#include "app/desktop/window/layout_menu.h"
#include "app/desktop/window/window_actions.h"
#include "app/desktop/window/workbench.h"
#include "tests/app/window_bench.h"

using namespace entroscope;

namespace {

/// A window with one run open, laid out.
struct Bench : WindowBench {
  Bench() {
    open("SM+LN+G");
    if (!QTest::qWaitForWindowExposed(window.get())) qFatal("the window is not shown");
    if (!QTest::qWaitFor([this] { return !window->workbench().saveLayout().isEmpty(); }))
      qFatal("the workbench is not laid out");
  }
  QDockWidget* dock(const char* name) const {
    return window->workbench().findChild<QDockWidget*>(QString::fromLatin1(name));
  }
  QStringList shown() const {
    QStringList names;
    for (const QDockWidget* dock : window->workbench().findChildren<QDockWidget*>()) {
      if (!dock->isHidden()) names << dock->objectName();
    }
    return names;
  }
  QAction* entry(const QString& text) const {
    for (QAction* action : window->layouts().actions()) {
      if (action->text() == text) return action;
    }
    return nullptr;
  }
};

}  // namespace

class TestAppLayouts : public QObject {
  Q_OBJECT
  const TestHome home_;

 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }
  void init() { QSettings(QStringLiteral("entroscope"), QStringLiteral("entroscope")).remove("window"); }

  void namesOnlyFiguresThereAre() {
    const Bench bench;
    for (const Arrangement* arrangement : {&overview(), &watchTraining(), &compareRuns(), &findNan()}) {
      for (const QStringList& corner : arrangement->corners) {
        QVERIFY(!corner.isEmpty());
        for (const QString& figure : corner) QVERIFY2(bench.dock(figure.toLatin1()), qPrintable(figure));
      }
    }
  }

  void showsWhatALayoutIsFor() {
    const Bench bench;
    const qsizetype all = bench.shown().size();
    bench.entry(QStringLiteral("Find a &NaN"))->trigger();
    QVERIFY(bench.shown().contains(QStringLiteral("nan-map")));
    QVERIFY(bench.shown().contains(QStringLiteral("nan-trace")));
    QVERIFY(!bench.shown().contains(QStringLiteral("perplexity-table")));
    // Corners stand beside and above one another.
    QTRY_VERIFY(bench.dock("nan-map")->x() < bench.dock("nan-trace")->x());
    QVERIFY(bench.dock("nan-map")->y() < bench.dock("loss-curves")->y());

    bench.entry(QStringLiteral("&Compare runs"))->trigger();
    QVERIFY(!bench.shown().contains(QStringLiteral("queue")));
    QVERIFY(bench.shown().contains(QStringLiteral("entropy-difference")));
    // What is hidden comes back into the layout, not on top of it.
    bench.dock("nan-map")->toggleViewAction()->trigger();
    QVERIFY(bench.shown().contains(QStringLiteral("nan-map")));
    QVERIFY(!bench.dock("nan-map")->isFloating());
    QVERIFY(!bench.window->workbench().tabifiedDockWidgets(bench.dock("nan-map")).isEmpty());

    bench.window->actions().resetLayout->trigger();
    QCOMPARE(bench.shown().size(), all);
  }

  void keepsLayoutsUnderNames() {
    const QString name = QStringLiteral("mine / R&D");
    {
      const Bench bench;
      QVERIFY(bench.window->layouts().saved().isEmpty());
      bench.dock("queue")->hide();
      bench.window->layouts().save(QStringLiteral("  mine /  R&D "));
      bench.window->layouts().save(QStringLiteral("Beamer"));
      bench.window->layouts().save(QStringLiteral("   "));
      QCOMPARE(bench.window->layouts().saved(), (QStringList{QStringLiteral("Beamer"), name}));
      QVERIFY(bench.entry(QStringLiteral("mine / R&&D")) != nullptr);
      bench.window->actions().resetLayout->trigger();
      QVERIFY(!bench.dock("queue")->isHidden());
    }
    const Bench bench;  // another start
    QVERIFY(!bench.dock("queue")->isHidden());
    bench.entry(QStringLiteral("mine / R&&D"))->trigger();
    QVERIFY(bench.dock("queue")->isHidden());
    bench.window->layouts().remove(name);
    QCOMPARE(bench.window->layouts().saved(), QStringList{QStringLiteral("Beamer")});
    QVERIFY(bench.entry(QStringLiteral("mine / R&&D")) == nullptr);
  }

  void saysWhatDoesNotFit() {
    settings::setLayouts({{QStringLiteral("old"), QByteArray("from another version")}});
    const Bench bench;
    const QSignalSpy refused(&bench.window->layouts(), &LayoutMenu::refused);
    bench.entry(QStringLiteral("old"))->trigger();
    QCOMPARE(refused.count(), 1);
  }

  void listsItsShortcuts() {
    const Bench bench;
    const QList<QAction*> listed = bench.window->actions().withShortcuts();
    QVERIFY(listed.contains(bench.entry(QStringLiteral("&Watch training"))));
    QSet<QKeySequence> keys;
    for (const QAction* action : listed) keys.insert(action->shortcut());
    QCOMPARE(keys.size(), listed.size());
  }
};

QTEST_MAIN(TestAppLayouts)
#include "test_app_layouts.moc"
