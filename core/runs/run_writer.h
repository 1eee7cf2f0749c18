// Writes a run folder while it trains. Owned by the training thread; appending only fills a queue
// that a thread of the writer commits at least twice a second, so a killed process loses less than
// the last second and training never waits for the disk. Steps of one measure must grow. The writer
// itself records the events start, resume, checkpoint, rewind, error and end. Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/run_config.h"
#include "core/engine/engine.h"
#include "core/runs/run.h"
#include "core/runs/run_lock.h"

namespace entroscope {

struct StepRecord {
  std::int64_t step = 0, tokens = 0;
  double loss = 0, gradientNorm = 0, learningRate = 0, tokensPerSecond = 0;
};

/// Where the weights of a fork come from, and the step that it begins at.
struct ForkOrigin {
  std::int64_t step = 0;
  std::string text;
};

/// Of a run folder that is to be resumed; no other process writes to it from here on. @throws Error{Locked,
/// Io}, Error{BadInput} where a link leads out of the folder.
std::unique_ptr<RunLock> lockForResuming(const std::filesystem::path& folder);

class RunWriter {
 public:
  /// Makes a new run folder. @throws Error{Io} when it exists and is not empty or cannot be made;
  /// Error{Locked} when another process writes it.
  /// @param fork recorded as the run comes to be: a fork is never begun again with weights of its own.
  static std::unique_ptr<RunWriter> create(const std::filesystem::path& folder, const RunConfig& config,
                                           const std::string& device,
                                           const std::optional<ForkOrigin>& fork = {});
  /// Continues a folder after its checkpoint at `step`: rows past it are deleted in one transaction,
  /// and so are later checkpoints. With step 0 and no checkpoint there, the run begins again, unless it had
  /// checkpoints or was brought to an end. What was changed live stays recorded, at `step`. @throws Error;
  /// the folder is as it was then.
  static std::unique_ptr<RunWriter> resume(const std::filesystem::path& folder, std::int64_t step,
                                           const std::string& device);
  /// As above, where the caller has locked the folder before it chose the checkpoint.
  /// @param evaluationDue that checkpoint was written before its step was evaluated: what a later evaluation
  /// of the step recorded goes, too.
  static std::unique_ptr<RunWriter> resume(const std::filesystem::path& folder, std::int64_t step,
                                           const std::string& device, std::unique_ptr<RunLock> lock,
                                           bool evaluationDue = false);
  virtual ~RunWriter() = default;  ///< without close(): the folder is left as after a crash

  virtual const std::string& id() const = 0;  ///< the run's UUID

  virtual void appendStep(const StepRecord& record) = 0;
  /// @param values rows·columns floats, row-major.
  virtual void appendMeasure(std::int64_t step, std::string_view name, int rows, int columns,
                             std::span<const float> values) = 0;
  virtual void appendEvaluation(const Evaluation& evaluation) = 0;
  virtual void appendEvent(std::int64_t step, std::string_view kind, std::string_view text) = 0;
  /// `now`: everything appended so far is in the database when this returns. Otherwise only reports
  /// a failed commit (disk full, folder gone); nothing is lost then, and it is tried again until it
  /// succeeds. @throws Error{Io}.
  virtual void commit(bool now = false) = 0;

  /// Deletes every row past `step` in one transaction, and later checkpoints: the run goes on from
  /// there in the same process (roll-back). `evaluationDue` as for resume().
  virtual void rewind(std::int64_t step, bool evaluationDue) = 0;

  /// Writes checkpoints/NNNNNN atomically: `fill` gets a temporary folder to put files into, which
  /// is synced and renamed; older checkpoints beyond `keep` are deleted (0 keeps all), but not the newest one
  /// up to the last step whose loss and gradient were finite: it may hold the last good weights.
  /// @param instead step of a checkpoint for which this one stands in from now on; negative: none.
  virtual void checkpoint(std::int64_t step, int keep,
                          const std::function<void(const std::filesystem::path&)>& fill,
                          std::int64_t instead = -1) = 0;

  /// Replaces run.toml atomically (a live hyperparameter change, hashes known late).
  virtual void updateConfig(const RunConfig& config) = 0;

  /// Closes cleanly: last commit, WAL folded in, manifest.json written, lock released. A reader in the middle
  /// of one question for seconds on end keeps the WAL, and there is no manifest then. @throws Error{Io} (disk
  /// full); it may be called again then and goes on where it failed.
  virtual void close(Outcome outcome, const std::string& error = {}) = 0;
};

/// Checkpoint folders of a run, oldest first; only complete ones. @throws Error{Io} where they cannot be
/// read.
std::vector<std::filesystem::path> checkpointsOf(const std::filesystem::path& runFolder);

}  // namespace entroscope
