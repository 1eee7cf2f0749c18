// The engine around any Trainer. One mutex guards the run queue, the pending commands and the flags;
// it is never held while a trainer works or a snapshot is published.
#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/file_refusal.h"
#include "core/engine/engine.h"
#include "core/engine/mailbox.h"

namespace entroscope {
namespace {

constexpr std::array<std::string_view, 8> kLiveKeys = {
    "optimizer.learning_rate", "optimizer.min_learning_rate", "optimizer.weight_decay",    "optimizer.clip",
    "train.measure_interval",  "train.evaluation_interval",   "train.checkpoint_interval", "train.on_nan"};

/// The first line of an exception's text: library errors append stack traces to theirs.
Sentence sentenceOf(const std::exception& error) {
  if (const auto* refused = dynamic_cast<const std::filesystem::filesystem_error*>(&error))
    return refusalOf(*refused).sentence();
  const std::string text = error.what();
  const auto* own = dynamic_cast<const Error*>(&error);
  if (own != nullptr && text.find('\n') == text.npos) return own->sentence();
  return text.substr(0, text.find('\n'));
}

/// What may pass by itself: a disk that refuses, another process that keeps the database busy.
bool mayPass(const std::exception& error) {
  if (const auto* own = dynamic_cast<const Error*>(&error))
    return own->code() == ErrorCode::Io || own->code() == ErrorCode::Locked;
  return dynamic_cast<const std::filesystem::filesystem_error*>(&error) != nullptr;
}

/// Checks a live change and gives whole numbers the type that their field has.
ApplyResult checkValue(SetHyperparameter& command) {
  const ApplyResult answer = canChangeLive(command.key);
  if (answer.applied != Applied::Applied) return answer;
  RunConfig scratch;
  try {
    const auto* real = std::get_if<double>(&command.value);
    if (real != nullptr && std::trunc(*real) == *real && std::abs(*real) < 0x1p53) {
      command.value = static_cast<std::int64_t>(*real);
    }
    setField(scratch, command.key, command.value);
  } catch (const Error& error) {
    return {Applied::Refused, error.sentence()};
  }
  return {};
}

class ThreadedEngine final : public Engine {
 public:
  ThreadedEngine(TrainerFactory factory, EngineOptions options)
      : factory_(std::move(factory)), options_(std::move(options)), thread_([this] { serve(); }) {}

  ~ThreadedEngine() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
      queue_.clear();
      runStop_.request_stop();
    }
    work_.notify_one();
    thread_.join();
  }

  ApplyResult apply(Command command) override {
    if (auto* set = std::get_if<SetHyperparameter>(&command)) {
      if (const ApplyResult answer = checkValue(*set); answer.applied != Applied::Applied) return answer;
    }
    {
      const std::lock_guard lock(mutex_);
      if (auto* start = std::get_if<Start>(&command)) {
        if (start->queue.empty()) return {Applied::Refused, Sentence::tr("there is no run to start")};
        queueSize_ = (busy_ ? queueSize_ : 0) + static_cast<int>(start->queue.size());
        if (!busy_) queueIndex_ = 0;
        std::ranges::move(start->queue, std::back_inserter(queue_));
        busy_ = true;
      } else if (!busy_) {
        return {Applied::Refused, Sentence::tr("no run is training")};
      } else if (std::holds_alternative<Stop>(command)) {
        endRun(true);
      } else if (std::holds_alternative<SkipRun>(command)) {
        endRun(false);
      } else if (const auto* remove = std::get_if<RemoveQueued>(&command)) {
        return removeQueued(*remove);
      } else if (const auto* move = std::get_if<MoveQueued>(&command)) {
        return moveQueued(*move);
      } else {
        commands_.push_back(std::move(command));
      }
    }
    work_.notify_one();
    return {};
  }

  std::shared_ptr<const Snapshot> latest() const override {
    auto snapshot = mailbox_.latest();
    std::uint64_t read = read_;
    while (read < snapshot->serial && !read_.compare_exchange_weak(read, snapshot->serial)) {
    }
    return snapshot;
  }

