// The time line: its model by printed text, the bar by mouse and keyboard, and that scrubbing all views
// of a long run stays fluid.
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <ctime>

#include "app/desktop/window/timeline_bar.h"
#include "app/desktop/window/timeline_track.h"
#include "core/base/error.h"
#include "tests/support/memory_run.h"
#include "views/catalog/all_views.h"

using namespace entroscope;

namespace {

std::shared_ptr<MemoryRun> history(const std::string& name, std::int64_t steps, std::int64_t tokensPerStep) {
  auto run = std::make_shared<MemoryRun>("SM+G", name);
  run->setTokensPerStep(tokensPerStep);
  for (std::int64_t step = 1; step <= steps; ++step) run->addScalar(measure::kLoss, step, 1);
  return run;
}

void addEvents(MemoryRun& run) {
  run.addEvent({0, "", "start", "cpu"});
  run.addEvent({10, "", "checkpoint", "000010"});
  run.addEvent({25, "", "hyperparameter", "optimizer.learningRate = 0.001"});
  run.addEvent({40, "", "nan", "NaN in the scores of layer 0"});
}

/// Its table of events is damaged.
struct DamagedRun : MemoryRun {
  using MemoryRun::MemoryRun;
  std::vector<RunEvent> events() const override {
    throw Error(ErrorCode::Corrupt, "run.db: expected a sound page, found a damaged one");
  }
};

}  // namespace

