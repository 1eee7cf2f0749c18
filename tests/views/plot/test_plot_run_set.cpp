// The set of open runs: colours that last, one cursor, live before recorded.
#include <QSignalSpy>
#include <QTest>

#include "core/base/error.h"
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
  void equalNamesAreToldApart();
  void parentOpenedAfterItsForks();
  void signalsOnlyOnChange();
  void frameAtTheCursor();
  void equalTokensAreOtherSteps();
  void liveNanCounts();
  void aBusyRunIsAskedAgain();
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

void TestPlotRunSet::equalNamesAreToldApart() {
  RunSet runs;
  const auto add = [&](const char* name, const char* folder) {
    auto made = std::make_shared<MemoryRun>("SM+G", name);
    made->editInfo().path = folder;
    runs.add(made);
  };
  const auto names = [&] {
    QStringList all;
    for (const OpenRun& open : runs.runs()) all << open.name();
    return all.join('|');
  };
  add("sample/SM+G", "/runs/monday/a/");
  QCOMPARE(names(), QStringLiteral("sample/SM+G"));
  add("sample/SM+G", "/runs/monday/b");
  QCOMPARE(names(), QStringLiteral("sample/SM+G (a)|sample/SM+G (b)"));
  add("sample/SM+G", "/runs/tuesday/a");
  add("another", "/runs/tuesday/b");
  QCOMPARE(names(), QStringLiteral("sample/SM+G (monday/a)|sample/SM+G (b)|sample/SM+G (tuesday/a)|another"));
  QCOMPARE(runs.runs()[1].label(), QStringLiteral("sample/SM+G (b)"));
  runs.setVisible(2, false);
  QCOMPARE(names(), QStringLiteral("sample/SM+G (a)|sample/SM+G (b)|sample/SM+G|another"));
  runs.remove(2);
  runs.remove(1);
  QCOMPARE(names(), QStringLiteral("sample/SM+G|another"));
}

