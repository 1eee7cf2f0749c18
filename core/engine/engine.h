// The interface between a trainer and whoever drives it (window, command line, test).
// An Engine owns the training thread; every method may be called from any other thread and says
// whether it blocks. Torch- and Qt-free.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/config_fields.h"
#include "core/base/run_config.h"
#include "core/base/sentence.h"
#include "core/engine/snapshot.h"

namespace entroscope {

/// One entry of the queue: what to train and where its run folder goes.
struct RunRequest {
  RunConfig config;  ///< without a name: a resumed run keeps the one it has by then, others get the folder's
  std::filesystem::path folder;
  bool resume = false;               ///< continue an existing folder from its newest checkpoint
  std::filesystem::path forkFrom{};  ///< checkpoint folder to start from; empty: fresh weights
};

/// Appended to what is queued.
struct Start {
  std::vector<RunRequest> queue;
};
struct Pause {};
struct Resume {};
struct SingleStep {};  ///< one optimizer step, then paused again
struct Stop {};        ///< checkpoint, close this run, drop the queue
struct SkipRun {};     ///< checkpoint, close this run, go to the next
struct CheckpointNow {};
/// "optimizer.learning_rate"
struct SetHyperparameter {
  std::string key;
  FieldValue value;
};
/// Back to the checkpoint of that step; a paused run stays paused.
struct RollBack {
  std::int64_t step;
};
/// Takes a run that has not begun out of the queue.
struct RemoveQueued {
  std::filesystem::path folder;
};
/// Moves a run that has not begun by so many places, negative: earlier; stops at the ends.
struct MoveQueued {
  std::filesystem::path folder;
  int places;
};
using Command = std::variant<Start, Pause, Resume, SingleStep, Stop, SkipRun, CheckpointNow,
                             SetHyperparameter, RollBack, RemoveQueued, MoveQueued>;

enum class Applied { Applied, NeedsRestart, Refused };
struct ApplyResult {
  Applied applied = Applied::Applied;
  Sentence reason;  ///< one sentence when not Applied
};

class Engine {
 public:
  virtual ~Engine() = default;  ///< blocks: stops and joins the training thread

  /// Queues a command; does not block. The answer says whether it can take effect on a live run.
  virtual ApplyResult apply(Command command) = 0;

  /// The newest snapshot; never null, never blocks on training.
  virtual std::shared_ptr<const Snapshot> latest() const = 0;

  /// Blocks until the queue is empty (Idle, Finished, Interrupted or Failed) or the time is over;
  /// true when it came to rest.
  virtual bool waitUntilResting(std::chrono::milliseconds limit) = 0;
};

enum class Outcome { Finished, Interrupted, Failed };

/// One run on the training thread. Made, used and destroyed there; no method is called from
/// elsewhere. The real one is core/train's; tests bring a fake.
class Trainer {
 public:
  virtual ~Trainer() = default;
  /// One optimizer step. Looks at `stop` every micro-step: when it was requested mid-step the step
  /// is abandoned without an update and false is returned. @throws Error.
  virtual bool step(std::stop_token stop) = 0;
  virtual bool done() const = 0;  ///< all steps made
  /// Fills the run-related fields (not state, serial, queue). Snapshot::held not empty: the run pauses
  /// for an answer, or fails with that sentence where nobody attends it.
  virtual void describe(Snapshot& snapshot) const = 0;
  virtual void checkpoint() = 0;
  virtual ApplyResult set(const std::string& key, const FieldValue& value) = 0;
  /// Returns to this run's checkpoint of `step`. Refused: there is none, or a damaged one; nothing changed.
  /// @throws Error.
  virtual ApplyResult rollBack(std::int64_t) {
    return {Applied::Refused, Sentence::tr("this run cannot be rolled back")};
  }
  /// Records that the run was paused, went on or made a single step.
  virtual void mark(std::string_view /*kind*/, const std::string& /*text*/) {}
  /// After step(), checkpoint() or set() threw Error{Io} (disk full, folder gone): nothing is lost, and
  /// when this returns everything recorded and owed, checkpoints too, is on the disk. @throws Error{Io}.
  virtual void persist() {}
  /// Writes what is pending and closes the run folder; `error`, English, is recorded when Failed. May be
  /// called again after it threw Error{Io}.
  virtual void close(Outcome outcome, const std::string& error) = 0;
};

using TrainerFactory = std::function<std::unique_ptr<Trainer>(const RunRequest&)>;

/// Which hyperparameters can change on a live run; others answer NeedsRestart.
ApplyResult canChangeLive(const std::string& key);

struct EngineOptions {
  /// Called on the training thread after each publication (a command line's progress line, a test's
  /// signal); must return quickly. May be empty.
  std::function<void(const Snapshot&)> published;
  bool continueAfterFailure = true;  ///< a failed run does not stop the queue
  bool attended = false;             ///< somebody can answer a run that is held
  /// A run whose disk refuses to take more is paused, its sentence in Snapshot::error, and this long
  /// after each refusal it is tried again.
  std::chrono::milliseconds retryInterval{1000};
};

/// The engine around any Trainer: thread, command queue, mailbox, run queue, life cycle.
std::unique_ptr<Engine> makeThreadedEngine(TrainerFactory factory, EngineOptions options = {});

}  // namespace entroscope