  bool waitUntilResting(std::chrono::milliseconds limit) override {
    std::unique_lock lock(mutex_);
    return rest_.wait_for(lock, limit, [this] { return !busy_; });
  }

 private:
  /// Under the lock.
  std::deque<RunRequest>::iterator queued(const std::filesystem::path& folder) {
    return std::ranges::find(queue_, folder, &RunRequest::folder);
  }

  ApplyResult removeQueued(const RemoveQueued& command) {
    const auto found = queued(command.folder);
    if (found == queue_.end()) return {Applied::Refused, Sentence::tr("that run does not wait in the queue")};
    queue_.erase(found);
    --queueSize_;
    if (!running_ && queue_.empty()) rest();
    return {};
  }

  ApplyResult moveQueued(const MoveQueued& command) {
    const auto found = queued(command.folder);
    if (found == queue_.end()) return {Applied::Refused, Sentence::tr("that run does not wait in the queue")};
    const auto last = static_cast<std::ptrdiff_t>(queue_.size()) - 1;
    const std::ptrdiff_t from = found - queue_.begin();
    const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>(from + command.places, 0, last);
    if (from < to) {
      std::rotate(found, found + 1, queue_.begin() + to + 1);
    } else {
      std::rotate(queue_.begin() + to, found, found + 1);
    }
    return {};
  }

  /// Under the lock: ends the run in hand, or the one that was about to begin.
  void endRun(bool dropQueue) {
    if (std::exchange(held_, false)) paused_ = false;  // the pause was that run's own
    if (!running_) queue_.pop_front();
    if (dropQueue) {
      queueSize_ -= static_cast<int>(queue_.size());
      queue_.clear();
      commands_.clear();
      paused_ = false;
    } else {
      forgetRunCommands();
    }
    runStop_.request_stop();
    if (!running_ && queue_.empty()) rest();
  }

  /// Under the lock: pauses hold for the next run too; what was meant for this one's state does not.
  void forgetRunCommands() {
    std::erase_if(commands_, [](const Command& command) {
      return std::holds_alternative<CheckpointNow>(command) ||
             std::holds_alternative<SetHyperparameter>(command) || std::holds_alternative<RollBack>(command);
    });
  }

