// The set of open runs: colours that last, one cursor, live before recorded.
#include <QSignalSpy>
#include <QTest>

#include "tests/support/memory_run.h"
#include "views/plot/run_set.h"

using namespace entroscope;

class TestPlotRunSet : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void coloursLast();
  void openedTwiceIsShownAgain();
  void movesAndHides();
  void labels();
  void signalsOnlyOnChange();
  void frameAtTheCursor();
  void liveNanCounts();
};

namespace {
RunPtr run(const char* name) { return std::make_shared<MemoryRun>("SM+G", name); }
}  // namespace

void TestPlotRunSet::coloursLast() {
  RunSet runs;
  runs.add(run("a"));
  runs.add(run("b"));
  runs.add(run("c"));
  runs.remove(1);
  QCOMPARE(runs.runs()[1].colourIndex, 2);
  runs.add(run("d"));
  QCOMPARE(runs.runs()[2].colourIndex, 1);  // the free one
}

void TestPlotRunSet::openedTwiceIsShownAgain() {
  RunSet runs;
  const int a = runs.add(run("a"));
  runs.setVisible(a, false);
  QCOMPARE(runs.add(run("a")), a);
  QCOMPARE(int(runs.runs().size()), 1);
  QVERIFY(runs.runs()[0].visible);
}

void TestPlotRunSet::movesAndHides() {
  RunSet runs;
  for (const char* name : {"a", "b", "c"}) runs.add(run(name));
  runs.move(0, 2);
  QCOMPARE(runs.runs()[2].run->info().name, std::string("a"));
  runs.move(2, 0);
  QCOMPARE(runs.runs()[0].run->info().name, std::string("a"));
  runs.setVisible(1, false);
  QCOMPARE(int(runs.visible().size()), 2);
  QCOMPARE(runs.visible()[1]->run->info().name, std::string("c"));
}

void TestPlotRunSet::labels() {
  OpenRun open;
  open.run = run("first try");
  QCOMPARE(open.label(), QStringLiteral("SM+G · first try"));
  open.run = run("SM+G");
  QCOMPARE(open.label(), QStringLiteral("SM+G"));
  open.run = run("SM+G-seed-2");
  QCOMPARE(open.label(), QStringLiteral("SM+G-seed-2"));
}

void TestPlotRunSet::signalsOnlyOnChange() {
  RunSet runs;
  const int a = runs.add(run("a"));
  QSignalSpy cursor(&runs, &RunSet::cursorChanged), records(&runs, &RunSet::recordsChanged),
      head(&runs, &RunSet::selectedHeadChanged);
  runs.setCursor(5);
  runs.setCursor(5);
  QCOMPARE(cursor.size(), 1);
  runs.selectHead(HeadId{1, 2});
  runs.selectHead(HeadId{1, 2});
  QCOMPARE(head.size(), 1);
  runs.refreshAll();
  QCOMPARE(records.size(), 0);
  std::static_pointer_cast<MemoryRun>(runs.runs()[a].run)->addScalar(measure::kLoss, 1, 2.0F);
  runs.refreshAll();
  QCOMPARE(records.size(), 1);
}

void TestPlotRunSet::frameAtTheCursor() {
  auto recorded = std::make_shared<MemoryRun>("SM+G", "a");
  recorded->add(measure::kEntropy, 10, 1, 2, {1, 2});
  RunSet runs;
  const int a = runs.add(recorded);
  QCOMPARE(frameAtCursor(runs.runs()[a], measure::kEntropy, RunSet::kFollow)->step, 10);
  auto live = std::make_shared<Snapshot>();
  live->step = 12;
  live->heads = 2;
  live->entropy = {3, 4};
  runs.setLive(a, live);
  QCOMPARE(frameAtCursor(runs.runs()[a], measure::kEntropy, RunSet::kFollow)->step, 12);
  QCOMPARE(frameAtCursor(runs.runs()[a], measure::kEntropy, 11)->step, 10);
  QVERIFY(!frameAtCursor(runs.runs()[a], measure::kEntropy, 9));
  QVERIFY(!frameAtCursor(runs.runs()[a], measure::kSlope, RunSet::kFollow));
}

void TestPlotRunSet::liveNanCounts() {
  RunSet runs;
  const int a = runs.add(run("a"));
  auto live = std::make_shared<Snapshot>();
  live->layers = 2;
  live->nanCounts = {0, 1, 2, 3, 4, 5, 6, 7};
  runs.setLive(a, live);
  const auto frame = frameAtCursor(runs.runs()[a], "nan.residual", RunSet::kFollow);
  QVERIFY(frame.has_value());
  QCOMPARE(frame->rows, 2);
  QCOMPARE(frame->values, (std::vector<float>{4, 5}));
}

QTEST_GUILESS_MAIN(TestPlotRunSet)
#include "test_plot_run_set.moc"
