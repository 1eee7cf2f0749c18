// The bridge between window and engine with fake trainers: the whole life cycle, without a window.
#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>

#include "app/desktop/session/paint_budget.h"
#include "app/desktop/session/run_list_model.h"
#include "core/base/file.h"
#include "tests/app/fake_lab.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

constexpr int kLimit = 20000;

QueueState entryState(Session& session, std::size_t index) {
  return session.queue().entries().at(index).state;
}

}  // namespace

class TestAppSession : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void startsAndFinishes() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    QSignalSpy rest(&session, &Session::cameToRest), live(&runs, &RunSet::liveChanged);
    QVERIFY(!session.isActive());
    session.start({lab.request("SM+LN+G", 4), lab.request("SM+G", 3)});
    QVERIFY(session.isActive());
    QCOMPARE(session.queue().rowCount(), 2);
    lab.gate().grant(2);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 2, kLimit);
    QCOMPARE(session.state(), EngineState::Running);
    QCOMPARE(runs.runs().size(), 1U);
    QVERIFY(runs.runs()[0].live != nullptr);
    QVERIFY(!live.isEmpty());
    QCOMPARE(entryState(session, 0), QueueState::Training);
    QCOMPARE(entryState(session, 1), QueueState::Waiting);
    QCOMPARE(session.queue().index(0, QueueModel::State).data(QueueModel::ProgressRole).toDouble(), 0.5);

    lab.gate().open();
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 1, kLimit);
    QVERIFY(!session.isActive());
    QCOMPARE(session.state(), EngineState::Finished);
    QCOMPARE(session.latest().configuration, std::string("SM+G"));
    QCOMPARE(runs.runs().size(), 2U);
    for (const OpenRun& open : runs.runs()) QVERIFY(open.live == nullptr);
    QCOMPARE(entryState(session, 0), QueueState::Finished);
    QCOMPARE(entryState(session, 1), QueueState::Finished);
    QVERIFY(session.queue().hasSettled());
    session.queue().clearSettled();
    QCOMPARE(session.queue().rowCount(), 0);
  }

  void pausesStepsAndResumes() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    session.start({lab.request("SM+R", 10)});
    lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 1, kLimit);
    session.togglePause();
    lab.gate().grant(1);  // the step in hand is finished before the pause holds
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineState::Paused, kLimit);
    QCOMPARE(session.latest().step, 2);
    QCOMPARE(entryState(session, 0), QueueState::Paused);
    QVERIFY(session.isActive());
    lab.gate().open();
    session.singleStep();
    QTRY_VERIFY_WITH_TIMEOUT(session.latest().step == 3 && session.state() == EngineState::Paused, kLimit);
    session.togglePause();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineState::Finished, kLimit);
    QCOMPARE(session.latest().step, 10);
  }

  void stopsAndDropsTheQueue() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    QSignalSpy rest(&session, &Session::cameToRest);
    session.start({lab.request("SM+LN+G", 10), lab.request("SM+G", 10)});
    lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 1, kLimit);
    session.stop();
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 1, kLimit);
    QCOMPARE(session.state(), EngineState::Interrupted);
    QCOMPARE(entryState(session, 0), QueueState::Interrupted);
    QCOMPARE(entryState(session, 1), QueueState::Dropped);
    QCOMPARE(runs.runs().size(), 1U);
  }

  // Its parent trains on, and removes the checkpoint long before the fork's turn comes.
  void aForkKeepsItsCheckpoint() {
    const QTemporaryDir home;
    const fs::path parent = fs::path(home.path().toStdString()) / "parent", runs = home.path().toStdString();
    const fs::path checkpoint = parent / "checkpoints" / "000040";
    fs::create_directories(checkpoint);
    writeFileAtomically(checkpoint / "state.json", "weights");
    FakeLab lab;
    std::string read;  // training thread, read after it came to rest
    SessionParts parts = lab.parts();
    parts.makeEngine = [&](EngineOptions options) {
      FakeTraining training;
      training.inside = [&lab](std::int64_t, const std::stop_token& stop) { lab.gate().pass(stop); };
      return makeThreadedEngine(
          [&read, inner = fakeTrainers(training)](const RunRequest& request) {
            if (!request.forkFrom.empty()) read = readTextFile(request.forkFrom / "state.json");
            return inner(request);
          },
          std::move(options));
    };
    const auto fork = [&](const char* name) {
      RunRequest request = lab.request(name, 2);
      request.folder = runs / name;
      request.forkFrom = checkpoint;
      return request;
    };
    const auto left = [&] {
      QStringList names = QDir(home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
      names.removeOne(QStringLiteral("parent"));
      return names.join(' ');
    };
    // What a killed window left behind, and what only looks like it.
    for (const char* name : {".entroscope-7.fork", ".entroscope-x.fork"})
      fs::create_directories(runs / name / "parent");
    writeFileAtomically(runs / ".entroscope-7.fork" / "lock", "1\n");
    RunSet runSet;
    Session session(runSet, std::move(parts));
    QSignalSpy rest(&session, &Session::cameToRest);
    session.start({lab.request("SM+LN+G", 10)});
    lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 1, kLimit);
    session.startNext(fork("SM+G"));
    const QString pinned = left().section(' ', 0, 0);
    QVERIFY(QRegularExpression("^\\.entroscope-\\d+\\.fork$").match(pinned).hasMatch() &&
            pinned != ".entroscope-7.fork");
    QCOMPARE(left(), pinned + " .entroscope-x.fork");
    QCOMPARE(fs::hard_link_count(checkpoint / "state.json"), 2U);
    session.startNext(fork("SM+R"));
    session.removeQueued(1);
    QCOMPARE(left(), pinned + " .entroscope-x.fork");
    QVERIFY(findRuns(runs).empty());

    fs::remove_all(parent);
    QVERIFY_EXCEPTION_THROWN(session.startNext(fork("SM+R")), Error);
    QCOMPARE(session.queue().rowCount(), 2);
    lab.gate().open();
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 1, kLimit);
    QCOMPARE(entryState(session, 1), QueueState::Finished);
    QCOMPARE(read, std::string("weights"));
    QCOMPARE(left(), QStringLiteral(".entroscope-x.fork"));
  }

  // Cut at so many bytes, but not within a letter, of which U+FFFD would be left.
  void theTipOfALongNoteEndsWithALetter() {
    for (const char* letter : {"x", "é", "好", "𝛴"}) {
      for (const char* begin : {"", "a", "ab", "abc"}) {
        const QString note = QLatin1String(begin) + QString::fromUtf8(letter).repeated(5000);
        auto run = std::make_shared<MemoryRun>("SM+G");
        run->editInfo().note = note.toStdString();
        RunSet runs;
        runs.add(run);
        const RunListModel model(runs);
        const QString shown = model.index(0, RunListModel::Name)
                                  .data(Qt::ToolTipRole)
                                  .toString()
                                  .section(QLatin1Char('\n'), -1);
        QVERIFY(note.startsWith(shown) && shown.toUtf8().size() > 3990 && shown.toUtf8().size() <= 4000);
      }
    }
  }

  void leavesWithoutReadingAgain() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    QSignalSpy rest(&session, &Session::cameToRest);
    session.start({lab.request("SM+LN+G", 10), lab.request("SM+G", 10)});
    lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 1, kLimit);
    QTRY_COMPARE_WITH_TIMEOUT(runs.runs().size(), 1U, kLimit);
    QSignalSpy live(&runs, &RunSet::liveChanged), records(&runs, &RunSet::recordsChanged);
    session.leave();
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 1, kLimit);
    QCOMPARE(session.state(), EngineState::Interrupted);
    QCOMPARE(entryState(session, 1), QueueState::Dropped);
    QTest::qWait(600);  // longer than the records are read apart
    QCOMPARE(live.count(), 0);
    QCOMPARE(records.count(), 0);
  }

  void startsAgainAfterAStop() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    QSignalSpy rest(&session, &Session::cameToRest);
    session.start({lab.request("SM+LN+G", 10)});
    session.stop();
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 1, kLimit);
    lab.gate().open();
    session.start({lab.request("SM+G", 2)});
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 2, kLimit);
    QCOMPARE(session.state(), EngineState::Finished);
    QCOMPARE(session.latest().step, 2);
  }

  void skipsToTheNextRun() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    session.start({lab.request("SM+LN+G", 10), lab.request("SM+G", 2)});
    lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 1, kLimit);
    session.skipRun();
    lab.gate().open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), EngineState::Finished, kLimit);
    QTRY_VERIFY_WITH_TIMEOUT(!session.isActive(), kLimit);
    QCOMPARE(entryState(session, 0), QueueState::Interrupted);
    QCOMPARE(entryState(session, 1), QueueState::Finished);
  }

  void reportsAFailureOnceAndGoesOn() {
    FakeLab lab({.failAtStep = 2});
    lab.gate().open();
    RunSet runs;
    Session session(runs, lab.parts());
    QSignalSpy failed(&session, &Session::runFailed), rest(&session, &Session::cameToRest);
    session.start({lab.request("SM+G", 5), lab.request("SM+R", 1)});
    QTRY_COMPARE_WITH_TIMEOUT(rest.count(), 1, kLimit);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.front().at(0).toString(), QStringLiteral("SM+G"));
    QCOMPARE(failed.front().at(1).toString(), QStringLiteral("the fake trainer fails at step 2"));
    QCOMPARE(entryState(session, 0), QueueState::Failed);
    QCOMPARE(entryState(session, 1), QueueState::Finished);
  }

  void refusesWithAReason() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    QSignalSpy refused(&session, &Session::refused);
    session.start({lab.request("SM+G", 5)});
    session.setHyperparameter("model.layers", 7);
    QCOMPARE(refused.count(), 1);
    QVERIFY(!refused.front().front().toString().isEmpty());
    session.setHyperparameter("optimizer.learning_rate", 1e-4);
    QCOMPARE(refused.count(), 1);
  }

  void endsWhileTraining() {
    FakeLab lab;
    RunSet runs;
    {
      Session session(runs, lab.parts());
      session.start({lab.request("SM+G", 1000)});
      lab.gate().grant(3);
      QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 3, kLimit);
    }  // joins the training thread although the gate is shut
    QCOMPARE(runs.runs().size(), 1U);
  }

  void keepsAClosedRunClosed() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    session.start({lab.request("SM+G", 4)});
    lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(session.latest().step, 1, kLimit);
    runs.remove(0);
    lab.gate().open();
    QTRY_VERIFY_WITH_TIMEOUT(!session.isActive(), kLimit);
    QVERIFY(runs.runs().empty());
  }

  void listsHidesAndMovesRuns() {
    FakeLab lab;
    RunSet runs;
    Session session(runs, lab.parts());
    RunListModel model(runs);
    for (const char* name : {"SM+G", "SM+R", "SM+LN+G"}) {
      session.open(QString::fromStdString(lab.request(name, 5).folder.string()));
    }
    QCOMPARE(model.rowCount(), 3);
    const auto name = [&](int row) { return model.index(row, RunListModel::Name).data().toString(); };
    QCOMPARE(name(0), QStringLiteral("SM+G"));
    QCOMPARE(model.index(0, RunListModel::Name).data(RunListModel::DetailRole).toString(),
             QStringLiteral("finished · step 5"));

    QVERIFY(model.setData(model.index(1, RunListModel::Name), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!runs.runs()[1].visible);
    QCOMPARE(runs.visible().size(), 2U);

    const std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(0, 0)}));
    model.dropMimeData(dragged.get(), Qt::MoveAction, 3, 0, {});
    QCOMPARE(name(0), QStringLiteral("SM+R"));
    QCOMPARE(name(2), QStringLiteral("SM+G"));
  }

  void paintsWithinItsBudget() {
    using Seconds = PaintBudget::Seconds;
    PaintBudget budget(0.02);
    QVERIFY(budget.mayFeed(Seconds(10), Seconds(1)));
    QVERIFY(!budget.mayFeed(Seconds(10.1), Seconds(1.01)));  // 10 ms of work need 500 ms of wall clock
    QVERIFY(budget.mayFeed(Seconds(10.6), Seconds(1.01)));
    QVERIFY(!budget.mayFeed(Seconds(11.5), Seconds(1.5)));
    QVERIFY(budget.mayFeed(Seconds(11.6), Seconds(1.5)));  // but once a second at least
  }
};

QTEST_MAIN(TestAppSession)
#include "test_app_session.moc"
