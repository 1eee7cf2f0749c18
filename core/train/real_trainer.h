// The Trainer that really trains: model, data, optimizer and run folder, on the training thread.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/runs/run_writer.h"
#include "core/train/gpu_meter.h"
#include "core/train/gradient_step.h"
#include "core/train/step_pipeline.h"
#include "core/train/train_state.h"

namespace entroscope {

class RealTrainer final : public Trainer {
 public:
  /// Resolves the configuration, makes the model (fresh, resumed or forked) and only then touches the
  /// run folder, so that a run which cannot start leaves nothing behind. @throws Error.
  explicit RealTrainer(const RunRequest& request);
  ~RealTrainer() override;

  bool step(std::stop_token stop) override;
  bool done() const override { return state_.step >= config_.train.steps && !state_.evaluationDue; }
  void describe(Snapshot& snapshot) const override;
  void checkpoint() override;
  ApplyResult set(const std::string& key, const FieldValue& value) override;
  ApplyResult rollBack(std::int64_t step) override;
  void mark(std::string_view kind, const std::string& text) override;
  void persist() override;
  void close(Outcome outcome, const std::string& error) override;

 private:
  enum class Verdict { Update, Skip, RolledBack };
  /// The learning rate of a step, and what it is when the step before it is skipped.
  struct Rates {
    double planned, ifSkipped;
  };

  void resolve(const RunRequest& request);
  void openFolder(const RunRequest& request, std::unique_ptr<RunLock> lock);
  void begin();
  bool train(std::stop_token stop);
  /// Whether the next step may begin before this one has been looked at.
  bool runsAhead() const { return pipeline_ && config_.train.onNan == OnNan::Continue; }
  bool trainAhead(std::stop_token stop);
  void submit();
  void collect(std::optional<std::chrono::steady_clock::time_point> begin);
  /// Takes in the step that runs ahead: after this, weights and state_ are of one step.
  void catchUp();
  /// The step after state_.step has become this one.
  void finishStep(const StepReport& report, double learningRate, double seconds);
  bool evaluate(std::stop_token stop);
  void update(const StepReport& report, double learningRate);
  void countUpdate();
  bool scaleOverflow(const StepReport& report) const;
  /// What train.on_nan says about a step that is not finite. @throws Error when it says stop.
  Verdict judge(const StepReport& report);
  void skipUpdate();
  void leaveBatchOut(const Sentence& sentence);
  void returnTo(const std::filesystem::path& checkpoint);
  void inspect();
  void record(const StepReport& report, double learningRate, double seconds);
  /// Forward and backward of the next step. @throws Error{OutOfMemory} naming the largest batch that fits.
  std::optional<StepReport> compute(bool measure, std::stop_token stop);
  /// Calls work(); what memory it lacks becomes an Error{OutOfMemory} that names the largest batch that fits.
  template <typename Work>
  void minding(const std::stop_token& stop, Work work);
  std::optional<StepReport> computeWith(int batch, bool measure, std::stop_token stop);
  void takeCensus(std::optional<StepReport>& report, const std::stop_token& stop);
  int largestBatchThatFits(const std::stop_token& stop);
  bool measures(std::int64_t step) const;
  double learningRateOf(std::int64_t step, std::int64_t updates) const;
  Batch batchOf(std::int64_t index, int batch) const;
  void saveConfig();
  void checkpoint(bool ofChange);

  RunConfig config_;
  std::filesystem::path folder_, loadFrom_;
  bool fork_ = false;
  bool foreignScale_ = false;  ///< the checkpoint's loss scale may be of a precision that has none
  TrainState state_;
  std::optional<DataSet> data_;
  std::unique_ptr<GradientStep> step_;
  std::unique_ptr<StepPipeline> pipeline_;  ///< where train.launch is not synchronous
  std::deque<Rates> submittedRates_;        ///< of its pending steps
  std::unique_ptr<RunWriter> writer_;
  std::optional<GpuMeter> gpu_;  ///< where a GPU trains

  Snapshot shown_;  ///< what describe() copies from
  std::int64_t savedStep_ = -1;
  std::int64_t changedAt_ = -1;  ///< step of the newest checkpoint, where a live change made it
  bool checkpointDue_ = false, configDue_ = false;  ///< owed to a disk that refused
  bool lastStepBad_ = false;
  bool stoodStill_ = false;       ///< since the step under way began
  std::int64_t returnedTo_ = -1;  ///< the checkpoint that train.on_nan went back to last, and how often
  int rollbacks_ = 0;
  double secondsPerStep_ = 0;  ///< exponential average
  double secondsPerEvaluation_ = 0;
};

}  // namespace entroscope
