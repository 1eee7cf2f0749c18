// Undo of what was chosen to be seen, in the real window: run set, controls, layouts, run browser in one
// order.
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QSpinBox>
#include <QtTest>

#include "app/desktop/window/runs_panel.h"
#include "app/desktop/window/view_history.h"
#include "app/desktop/window/window_actions.h"
#include "app/desktop/window/workbench.h"
#include "tests/app/window_bench.h"

using namespace entroscope;

namespace {

struct Bench : WindowBench {
  Bench() {
    for (const char* name : {"SM+LN+G", "SM+G"}) open(name);
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window.get())) qFatal("the window is not shown");
    if (!QTest::qWaitFor([this] { return !window->workbench().saveLayout().isEmpty(); }))
      qFatal("the workbench is not laid out");
    QCoreApplication::processEvents();
  }
  RunSet& runs() const { return window->runs(); }
  QAction& undo() const { return *window->actions().undo; }
  QAction& redo() const { return *window->actions().redo; }
  template <class Control>
  Control* control(const char* figure, const char* name) const {
    for (const View* view : window->views()) {
      if (view->figureName() != QLatin1String(figure)) continue;
      window->workbench().dockOf(view)->raise();
      for (Control* control : view->findChildren<Control*>()) {
        if (control->accessibleName() == QLatin1String(name)) return control;
      }
    }
    return nullptr;
  }
};

}  // namespace

class TestAppUndo : public QObject {
  Q_OBJECT
  const TestHome home_;

 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void startsWithNothingToUndo() {
    const Bench bench;
    QVERIFY(!bench.undo().isEnabled());
    QVERIFY(!bench.redo().isEnabled());
    // Neither the cursor nor opening a run is a choice of what to see.
    bench.runs().setCursor(3);
    QCoreApplication::processEvents();
    QVERIFY(!bench.undo().isEnabled());
  }

  void takesBackChoicesOfTheRunSet() {
    const Bench bench;
    bench.runs().selectHead(HeadId{1, 2});
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: chosen head"));
    bench.runs().setAxis(XAxis::Tokens);
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: steps or tokens"));
    bench.runs().setOverloadMaximum(OverloadMaximum::Theoretical);
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: upper end M"));
    bench.runs().setVisible(0, false);
    bench.runs().setVisible(1, false);  // in one turn: one choice
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: shown runs"));

    bench.undo().trigger();
    QCOMPARE(bench.runs().visible().size(), std::size_t{2});
    bench.undo().trigger();
    QVERIFY(bench.runs().overloadMaximum() == OverloadMaximum::Pooled);
    bench.undo().trigger();
    QVERIFY(bench.runs().axis() == XAxis::Step);
    bench.undo().trigger();
    QVERIFY(!bench.runs().selectedHead());
    QVERIFY(!bench.undo().isEnabled());
    bench.redo().trigger();
    QVERIFY(bench.runs().selectedHead() == (HeadId{1, 2}));
    QCoreApplication::processEvents();
    QCOMPARE(bench.redo().text(), QStringLiteral("&Redo: steps or tokens"));
  }

  void takesADragForOneChoice() {
    const Bench bench;
    for (double share : {0.9, 0.8, 0.7}) {
      bench.runs().setBrush(share);
      QCoreApplication::processEvents();
    }
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: overload threshold"));
    bench.undo().trigger();
    QVERIFY(!bench.runs().brush());
    bench.redo().trigger();
    QCOMPARE(bench.runs().brush().value_or(0), 0.7);
  }

  void takesBackControlsOfViews() {
    const Bench bench;
    auto* scale = bench.control<QComboBox>("entropy-map", "Colour scale");
    QVERIFY(scale != nullptr);
    const int first = scale->currentIndex();
    QTest::keyClick(scale, Qt::Key_Down);
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: Head entropy – Colour scale"));
    auto* log = bench.control<QCheckBox>("loss-curves", "Logarithmic vertical axis");
    QVERIFY(log != nullptr);
    QTest::keyClick(log, Qt::Key_Space);
    QVERIFY(log->isChecked());
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: Loss – Logarithmic vertical axis"));
    auto* smoothing = bench.control<QSpinBox>("loss-curves", "Smoothing in steps");
    QVERIFY(smoothing != nullptr);
    smoothing->setFocus();
    QTRY_VERIFY(smoothing->hasFocus());
    const int smoothed = smoothing->value();
    QTest::keyClick(smoothing, Qt::Key_Up);
    QCoreApplication::processEvents();
    QTest::keyClick(smoothing, Qt::Key_Up);
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: Loss – Smoothing in steps"));

    bench.undo().trigger();  // both strokes
    QCOMPARE(smoothing->value(), smoothed);
    bench.undo().trigger();
    QVERIFY(!log->isChecked());
    bench.undo().trigger();
    QCOMPARE(scale->currentIndex(), first);
    QVERIFY(!bench.undo().isEnabled());
    bench.redo().trigger();
    QCOMPARE(scale->currentIndex(), first + 1);
  }

  /// The axis box of the curves is the run set's axis: one entry, not two.
  void countsSharedControlsOnce() {
    const Bench bench;
    auto* axis = bench.control<QComboBox>("loss-curves", "Horizontal axis");
    QTest::keyClick(axis, Qt::Key_Down);
    QTRY_COMPARE(bench.undo().text(), QStringLiteral("&Undo: steps or tokens"));
    bench.undo().trigger();
    QVERIFY(bench.runs().axis() == XAxis::Step);
    QVERIFY(!bench.undo().isEnabled());
  }

  void takesBackLayouts() {
    const Bench bench;
    const auto* queue = bench.window->workbench().findChild<QDockWidget*>(QStringLiteral("queue"));
    for (QAction* action : bench.window->findChild<QMenu*>(QStringLiteral("layouts"))->actions()) {
      if (action->text() == QLatin1String("&Compare runs")) action->trigger();
    }
    QVERIFY(queue->isHidden());
    QCOMPARE(bench.undo().text(), QStringLiteral("&Undo: layout"));
    bench.undo().trigger();
    QVERIFY(!queue->isHidden());
    bench.redo().trigger();
    QVERIFY(queue->isHidden());
  }

  void forgetsRunsThatWereClosed() {
    const Bench bench;
    bench.runs().setVisible(1, false);
    QTRY_VERIFY(bench.undo().isEnabled());
    bench.runs().remove(1);
    QCoreApplication::processEvents();
    QCOMPARE(bench.undo().text(), QStringLiteral("&Undo: shown runs"));
    bench.undo().trigger();
    QVERIFY(bench.runs().runs()[0].visible);
  }
};

QTEST_MAIN(TestAppUndo)
#include "test_app_undo.moc"
