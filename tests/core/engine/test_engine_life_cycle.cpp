// The life cycle of the engine with a fake trainer. No sleeps: every wait is for a published
// snapshot or for the engine to come to rest.
#include <QtTest>
#include <condition_variable>
#include <future>
#include <limits>
#include <mutex>
#include <vector>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/engine/fake_trainer.h"

using namespace entroscope;
using namespace std::chrono_literals;

namespace {

constexpr auto kLimit = 20s;

/// Collects what an engine publishes and lets a test wait for a condition on it.
class Watcher {
 public:
  EngineOptions options() {
    EngineOptions options;
    options.published = [this](const Snapshot& snapshot) {
      {
        const std::lock_guard lock(mutex_);
        seen_.push_back(snapshot);
      }
      changed_.notify_all();
    };
    return options;
  }
  template <typename Condition>
  bool waitFor(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kLimit, [&] { return !seen_.empty() && condition(seen_.back()); });
  }
  bool waitForState(EngineState state) {
    return waitFor([state](const Snapshot& s) { return s.state == state; });
  }
  std::vector<Snapshot> seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Snapshot> seen_;
};

/// Lets the steps of a fake trainer through one by one; a requested stop opens it.
class Gate {
 public:
  void pass(std::int64_t step, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    entered_ = step;
    changed_.notify_all();
    changed_.wait(lock, stop, [&] { return step <= open_; });
  }
  void openTo(std::int64_t step) {
    const std::lock_guard lock(mutex_);
    open_ = step;
    changed_.notify_all();
  }
  bool waitUntilInside(std::int64_t step) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kLimit, [&] { return entered_ >= step; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::int64_t open_ = 0, entered_ = 0;
};

struct Log {
  // Training thread; read after the engine came to rest.
  std::vector<std::string> lines, marks;
};

/// How often the disk still refuses; training thread.
struct Refusals {
  int checkpoints = 0, persists = 0, closes = 0;
  void refuse(int& left) const {
    if (left > 0 && left-- > 0) throw Error(ErrorCode::Io, "the disk is full");
  }
};

/// A fake trainer that also notes what the engine asks of it.
class LoggingTrainer final : public Trainer {
 public:
  LoggingTrainer(std::unique_ptr<Trainer> inner, Log& log, Refusals* refusals = nullptr)
      : inner_(std::move(inner)), log_(log), refusals_(refusals) {}
  ~LoggingTrainer() override { log_.lines.push_back("destroyed"); }
  bool step(std::stop_token stop) override {
    const bool made = inner_->step(stop);
    log_.lines.push_back(made ? "step" : "abandoned");
    return made;
  }
  bool done() const override { return inner_->done(); }
  void describe(Snapshot& snapshot) const override { inner_->describe(snapshot); }
  void checkpoint() override {
    log_.lines.push_back("checkpoint");
    if (refusals_ != nullptr) refusals_->refuse(refusals_->checkpoints);
  }
  void persist() override {
    log_.lines.push_back("persist");
    if (refusals_ != nullptr) refusals_->refuse(refusals_->persists);
  }
  ApplyResult set(const std::string& key, const FieldValue& value) override {
    log_.lines.push_back("set " + key);
    return inner_->set(key, value);
  }
  ApplyResult rollBack(std::int64_t step) override {
    log_.lines.push_back("roll back to " + std::to_string(step));
    return inner_->rollBack(step);
  }
  void mark(std::string_view, const std::string& text) override { log_.marks.push_back(text); }
  void close(Outcome outcome, const std::string& error) override {
    const char* name = outcome == Outcome::Finished ? "finished"
                       : outcome == Outcome::Failed ? "failed"
                                                    : "interrupted";
    log_.lines.push_back(std::string("close ") + name + (error.empty() ? "" : ": " + error));
    if (refusals_ != nullptr) refusals_->refuse(refusals_->closes);
  }