void TestPlotRunSet::parentOpenedAfterItsForks() {
  RunSet runs;
  const auto add = [&](const char* name, const char* parent) {
    auto made = std::make_shared<MemoryRun>("SM+G", name);
    made->editInfo().id = name;
    made->editConfig().parent = parent;
    return runs.add(made);
  };
  add("late fork", "parent@40");
  add("stranger", "");
  add("fork of the fork", "early fork@30");
  add("early fork", "parent@20");
  QCOMPARE(add("parent", ""), 1);
  QStringList lines;
  for (const OpenRun& open : runs.runs()) lines << QString(runs.forkDepth(open.run), ' ') + open.name();
  QCOMPARE(lines.join('|'), QStringLiteral("stranger|parent| early fork|  fork of the fork| late fork"));
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

void TestPlotRunSet::aBusyRunIsAskedAgain() {
  struct BusyRun : MemoryRun {
    using MemoryRun::MemoryRun;
    bool busy = true;
    bool refresh() override {
      if (busy) throw Error(ErrorCode::Locked, "busy");
      return MemoryRun::refresh();
    }
  };
  const auto busy = std::make_shared<BusyRun>("SM+G", "busy");
  const auto other = std::make_shared<MemoryRun>("SM+R", "other");
  RunSet runs;
  runs.add(busy);
  runs.add(other);
  QSignalSpy records(&runs, &RunSet::recordsChanged);
  busy->addScalar(measure::kLoss, 1, 2.0F);
  runs.refreshAll();
  QCOMPARE(records.size(), 0);
  other->addScalar(measure::kLoss, 1, 2.0F);
  runs.refreshAll();
  QCOMPARE(records.size(), 1);
  busy->busy = false;
  runs.refreshAll();
  QCOMPARE(records.size(), 2);
}

void TestPlotRunSet::frameAtTheCursor() {
  auto recorded = std::make_shared<MemoryRun>("SM+G", "a");
  recorded->add(measure::kEntropy, 10, 1, 2, {1, 2});
  RunSet runs;
  const int a = runs.add(recorded);
  QCOMPARE(frameAtCursor(runs.runs()[a], measure::kEntropy, Cursor{})->step, 10);
  auto live = std::make_shared<Snapshot>();
  live->step = 12;
  live->heads = 2;
  live->entropy = {3, 4};
  runs.setLive(a, live);
  QCOMPARE(frameAtCursor(runs.runs()[a], measure::kEntropy, Cursor{})->step, 12);
  QCOMPARE(frameAtCursor(runs.runs()[a], measure::kEntropy, Cursor{XAxis::Step, 11})->step, 10);
  QVERIFY(!frameAtCursor(runs.runs()[a], measure::kEntropy, Cursor{XAxis::Step, 9}));
  QVERIFY(!frameAtCursor(runs.runs()[a], measure::kSlope, Cursor{}));
}

void TestPlotRunSet::equalTokensAreOtherSteps() {
  RunSet runs;
  for (const std::int64_t tokensPerStep : {1000, 4000}) {
    auto recorded = std::make_shared<MemoryRun>("SM+G", std::to_string(tokensPerStep));
    recorded->setTokensPerStep(tokensPerStep);
    for (std::int64_t step = 1; step <= 400; ++step) {
      recorded->addScalar(measure::kLoss, step, 1);
      recorded->add(measure::kEntropy, step, 1, 1, {static_cast<float>(step)});
    }
    runs.add(recorded);
  }
  auto published = std::make_shared<MemoryRun>("SM+G", "published");
  published->editInfo().status = RunStatus::Reference;
  runs.add(published);
  runs.setCursor(200);
  for (int i = 0; i < 2; ++i) QCOMPARE(stepAt(runs.runs()[i], runs.cursor()), 200);
  QCOMPARE(stepAt(runs.runs()[2], runs.cursor()), Cursor::kFollow);

  QSignalSpy axis(&runs, &RunSet::axisChanged);
  runs.setAxis(XAxis::Tokens);  // the first run stays where it was
  QCOMPARE(axis.size(), 1);
  QCOMPARE(runs.cursor().place, 200'000);
  QCOMPARE(stepAt(runs.runs()[0], runs.cursor()), 200);
  QCOMPARE(stepAt(runs.runs()[1], runs.cursor()), 50);
  QCOMPARE(frameAtCursor(runs.runs()[1], measure::kEntropy, runs.cursor())->step, 50);
  runs.setCursor(203'999);  // one token before the second run's step 51 is over
  QCOMPARE(stepAt(runs.runs()[1], runs.cursor()), 50);
  runs.setCursor(204'000);
  QCOMPARE(stepAt(runs.runs()[1], runs.cursor()), 51);
  runs.showStep(runs.runs()[1], 10);
  QCOMPARE(runs.cursor().place, 40'000);
  QCOMPARE(runs.runs()[1].end(XAxis::Tokens), 1'600'000);

  // What is known of a run grows with it.
  auto& grown = static_cast<MemoryRun&>(*runs.runs()[0].run);
  grown.setTokensPerStep(2000);
  grown.addScalar(measure::kLoss, 401, 1);
  runs.refreshAll();
  QCOMPARE(std::llround(runs.runs()[0].stepTokens().tokensAt(401)), 802'000);

  runs.setAxis(XAxis::Step);
  runs.setCursor(RunSet::kFollow);
  runs.setAxis(XAxis::Tokens);
  QVERIFY(runs.cursor().follows());
}

void TestPlotRunSet::liveNanCounts() {
  RunSet runs;
  const int a = runs.add(run("a"));
  auto live = std::make_shared<Snapshot>();
  live->layers = 2;
  live->nanCounts = {0, 1, 2, 3, 4, 5, 6, 7};
  runs.setLive(a, live);
  const auto frame = frameAtCursor(runs.runs()[a], "nan.residual", Cursor{});
  QVERIFY(frame.has_value());
  QCOMPARE(frame->rows, 2);
  QCOMPARE(frame->values, (std::vector<float>{4, 5}));
}

QTEST_GUILESS_MAIN(TestPlotRunSet)
#include "test_plot_run_set.moc"