  void rest() {
    busy_ = paused_ = held_ = false;
    commands_.clear();
    rest_.notify_all();
  }

  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      work_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (closing_) return;
      const RunRequest request = std::move(queue_.front());
      queue_.pop_front();
      runStop_ = std::stop_source();
      const std::stop_token stop = runStop_.get_token();
      running_ = true;
      lock.unlock();
      const bool failed = trainOne(request, stop);
      lock.lock();
      running_ = false;
      ++queueIndex_;
      if (!stop.stop_requested()) forgetRunCommands();
      if (failed && !options_.continueAfterFailure) queue_.clear();
      if (queue_.empty()) rest();
    }
  }

  /// Drives one run from its making to its closing; true when it failed.
  bool trainOne(const RunRequest& request, const std::stop_token& stop) {
    snapshot_ = Snapshot();
    refusedAt_ = 0;
    snapshot_.runPath = request.folder.string();
    snapshot_.configuration = request.config.configuration;
    snapshot_.totalSteps = request.config.train.steps;
    snapshot_.layers = request.config.model.layers;
    snapshot_.heads = request.config.model.heads;
    snapshot_.context = request.config.model.context;
    publish(EngineState::Preparing);

    std::unique_ptr<Trainer> trainer;
    Sentence error;
    try {
      trainer = make(request, stop);
      trainer->describe(snapshot_);
      const Outcome outcome = drive(*trainer, stop);
      insist(*trainer, stop, [&] { trainer->checkpoint(); });
      trainer->describe(snapshot_);
      insist(
          *trainer, stop, [&] { trainer->close(outcome, {}); }, Remedy::Again);
      publish(outcome == Outcome::Finished ? EngineState::Finished : EngineState::Interrupted);
      return false;
    } catch (const std::bad_alloc&) {
      error = Sentence::tr("out of memory: use a smaller batch or model");
    } catch (const std::exception& failure) {
      error = sentenceOf(failure);
    }
    if (trainer != nullptr) {
      try {
        trainer->describe(snapshot_);
        trainer->close(Outcome::Failed, error.english());
      } catch (const std::exception& failure) {
        const Sentence again = sentenceOf(failure);
        if (again.english() != error.english())
          error = {Sentence::tr("%1; and closing the run failed: %2"), error, again};
      }
    }
    snapshot_.error = error;
    publish(EngineState::Failed);
    return true;
  }

  /// A full disk would refuse every run of a queue within seconds: while others wait and the disk takes no
  /// file, the run to be made is paused like one under way and tried again, until it can be made or shall not
  /// be. The last one, or a single one, is refused at once, as what is wrong with it may as well be a path.
  std::unique_ptr<Trainer> make(const RunRequest& request, const std::stop_token& stop) {
    for (;;) {
      try {
        auto trainer = factory_(request);
        snapshot_.error.clear();
        return trainer;
      } catch (const std::exception& error) {
        const auto* own = dynamic_cast<const Error*>(&error);
        const bool locked = own != nullptr && own->code() == ErrorCode::Locked;  // by whoever trains that run
        if (locked || !mayPass(error) || takesFiles(request.folder)) throw;
        snapshot_.error = sentenceOf(error);
        if (!othersWait() || stop.stop_requested()) throw;
        publish(EngineState::Paused);
        std::unique_lock lock(mutex_);
        const auto over = [&] { return stop.stop_requested() || queue_.empty(); };
        if (work_.wait_for(lock, options_.retryInterval, over)) throw;
      }
    }
  }

  bool othersWait() {
    const std::lock_guard lock(mutex_);
    return !queue_.empty();
  }

  Outcome drive(Trainer& trainer, const std::stop_token& stop) {
    bool announced = false;
    while (!trainer.done()) {
      if (!awaitTurn(trainer, stop)) return Outcome::Interrupted;
      if (!announced) publish(EngineState::Running);
      announced = true;
      bool made = true;
      insist(trainer, stop, [&] { made = trainer.step(stop); });
      if (!made) return Outcome::Interrupted;
      trainer.describe(snapshot_);
      if (!snapshot_.held.empty()) hold();
      publish(EngineState::Running);
    }
    return Outcome::Finished;
  }

  /// The trainer asks for an answer: pauses where somebody can give one.
  void hold() {
    if (!options_.attended) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1; stopped, for nobody was there to answer"),
                  snapshot_.held);
    }
    const std::lock_guard lock(mutex_);
    paused_ = held_ = true;
  }

  /// Without the lock. True when what is shown has changed.
  bool carryOut(Trainer& trainer, const Command& command) {
    if (std::holds_alternative<CheckpointNow>(command)) trainer.checkpoint();
    if (const auto* set = std::get_if<SetHyperparameter>(&command)) trainer.set(set->key, set->value);
    const auto* back = std::get_if<RollBack>(&command);
    if (back == nullptr) return false;
    const ApplyResult answer = trainer.rollBack(back->step);
    trainer.describe(snapshot_);
    const bool refused = answer.applied != Applied::Applied;
    refusedAt_ = refused ? serial_ + 1 : 0;
    if (refused) snapshot_.held = answer.reason;
    return true;
  }

  enum class Remedy { Persist, Again };

  /// Does `work`. Where the disk refuses, the run is paused with the sentence in its snapshot and what
  /// is owed is tried again now and then (by persist(), or by doing the work again), until it succeeds or
  /// the run shall end: then the refusal goes on to the caller. Its last chance comes before that.
  /// True when it did not succeed at once.
  template <typename Work>
  bool insist(Trainer& trainer, const std::stop_token& stop, Work work, Remedy remedy = Remedy::Persist) {
    bool refused = false;
    for (;;) {
      Sentence sentence;
      try {
        if (refused && remedy == Remedy::Persist) {
          trainer.persist();
        } else {
          work();
        }
        snapshot_.error.clear();
        return refused;
      } catch (const std::exception& error) {
        if (!mayPass(error) || (refused && stop.stop_requested())) throw;
        sentence = sentenceOf(error);
      }
      trainer.describe(snapshot_);
      snapshot_.error = sentence;
      refused = true;
      publish(EngineState::Paused);
      std::unique_lock lock(mutex_);
      work_.wait_for(lock, options_.retryInterval, [&] { return stop.stop_requested(); });
    }
  }

  /// Carries out the pending commands, waits while paused. False: this run shall end.
  bool awaitTurn(Trainer& trainer, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    for (bool announced = false;;) {
      while (!stop.stop_requested() && !commands_.empty()) {
        const Command command = std::move(commands_.front());
        commands_.pop_front();
        // "Go back and go on", and going back was refused: who has not read of it did not mean this state.
        if (std::holds_alternative<Resume>(command) && read_ < refusedAt_) continue;
        const bool was = paused_, one = std::holds_alternative<SingleStep>(command);
        if (one || std::holds_alternative<Pause>(command)) paused_ = true;
        if (std::holds_alternative<Resume>(command)) paused_ = false;
        if (one || !paused_) held_ = false;
        const char* mark = one ? "One step" : was == paused_ ? nullptr : paused_ ? "Paused" : "Went on";
        lock.unlock();
        if (mark != nullptr) trainer.mark("pause", mark);
        bool changed = false;
        const auto work = [&] { changed = carryOut(trainer, command); };
        if (insist(trainer, stop, work, Remedy::Again) || changed) announced = false;
        lock.lock();
        if (one) return true;
      }
      if (stop.stop_requested()) return false;
      if (!paused_) return true;
      if (!announced) {
        lock.unlock();
        publish(EngineState::Paused);
        announced = true;
        lock.lock();
        continue;  // commands may have come meanwhile
      }
      work_.wait(lock, [&] { return !commands_.empty() || stop.stop_requested(); });
    }
  }

  void publish(EngineState state) {
    {
      const std::lock_guard lock(mutex_);
      snapshot_.queueIndex = queueIndex_;
      snapshot_.queueSize = queueSize_;
    }
    snapshot_.state = state;
    if (state != EngineState::Running && state != EngineState::Paused) snapshot_.held.clear();
    snapshot_.serial = ++serial_;
    auto shared = std::make_shared<const Snapshot>(snapshot_);
    mailbox_.publish(shared);
    if (options_.published) options_.published(*shared);
  }

  const TrainerFactory factory_;
  const EngineOptions options_;
  Mailbox mailbox_;
  mutable std::atomic<std::uint64_t> read_ = 0;  ///< newest serial that somebody has got from latest()

  std::mutex mutex_;
  std::condition_variable work_, rest_;
  std::deque<RunRequest> queue_;
  std::deque<Command> commands_;
  std::stop_source runStop_;
  bool busy_ = false;     ///< a run is in hand or queued
  bool running_ = false;  ///< a run is in hand
  bool paused_ = false, closing_ = false;
  bool held_ = false;  ///< paused because the run in hand asked to be
  int queueIndex_ = 0, queueSize_ = 0;

  // Training thread only.
  Snapshot snapshot_;
  std::uint64_t serial_ = 0;
  std::uint64_t refusedAt_ = 0;  ///< serial that tells of the roll-back refused last; 0: none was

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace

ApplyResult canChangeLive(const std::string& key) {
  if (std::ranges::find(kLiveKeys, key) != kLiveKeys.end()) return {};
  const auto fields = fieldsOf(RunConfig());
  if (std::ranges::find(fields, key, &Field::key) == fields.end()) {
    return {Applied::Refused, {Sentence::tr("%1: no such field"), key}};
  }
  return {Applied::NeedsRestart, {Sentence::tr("%1 takes effect when the run is started anew"), key}};
}

std::unique_ptr<Engine> makeThreadedEngine(TrainerFactory factory, EngineOptions options) {
  return std::make_unique<ThreadedEngine>(std::move(factory), std::move(options));
}

}  // namespace entroscope