 private:
  std::unique_ptr<Trainer> inner_;
  Log& log_;
  Refusals* refusals_;
};

TrainerFactory logging(Log& log, FakeTraining options = {}) {
  return [&log,
          inner = fakeTrainers(std::move(options))](const RunRequest& request) -> std::unique_ptr<Trainer> {
    return std::make_unique<LoggingTrainer>(inner(request), log);
  };
}

TrainerFactory refusing(Log& log, Refusals& refusals) {
  return [&log, &refusals, inner = fakeTrainers()](const RunRequest& request) -> std::unique_ptr<Trainer> {
    return std::make_unique<LoggingTrainer>(inner(request), log, &refusals);
  };
}

RunRequest run(std::int64_t steps, const std::string& configuration = "SM+LN+G") {
  RunRequest request;
  request.config.configuration = configuration;
  request.config.model.layers = 2;
  request.config.model.heads = 3;
  request.config.train.steps = steps;
  request.folder = "runs/" + configuration;
  return request;
}

constexpr std::int64_t kForever = 1'000'000'000;

FakeTraining gated(Gate& gate) {
  FakeTraining options;
  options.inside = [&gate](std::int64_t step, std::stop_token stop) { gate.pass(step, stop); };
  return options;
}

}  // namespace

class TestEngineLifeCycle : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void idleBeforeStart() {
    const auto engine = makeThreadedEngine(fakeTrainers());
    QVERIFY(engine->latest() != nullptr);
    QCOMPARE(engine->latest()->state, EngineState::Idle);
    QVERIFY(engine->waitUntilResting(0ms));
  }

  void commandsBeforeStartAreRefused() {
    const auto engine = makeThreadedEngine(fakeTrainers());
    for (const Command& command :
         std::initializer_list<Command>{Pause{}, Resume{}, SingleStep{}, Stop{}, SkipRun{}, CheckpointNow{},
                                        SetHyperparameter{"optimizer.learning_rate", 1e-4}, Start{}}) {
      const ApplyResult answer = engine->apply(command);
      QCOMPARE(answer.applied, Applied::Refused);
      QVERIFY(!answer.reason.empty());
    }
    QVERIFY(engine->waitUntilResting(0ms));
  }

  void trainsToTheEnd() {
    Watcher watcher;
    Log log;
    const auto engine = makeThreadedEngine(logging(log), watcher.options());
    QCOMPARE(engine->apply(Start{{run(3)}}).applied, Applied::Applied);
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
    QCOMPARE(engine->latest()->step, 3);
    QCOMPARE(engine->latest()->entropy.size(), std::size_t{6});
    QCOMPARE(log.lines,
             (std::vector<std::string>{"step", "step", "step", "checkpoint", "close finished", "destroyed"}));
    const auto seen = watcher.seen();
    QCOMPARE(seen.front().state, EngineState::Preparing);
    for (std::size_t i = 1; i < seen.size(); ++i) QVERIFY(seen[i].serial > seen[i - 1].serial);
  }

  void pausesStepsAndResumes() {
    Watcher watcher;
    Gate gate;
    const auto engine = makeThreadedEngine(fakeTrainers(gated(gate)), watcher.options());
    engine->apply(Start{{run(5)}});
    QVERIFY(gate.waitUntilInside(1));
    engine->apply(Pause{});
    gate.openTo(5);
    QVERIFY(watcher.waitForState(EngineState::Paused));
    QCOMPARE(engine->latest()->step, 1);
    for (std::int64_t step = 2; step <= 3; ++step) {
      engine->apply(SingleStep{});
      QVERIFY(watcher.waitFor(
          [step](const Snapshot& s) { return s.state == EngineState::Paused && s.step == step; }));
    }
    QVERIFY(!engine->waitUntilResting(0ms));
    engine->apply(Resume{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
    QCOMPARE(engine->latest()->step, 5);
  }

  void pauseGivenWithStartHolds() {
    Watcher watcher;
    const auto engine = makeThreadedEngine(fakeTrainers(), watcher.options());
    engine->apply(Start{{run(kForever)}});
    engine->apply(Pause{});
    QVERIFY(watcher.waitForState(EngineState::Paused));
    const std::int64_t step = engine->latest()->step;
    engine->apply(SingleStep{});
    QVERIFY(watcher.waitFor(
        [&](const Snapshot& s) { return s.state == EngineState::Paused && s.step == step + 1; }));
  }

  void stopAbandonsTheStepAndDropsTheQueue() {
    Gate gate;
    Log log;
    const auto engine = makeThreadedEngine(logging(log, gated(gate)));
    engine->apply(Start{{run(kForever), run(kForever, "SM+G")}});
    gate.openTo(2);
    QVERIFY(gate.waitUntilInside(3));
    QCOMPARE(engine->apply(Stop{}).applied, Applied::Applied);
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Interrupted);
    QCOMPARE(engine->latest()->step, 2);
    QCOMPARE(log.lines, (std::vector<std::string>{"step", "step", "abandoned", "checkpoint",
                                                  "close interrupted", "destroyed"}));
    QCOMPARE(engine->apply(Pause{}).applied, Applied::Refused);
  }

  void stopWhilePausedThenANewStartRuns() {
    Watcher watcher;
    const auto engine = makeThreadedEngine(fakeTrainers(), watcher.options());
    engine->apply(Start{{run(kForever)}});
    engine->apply(Pause{});
    QVERIFY(watcher.waitForState(EngineState::Paused));
    engine->apply(Stop{});
    engine->apply(Start{{run(4, "SM+R")}});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
    QCOMPARE(engine->latest()->configuration, std::string("SM+R"));
  }

  void startAndStopAtOnceComesToRest() {
    for (int i = 0; i < 200; ++i) {
      const auto engine = makeThreadedEngine(fakeTrainers());
      engine->apply(Start{{run(kForever), run(kForever)}});
      engine->apply(i % 2 == 0 ? Command(SkipRun{}) : Command(Stop{}));
      if (i % 2 == 0) engine->apply(Stop{});
      QVERIFY(engine->waitUntilResting(kLimit));
      QVERIFY(engine->latest()->state == EngineState::Idle ||
              engine->latest()->state == EngineState::Interrupted);
    }
  }

  void skipGoesToTheNextRun() {
    Watcher watcher;
    Gate gate;
    const auto engine = makeThreadedEngine(fakeTrainers(gated(gate)), watcher.options());
    engine->apply(Start{{run(kForever), run(2, "SM+G")}});
    gate.openTo(2);
    QVERIFY(gate.waitUntilInside(3));
    engine->apply(SkipRun{});
    QVERIFY(engine->waitUntilResting(kLimit));
    const Snapshot last = *engine->latest();
    QCOMPARE(last.state, EngineState::Finished);
    QCOMPARE(last.configuration, std::string("SM+G"));
    QCOMPARE(last.queueIndex, 1);
    QCOMPARE(last.queueSize, 2);
    bool interrupted = false;
    for (const Snapshot& s : watcher.seen())
      interrupted |= s.state == EngineState::Interrupted && s.queueIndex == 0;
    QVERIFY(interrupted);
  }

  void startAppendsToTheQueue() {
    Gate gate;
    const auto engine = makeThreadedEngine(fakeTrainers(gated(gate)));
    engine->apply(Start{{run(1)}});
    QVERIFY(gate.waitUntilInside(1));
    engine->apply(Start{{run(1, "SM+G"), run(1, "SM+R")}});
    gate.openTo(1);
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->queueSize, 3);
    QCOMPARE(engine->latest()->queueIndex, 2);
  }

  void aFailureIsPublishedAndTheQueueGoesOn_data() {
    QTest::addColumn<bool>("goOn");
    QTest::newRow("goes on") << true;
    QTest::newRow("ends") << false;
  }
  void aFailureIsPublishedAndTheQueueGoesOn() {
    QFETCH(bool, goOn);
    Watcher watcher;
    Log log;
    FakeTraining training;
    training.failAtStep = 2;
    EngineOptions options = watcher.options();
    options.continueAfterFailure = goOn;
    const auto engine = makeThreadedEngine(logging(log, training), options);
    engine->apply(Start{{run(5), run(1, "SM+G")}});
    QVERIFY(engine->waitUntilResting(kLimit));
    const std::string sentence = "the fake trainer fails at step 2";
    QCOMPARE(log.lines[1], "close failed: " + sentence);
    const auto seen = watcher.seen();
    const auto failed =
        std::find_if(seen.begin(), seen.end(), [](auto& s) { return s.state == EngineState::Failed; });
    QVERIFY(failed != seen.end());
    QCOMPARE(failed->error.english(), sentence);
    QCOMPARE(failed->step, 1);
    QCOMPARE(engine->latest()->state, goOn ? EngineState::Finished : EngineState::Failed);
    QVERIFY(goOn ? engine->latest()->error.empty() : engine->latest()->error.english() == sentence);
  }

  void aFactoryThatFailsIsAFailedRun() {
    const auto engine = makeThreadedEngine([](const RunRequest&) -> std::unique_ptr<Trainer> {
      throw Error(ErrorCode::BadInput, "no data\nwith a trace that nobody wants to read");
    });
    engine->apply(Start{{run(1)}});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Failed);
    QCOMPARE(engine->latest()->error.english(), std::string("no data"));
  }

  void destroyedWhileRunning() {
    Gate gate;
    Log log;
    {
      const auto engine = makeThreadedEngine(logging(log, gated(gate)));
      engine->apply(Start{{run(kForever), run(kForever)}});
      QVERIFY(gate.waitUntilInside(1));
    }
    QCOMPARE(log.lines,
             (std::vector<std::string>{"abandoned", "checkpoint", "close interrupted", "destroyed"}));
  }

  void destroyedWhilePaused() {
    Watcher watcher;
    const auto engine = makeThreadedEngine(fakeTrainers(), watcher.options());
    engine->apply(Start{{run(kForever)}});
    engine->apply(Pause{});
    QVERIFY(watcher.waitForState(EngineState::Paused));
  }

  void hyperparametersAndCheckpointsReachTheTrainer() {
    Watcher watcher;
    Log log;
    const auto engine = makeThreadedEngine(logging(log), watcher.options());
    engine->apply(Start{{run(kForever)}});
    engine->apply(Pause{});
    QVERIFY(watcher.waitForState(EngineState::Paused));
    QCOMPARE(engine->apply(SetHyperparameter{"optimizer.learning_rate", 0.25}).applied, Applied::Applied);
    QCOMPARE(engine->apply(SetHyperparameter{"train.checkpoint_interval", 1e6}).applied, Applied::Applied);
    QCOMPARE(engine->apply(SetHyperparameter{"model.layers", 3}).applied, Applied::NeedsRestart);
    QCOMPARE(engine->apply(SetHyperparameter{"optimizer.nothing", 3}).applied, Applied::Refused);
    QCOMPARE(engine->apply(SetHyperparameter{"optimizer.learning_rate", -1}).applied, Applied::Refused);
    QCOMPARE(
        engine->apply(SetHyperparameter{"optimizer.clip", std::numeric_limits<double>::quiet_NaN()}).applied,
        Applied::Refused);
    engine->apply(CheckpointNow{});
    engine->apply(SingleStep{});
    QVERIFY(watcher.waitFor([](const Snapshot& s) { return s.learningRate == 0.25; }));
    engine->apply(Stop{});
    QVERIFY(engine->waitUntilResting(kLimit));
    const std::vector<std::string> wanted = {"set optimizer.learning_rate", "set train.checkpoint_interval",
                                             "checkpoint", "step"};
    QVERIFY(std::search(log.lines.begin(), log.lines.end(), wanted.begin(), wanted.end()) != log.lines.end());
  }

  void pausesAndStepsLeaveMarks() {
    Watcher watcher;
    Log log;
    Gate gate;
    const auto engine = makeThreadedEngine(logging(log, gated(gate)), watcher.options());
    engine->apply(Start{{run(3)}});
    QVERIFY(gate.waitUntilInside(1));
    engine->apply(Pause{});
    engine->apply(Pause{});
    gate.openTo(3);
    QVERIFY(watcher.waitForState(EngineState::Paused));
    engine->apply(SingleStep{});
    QVERIFY(watcher.waitFor([](const Snapshot& s) { return s.state == EngineState::Paused && s.step == 2; }));
    engine->apply(Resume{});
    engine->apply(Resume{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(log.marks, (std::vector<std::string>{"Paused", "One step", "Went on"}));
  }

  void waitingRunsAreMovedAndRemoved() {
    Watcher watcher;
    Gate gate;
    const auto engine = makeThreadedEngine(fakeTrainers(gated(gate)), watcher.options());
    std::vector<RunRequest> queue;
    for (const char* name : {"a", "b", "c", "d"}) {
      queue.push_back(run(1, name));
      queue.back().folder = name;
    }
    engine->apply(Start{queue});
    QVERIFY(gate.waitUntilInside(1));
    QCOMPARE(engine->apply(MoveQueued{"d", -9}).applied, Applied::Applied);
    QCOMPARE(engine->apply(MoveQueued{"b", 1}).applied, Applied::Applied);
    QCOMPARE(engine->apply(RemoveQueued{"c"}).applied, Applied::Applied);
    QCOMPARE(engine->apply(RemoveQueued{"a"}).applied, Applied::Refused);  // it trains
    QCOMPARE(engine->apply(MoveQueued{"x", 1}).applied, Applied::Refused);
    gate.openTo(1);
    QVERIFY(engine->waitUntilResting(kLimit));
    std::vector<std::string> order;
    for (const Snapshot& s : watcher.seen()) {
      if (s.state == EngineState::Finished) order.push_back(s.configuration);
    }
    QCOMPARE(order, (std::vector<std::string>{"a", "d", "b"}));
    QCOMPARE(engine->latest()->queueSize, 3);
  }

 private:
  /// Attended, and on its way to step 3 of 5, where it waits for an answer.
  static std::unique_ptr<Engine> heldAtThree(Watcher& watcher, Log& log) {
    FakeTraining training;
    training.holdAtStep = 3;
    EngineOptions options = watcher.options();
    options.attended = true;
    auto engine = makeThreadedEngine(logging(log, training), options);
    engine->apply(Start{{run(5)}});
    return engine;
  }

 private Q_SLOTS:
  void aHeldRunWaitsForAnAnswer() {
    Watcher watcher;
    Log log;
    const auto engine = heldAtThree(watcher, log);
    const auto held = [](const Snapshot& s) { return s.state == EngineState::Paused && !s.held.empty(); };
    QVERIFY(watcher.waitFor(held));
    QCOMPARE(engine->latest()->step, 3);
    // A roll-back that cannot be is said, and the run goes on waiting.
    engine->apply(RollBack{9});
    QVERIFY(
        watcher.waitFor([](const Snapshot& s) { return s.held.english() == "no checkpoint of that step"; }));
    engine->apply(RollBack{1});
    QVERIFY(watcher.waitFor(
        [](const Snapshot& s) { return s.state == EngineState::Paused && s.held.empty() && s.step == 1; }));
    engine->apply(Resume{});
    QVERIFY(watcher.waitFor(held));  // step 3 comes again
    engine->apply(Resume{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
    QVERIFY(engine->latest()->held.empty());
  }

  /// "Go back and go on" are two commands, and the second one may come when the first is refused already.
  void aRefusedRollBackTakesItsResumeAlong() {
    Watcher watcher;
    Log log;
    const auto engine = heldAtThree(watcher, log);
    QVERIFY(watcher.waitFor([](const Snapshot& s) { return !s.held.empty(); }));
    engine->apply(RollBack{9});
    engine->apply(Resume{});
    QVERIFY(watcher.waitFor([](const Snapshot& s) {
      return s.state == EngineState::Paused && s.held.english() == "no checkpoint of that step";
    }));
    engine->apply(Resume{});  // by somebody who has not read that yet
    engine->apply(SingleStep{});
    QVERIFY(watcher.waitFor([](const Snapshot& s) { return s.state == EngineState::Paused && s.step == 4; }));
    QCOMPARE(engine->latest()->step, 4);
    engine->apply(Resume{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
    QCOMPARE(log.marks, (std::vector<std::string>{"One step", "Went on"}));
  }

  void aHeldRunHoldsNoOther() {
    Watcher watcher;
    FakeTraining training;
    training.holdAtStep = 2;
    EngineOptions options = watcher.options();
    options.attended = true;
    const auto engine = makeThreadedEngine(fakeTrainers(training), options);
    engine->apply(Start{{run(5), run(1, "SM+G")}});
    QVERIFY(watcher.waitForState(EngineState::Paused));
    engine->apply(SkipRun{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->configuration, std::string("SM+G"));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
  }

  void aHeldRunFailsWhereNobodyAnswers() {
    FakeTraining training;
    training.holdAtStep = 2;
    const auto engine = makeThreadedEngine(fakeTrainers(training));
    engine->apply(Start{{run(5)}});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Failed);
    QVERIFY(engine->latest()->error.english().starts_with("the fake trainer holds at step 2"));
  }

  void aDiskThatRefusesPausesTheRun() {
    Log log;
    Watcher watcher;
    Refusals refusals;
    EngineOptions options = watcher.options();
    options.retryInterval = 1ms;
    const auto engine = makeThreadedEngine(refusing(log, refusals), options);
    refusals.checkpoints = 1;
    refusals.persists = 2;
    refusals.closes = 1;
    engine->apply(Start{{run(3)}});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Finished);
    QVERIFY(engine->latest()->error.empty());
    // The checkpoint at the end is owed until persist() says it is there; then the close is done again.
    const std::vector<std::string> wanted = {"step",           "step",     "step",    "checkpoint",
                                             "persist",        "persist",  "persist", "close finished",
                                             "close finished", "destroyed"};
    QVERIFY(log.lines == wanted);
    int paused = 0;
    for (const Snapshot& s : watcher.seen()) {
      if (s.state != EngineState::Paused) continue;
      QCOMPARE(s.error.english(), std::string("the disk is full"));
      QCOMPARE(s.step, std::int64_t{3});
      ++paused;
    }
    QCOMPARE(paused, 4);
  }

  void stopEndsTheWaitForADiskThatRefuses() {
    Log log;
    Watcher watcher;
    Refusals refusals;
    EngineOptions options = watcher.options();
    options.retryInterval = 1h;
    const auto engine = makeThreadedEngine(refusing(log, refusals), options);
    refusals.checkpoints = refusals.persists = 1'000'000;
    engine->apply(Start{{run(3)}});
    QVERIFY(watcher.waitForState(EngineState::Paused));
    engine->apply(Stop{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Failed);
    QCOMPARE(engine->latest()->error.english(), std::string("the disk is full"));
    const std::vector<std::string> wanted = {"persist", "close failed: the disk is full",
                                             "destroyed"};  // a last chance
    QVERIFY(std::search(log.lines.begin(), log.lines.end(), wanted.begin(), wanted.end()) != log.lines.end());
  }

  void anyThreadMayCommandAndRead() {
    Watcher watcher;
    const auto engine = makeThreadedEngine(fakeTrainers(), watcher.options());
    engine->apply(Start{{run(kForever)}});
    // A stop that overtakes the start leaves an engine that was never interrupted.
    QVERIFY(watcher.waitForState(EngineState::Running));
    std::vector<std::future<void>> callers;
    for (int caller = 0; caller < 4; ++caller) {
      callers.push_back(std::async(std::launch::async, [&engine] {
        for (int i = 0; i < 500; ++i) {
          engine->apply(i % 2 == 0 ? Command(Pause{}) : Command(Resume{}));
          if (engine->latest()->entropy.size() > 6) qFatal("a torn snapshot");
        }
      }));
    }
    for (auto& caller : callers) caller.get();
    engine->apply(Stop{});
    QVERIFY(engine->waitUntilResting(kLimit));
    QCOMPARE(engine->latest()->state, EngineState::Interrupted);
  }
};

QTEST_GUILESS_MAIN(TestEngineLifeCycle)
#include "test_engine_life_cycle.moc"
