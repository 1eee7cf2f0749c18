// Runs that cannot be made because of their disk: a queue waits for it, a single run is refused at once.
#include <QtTest>
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/engine/fake_trainer.h"

using namespace entroscope;
using namespace std::chrono_literals;

namespace {

constexpr auto kLimit = 20s;

/// What an engine publishes.
class Published {
 public:
  EngineOptions options(std::chrono::milliseconds retryInterval) {
    EngineOptions options;
    options.retryInterval = retryInterval;
    options.published = [this](const Snapshot& snapshot) {
      const std::lock_guard lock(mutex_);
      seen_.push_back(snapshot);
      changed_.notify_all();
    };
    return options;
  }
  bool waitUntilPaused() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kLimit,
                             [this] { return !seen_.empty() && seen_.back().state == EngineState::Paused; });
  }
  int count(EngineState state, const std::string& error) const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count_if(seen_, [&](const Snapshot& snapshot) {
      return snapshot.state == state && snapshot.error.english() == error;
    }));
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Snapshot> seen_;
};

RunRequest run(const std::string& configuration) {
  RunRequest request;
  request.config.configuration = configuration;
  request.config.train.steps = 2;
  // Below a device no folder can be: as on a disk that takes no file.
  request.folder = (configuration == "refused" ? "/dev/null/" : "runs/") + configuration;
  return request;
}

/// Refuses to make a run of the configuration "refused", for ever or so many times.
TrainerFactory refusing(const Error& error, int times = -1) {
  return [error, times, inner = fakeTrainers()](const RunRequest& request) mutable {
    if (request.config.configuration == "refused" && times != 0) {
      --times;
      throw error;
    }
    return inner(request);
  };
}

}  // namespace

class TestEngineRefusals : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aQueueWaitsForItsDisk() {
    Published published;
    const auto engine =
        makeThreadedEngine(refusing(Error(ErrorCode::Io, "the disk is full"), 3), published.options(1ms));
    engine->apply(Start{{run("refused"), run("SM+G")}});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(published.count(EngineState::Paused, "the disk is full"), 3);
    QCOMPARE(published.count(EngineState::Finished, ""), 2);
    QCOMPARE(published.count(EngineState::Failed, "the disk is full"), 0);
  }

  void whatNeverPassesIsLeftOut_data() {
    QTest::addColumn<Command>("command");
    QTest::addColumn<int>("finished");
    QTest::newRow("skipped") << Command(SkipRun{}) << 1;
    QTest::newRow("stopped") << Command(Stop{}) << 0;
    QTest::newRow("nothing waits any more") << Command(RemoveQueued{"runs/SM+G"}) << 0;
  }
  void whatNeverPassesIsLeftOut() {
    QFETCH(Command, command);
    QFETCH(int, finished);
    Published published;
    // Stop and skip are heard while it waits; that it waits for nobody any more, at the next try.
    const std::chrono::milliseconds interval = std::holds_alternative<RemoveQueued>(command) ? 10ms : 1h;
    const auto engine =
        makeThreadedEngine(refusing(Error(ErrorCode::Io, "no such data")), published.options(interval));
    engine->apply(Start{{run("refused"), run("SM+G")}});
    QVERIFY(published.waitUntilPaused());
    QCOMPARE(engine->latest()->error.english(), std::string("no such data"));
    QVERIFY(engine->apply(command).applied == Applied::Applied);
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(published.count(EngineState::Failed, "no such data"), 1);
    QCOMPARE(published.count(EngineState::Finished, ""), finished);
  }

  void whatIsRefusedAtOnce_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("queued");
    QTest::newRow("a single run") << static_cast<int>(ErrorCode::Io) << false;
    QTest::newRow("a run that another process trains") << static_cast<int>(ErrorCode::Locked) << true;
    QTest::newRow("what is no fault of the disk") << static_cast<int>(ErrorCode::Io) << true;
    QTest::newRow("a wrong setting") << static_cast<int>(ErrorCode::BadInput) << true;
  }
  void whatIsRefusedAtOnce() {
    QFETCH(int, code);
    QFETCH(bool, queued);
    Published published;
    const auto engine =
        makeThreadedEngine(refusing(Error(static_cast<ErrorCode>(code), "no")), published.options(1h));
    std::vector<RunRequest> queue{run("refused")};
    if (QTest::currentDataTag() == QByteArray("what is no fault of the disk"))
      queue.front().folder = "runs/refused";
    if (queued) queue.push_back(run("SM+G"));
    engine->apply(Start{queue});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(published.count(EngineState::Failed, "no"), 1);
    QCOMPARE(published.count(EngineState::Finished, ""), queued ? 1 : 0);
  }

  void theWindowMayCloseMeanwhile() {
    Published published;
    const auto engine =
        makeThreadedEngine(refusing(Error(ErrorCode::Io, "the disk is full")), published.options(1h));
    engine->apply(Start{{run("refused"), run("SM+G")}});
    QVERIFY(published.waitUntilPaused());
  }
};

QTEST_GUILESS_MAIN(TestEngineRefusals)
#include "test_engine_refusals.moc"