class TestAppTimeline : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void tellsWhatHappened() {
    RunSet runs;
    TimelineModel model(runs);
    QCOMPARE(model.printed(), QStringLiteral("No recorded steps\n"));
    auto run = history("first", 50, 100);
    addEvents(*run);
    runs.add(run);
    runs.add(history("second", 80, 400));
    QCOMPARE(model.printed(),
             QStringLiteral("Newest: step 80\n"
                            "10 Checkpoint · step 10 · SM+G · first | 000010\n"
                            "25 Setting changed · step 25 · SM+G · first | optimizer.learningRate = 0.001\n"
                            "40 NaN · step 40 · SM+G · first | NaN in the scores of layer 0\n"));
    model.moveTo(25);
    model.setAxis(XAxis::Tokens);
    QCOMPARE(model.printed().section('\n', 0, 1),
             QStringLiteral("2500 of 32000 tokens\n1000 Checkpoint · step 10 · SM+G · first | 000010"));
    runs.setVisible(0, false);
    QVERIFY(model.marks().empty());
    runs.setVisible(1, false);
    QCOMPARE(model.last(), 0);
  }

  void stepsAndJumps() {
    RunSet runs;
    auto run = history("first", 50, 100);
    addEvents(*run);
    runs.add(run);
    TimelineModel model(runs);
    model.stepBy(-1);
    QCOMPARE(runs.cursor().place, 49);
    model.moveToMark(1);
    QCOMPARE(runs.cursor().place, 49);  // there is none behind
    for (const std::int64_t place : {40, 25, 10, 10}) {
      model.moveToMark(-1);
      QCOMPARE(runs.cursor().place, place);
    }
    model.moveToMark(1);
    QCOMPARE(runs.cursor().place, 25);
    model.stepBy(-100);
    QCOMPARE(runs.cursor().place, 0);
    model.setAxis(XAxis::Tokens);
    model.stepBy(3);
    QCOMPARE(runs.cursor().place, 300);
    model.moveTo(99'999);
    QCOMPARE(runs.cursor().place, 5000);
  }

  void readsNewEventsOfARun() {
    RunSet runs;
    auto run = history("first", 50, 100);
    runs.add(run);
    runs.refreshAll();
    TimelineModel model(runs);
    run->addEvent({50, "", "checkpoint", "000050"});
    run->addScalar(measure::kLoss, 51, 1);
    runs.refreshAll();
    QCOMPARE(model.marks().size(), 1U);
    QCOMPARE(model.last(), 51);
  }

  void aDamagedRunHasNoMarks() {
    RunSet runs;
    TimelineModel model(runs);
    auto damaged = std::make_shared<DamagedRun>("SM+G", "damaged");
    damaged->addScalar(measure::kLoss, 90, 1);
    auto sound = history("sound", 50, 100);
    addEvents(*sound);
    runs.add(damaged);
    runs.add(sound);
    QCOMPARE(model.marks().size(), 3U);
    QCOMPARE(model.last(), 90);
  }

  /// A copied folder is another run of the same id.
  void copiesKeepTheirMarks() {
    RunSet runs;
    TimelineModel model(runs);
    for (const char* folder : {"/runs/first", "/runs/copy"}) {
      auto run = history("first", 50, 100);
      run->editInfo().path = folder;
      addEvents(*run);
      runs.add(run);
    }
    QCOMPARE(model.marks().size(), 6U);
    model.setAxis(XAxis::Tokens);  // read anew
    QCOMPARE(model.marks().size(), 6U);
    runs.setVisible(0, false);
    QCOMPARE(model.marks().size(), 3U);
  }

  void followsALiveRun() {
    RunSet runs;
    const int index = runs.add(history("first", 50, 100));
    TimelineModel model(runs);
    auto live = std::make_shared<Snapshot>();
    live->step = 60;
    live->tokens = 6000;
    QSignalSpy changed(&model, &TimelineModel::changed);
    runs.setLive(index, live);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.place(), 60);
    QVERIFY(model.follows());
  }

  void replays() {
    RunSet runs;
    runs.add(history("first", 1000, 100));
    TimelineModel model(runs);
    QSignalSpy playing(&model, &TimelineModel::playingChanged);
    model.setSpeed({0, 20});
    model.play();
    QCOMPARE(runs.cursor().place, 0);  // from the beginning: it stood at the end
    model.advance(5);
    QCOMPARE(runs.cursor().place, 250);
    model.setSpeed({10, 0});
    for (int i = 0; i < 3; ++i) model.advance(0.05);
    QCOMPARE(runs.cursor().place, 251);  // half steps add up
    model.moveTo(900);                   // dragged while it plays
    model.advance(1);
    QCOMPARE(runs.cursor().place, 910);
    model.setAxis(XAxis::Tokens);
    model.advance(1);
    QCOMPARE(runs.cursor().place, 92'000);
    model.advance(60);
    QVERIFY(!model.isPlaying());
    QVERIFY(runs.cursor().follows());
    QCOMPARE(playing.size(), 2);
    model.advance(1);
    QVERIFY(runs.cursor().follows());
  }

  void draggedAndTypedInto() {
    RunSet runs;
    auto run = history("first", 100, 100);
    addEvents(*run);
    runs.add(run);
    TimelineBar bar(runs);
    bar.resize(1280, 40);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    auto* track = bar.findChild<TimelineTrack*>();
    const auto at = [&](std::int64_t place, int y = 25) { return QPoint(qRound(track->xOf(place)), y); };
    QTest::mousePress(track, Qt::LeftButton, {}, at(50));
    QVERIFY(std::abs(runs.cursor().place - 50) <= 1);
    QTest::mouseMove(track, at(70));
    QTest::mouseRelease(track, Qt::LeftButton, {}, at(70));
    QVERIFY(std::abs(runs.cursor().place - 70) <= 1);
    QTest::mouseClick(track, Qt::LeftButton, {}, at(25, 10) + QPoint(3, 0));
    QCOMPARE(runs.cursor().place, 25);  // a mark is hit exactly
    QTest::keyClick(track, Qt::Key_Right);
    QTest::keyClick(track, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(runs.cursor().place, 36);
    QTest::keyClick(track, Qt::Key_PageDown);
    QCOMPARE(runs.cursor().place, 31);
    QTest::keyClick(track, Qt::Key_Home);
    QCOMPARE(runs.cursor().place, 0);
    QVERIFY(!bar.actions().at(1)->isEnabled());
    QTest::keyClick(track, Qt::Key_End);
    QVERIFY(runs.cursor().follows());
    bar.actions().at(3)->trigger();
    QCOMPARE(runs.cursor().place, 40);
    for (const QWidget* control : bar.findChildren<QWidget*>()) {
      if (control->focusPolicy() == Qt::NoFocus || control->parentWidget() != &bar) continue;
      const auto* button = qobject_cast<const QToolButton*>(control);
      const bool named =
          !control->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
      QVERIFY2(named, control->metaObject()->className());
      QVERIFY2(!control->toolTip().isEmpty(), control->metaObject()->className());
    }
  }

  void playsByItself() {
    RunSet runs;
    runs.add(history("first", 1000, 100));
    TimelineBar bar(runs);
    bar.actions().front()->trigger();
    QVERIFY(bar.model().isPlaying());
    QTRY_VERIFY(runs.cursor().place > 0 && !runs.cursor().follows());
    bar.actions().front()->trigger();
    QVERIFY(!bar.model().isPlaying());
  }

  /// Every view of four runs with 12 × 12 heads and 2,000 steps, at 640 × 420, painted anew at each place.
  void scrubbingIsFluid() {
    constexpr int kLayers = 12, kHeads = 12, kSteps = 2000, kPlaces = 20;
    RunSet runs;
    for (int r = 0; r < 4; ++r) {
      auto run = history("run " + std::to_string(r), kSteps, 1000);
      for (std::int64_t step = 10; step <= kSteps; step += 10) {
        std::vector<float> entropy(kLayers * kHeads);
        for (std::size_t i = 0; i < entropy.size(); ++i) {
          entropy[i] =
              1.9F + 1.9F * std::sin(0.1F * static_cast<float>(i) + 0.003F * static_cast<float>(step));
        }
        run->add(measure::kEntropy, step, kLayers, kHeads, entropy);
        run->add("nan.probabilities", step, kLayers, 1, std::vector<float>(kLayers, 0));
        run->add(measure::kSlope, step, kLayers, 1, std::vector<float>(kLayers, 0.01F));
        if (step % 100 == 0) run->addEvaluation(step, 4 - 0.001 * static_cast<double>(step));
      }
      runs.add(run);
    }
    TimelineModel model(runs);
    const std::vector<View*> views = makeAllViews(runs);
    for (View* view : views) {
      view->resize(640, 420);
      view->show();
      QVERIFY(QTest::qWaitForWindowExposed(view));
    }
    // Histogram and table gather changes for a moment, so the wait between places lets them do their share.
    const auto cpu = [] { return double(std::clock()) / CLOCKS_PER_SEC; };
    double spent = 0;
    for (int i = 0; i < kPlaces; ++i) {
      const double before = cpu();
      model.moveTo(kSteps * i / kPlaces);
      QTest::qWait(100);
      for (View* view : views) view->grab();
      spent += cpu() - before;
    }
    const double milliseconds = 1000 * spent / kPlaces;
    qInfo("%.1f ms CPU a place for all %d views of 4 runs", milliseconds, int(views.size()));
    qDeleteAll(views);
    // Generous: sanitizers and a busy machine; a reading of whole curves at each place would be far above.
    QVERIFY2(milliseconds < 400, qPrintable(QString::number(milliseconds)));
  }
};

QTEST_MAIN(TestAppTimeline)
#include "test_app_timeline.moc"
