// What RealTrainer does about numbers that are not finite: leaves them be, skips their update, stops, waits
// for an answer, or goes back to a checkpoint.
#include <cmath>
#include <utility>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/runs/checkpoints.h"
#include "core/train/checkpoint.h"
#include "core/train/real_trainer.h"
#include "core/train/run_origin.h"
#include "core/train/torch_errors.h"

namespace entroscope {
namespace {

constexpr int kMostRollbacks = 20;

}  // namespace

/// Gradients beyond fp16's range under a large loss scale: the scale is at fault, not the model.
bool RealTrainer::scaleOverflow(const StepReport& report) const {
  return scalesLoss(config_.train.precision) && std::isfinite(report.loss) && state_.lossScale.scale > 1;
}

RealTrainer::Verdict RealTrainer::judge(const StepReport& report) {
  if (scaleOverflow(report)) {
    skipUpdate();
    return Verdict::Skip;
  }
  const Sentence sentence(Sentence::tr("Step %1: %2"), state_.step + 1,
                          describeFirstBad(report, config_.model.layers, config_.model.heads));
  const OnNan policy = config_.train.onNan;
  const bool first = !std::exchange(lastStepBad_, true);
  if ((first && policy != OnNan::Rollback) || policy == OnNan::Ask) {
    writer_->appendEvent(state_.step + 1, "nan",
                         sentence.english() + "; on-nan: " + std::string(toText(policy)));
  }
  switch (policy) {
    case OnNan::Continue:
      // In fp16 the loss scaler skips such steps; elsewhere the update goes through, as in PyTorch.
      if (!scalesLoss(config_.train.precision)) return Verdict::Update;
      break;
    case OnNan::Skip:
      break;
    case OnNan::Stop:
      step_->discard();
      throw Error(ErrorCode::BadInput, Sentence::tr("%1; stopped as train.on_nan asks"), sentence);
    case OnNan::Rollback:
      leaveBatchOut(sentence);
      return Verdict::RolledBack;
    case OnNan::Ask:
      checkpoint();  // the last good state: the weights before this step
      shown_.held = sentence;
      break;
  }
  skipUpdate();
  return Verdict::Skip;
}

void RealTrainer::skipUpdate() {
  step_->discard();
  if (scalesLoss(config_.train.precision)) state_.lossScale.skipped();
}

void RealTrainer::leaveBatchOut(const Sentence& sentence) {
  step_->discard();
  const auto good = newestFiniteCheckpoint(folder_);  // and sound: asked before the rows go
  if (good.empty()) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1; there is no checkpoint with finite weights to go back to"), sentence);
  }
  const std::int64_t step = *checkpointStep(good);
  if (std::exchange(returnedTo_, step) != step) rollbacks_ = 0;
  if (rollbacks_ == kMostRollbacks) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1; not overcome by %2 returns to the newest checkpoint"),
                sentence, kMostRollbacks);
  }
  const std::int64_t nextBatch = state_.batchIndex + config_.train.accumulation;
  returnTo(good);
  ++rollbacks_;
  state_.batchIndex = nextBatch;
  writer_->appendEvent(state_.step, "nan",
                       sentence.english() + "; went back to step " + std::to_string(state_.step));
  checkpoint();
}

/// Everything goes back but the place in the data, so that the batches that broke it are left out. The caller
/// writes the checkpoint anew with that place, else a resumed run would meet them again.
void RealTrainer::returnTo(const std::filesystem::path& checkpoint) {
  catchUp();
  const std::int64_t nextBatch = state_.batchIndex;
  const Machine machine = state_.machine;
  const TrainState then = stateOf(checkpoint);
  // The rows go first: where the disk refuses, it can be tried again with nothing changed.
  writer_->rewind(then.step, then.evaluationDue);
  try {
    loadCheckpoint(checkpoint, step_->model(), step_->optimizer(), state_);
  } catch (const Error& error) {
    throw Error(ErrorCode::Corrupt, error.sentence());  // not to be tried again: the weights may be half read
  }
  state_.lossScale = scaleFor(config_.train.precision, state_.lossScale, foreignScale_);
  if (pipeline_) pipeline_->setLossScale(state_.lossScale);
  state_.batchIndex = nextBatch;
  state_.machine = machine;
  savedStep_ = changedAt_ = -1;
  lastStepBad_ = false;
}

ApplyResult RealTrainer::rollBack(std::int64_t step) {
  return withTorchErrors(config_.train.batch, [&]() -> ApplyResult {
    for (const auto& folder : checkpointsOf(folder_)) {
      if (checkpointStep(folder) != step) continue;
      const std::int64_t from = state_.step;
      try {
        requireSound(folder);  // before the rows and the later checkpoints go
        stateOf(folder);
      } catch (const Error& error) {
        if (error.code() == ErrorCode::Io) throw;
        return {Applied::Refused, error.sentence()};
      }
      returnTo(folder);
      shown_.held.clear();
      if (from != step)  // as when this is tried again
        writer_->appendEvent(step, "rollback", "Went back from step " + std::to_string(from));
      checkpoint();
      writer_->commit(true);
      return {};
    }
    return {Applied::Refused, {Sentence::tr("there is no checkpoint of step %1"), step}};
  });
}

}  // namespace entroscope
