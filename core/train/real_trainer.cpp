#include "core/train/real_trainer.h"

#include <ATen/DeviceAccelerator.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>
#include <utility>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/gpu_measures.h"
#include "core/runs/run_toml.h"
#include "core/train/checkpoint.h"
#include "core/train/departures.h"
#include "core/train/device.h"
#include "core/train/head_inspection.h"
#include "core/train/run_origin.h"
#include "core/train/schedule.h"
#include "core/train/step_record.h"
#include "core/train/torch_errors.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void average(double& value, double sample) { value = value == 0 ? sample : 0.9 * value + 0.1 * sample; }

/// Of a run that was made and then could not begin nothing stays, so that it can be made again.
void takeBack(const std::filesystem::path& folder, bool existed) {
  std::error_code ignored;
  for (const char* name :
       {"run.toml", "run.db", "run.db-wal", "run.db-shm", "run.db-journal", "tokenizer.json", "checkpoints"})
    std::filesystem::remove_all(folder / name, ignored);
  if (!existed) std::filesystem::remove(folder, ignored);
}

}  // namespace

RealTrainer::RealTrainer(const RunRequest& request) : config_(request.config), folder_(request.folder) {
  // Locked before the checkpoint is chosen: the run that is being left may write another one meanwhile.
  std::unique_ptr<RunLock> lock;
  if (request.resume) lock = lockForResuming(folder_);
  bool rescaled = false;
  withTorchErrors(config_.train.batch, [&] {
    resolve(request);
    const Launch launch = resolvedLaunch(config_);
    const at::Device device(config_.train.device);
    if (!device.is_cpu()) {
      at::accelerator::setDeviceIndex(device.index());
      gpu_.emplace();
    }
    step_ = std::make_unique<GradientStep>(config_, device);
    if (launch != Launch::Synchronous) pipeline_ = std::make_unique<StepPipeline>(*step_, config_);
    state_.evaluationLoss = std::numeric_limits<double>::quiet_NaN();
    if (scalesLoss(config_.train.precision)) state_.lossScale.scale = LossScale::kFirst;
    const Machine machine = state_.machine;
    if (!loadFrom_.empty()) loadCheckpoint(loadFrom_, step_->model(), step_->optimizer(), state_, fork_);
    state_.machine = machine;
    const LossScale stored = state_.lossScale;
    state_.lossScale = scaleFor(config_.train.precision, stored, foreignScale_);
    rescaled = state_.lossScale.scale != stored.scale;
    if (pipeline_) pipeline_->setLossScale(state_.lossScale);
  });
  if (request.resume && !loadFrom_.empty() && !rescaled) savedStep_ = state_.step;
  openFolder(request, std::move(lock));
  shown_.runPath = folder_.string();
  shown_.configuration = config_.configuration;
  shown_.device = describeDevice(config_.train.device);
  shown_.layers = config_.model.layers;
  shown_.heads = config_.model.heads;
  shown_.context = config_.model.context;
  shown_.loss = shown_.gradientNorm = std::numeric_limits<double>::quiet_NaN();
  shown_.slopes = step_->model().slopes();
}

RealTrainer::~RealTrainer() {
  if (!deviceLost(config_.train.device)) return;
  (void)pipeline_.release();
  (void)step_.release();
}

void RealTrainer::resolve(const RunRequest& request) {
  std::optional<RunConfig> recorded;
  if (request.resume) {
    recorded = readConfig(folder_ / "run.toml");
    const auto checkpoints = checkpointsOf(folder_);
    if (!checkpoints.empty()) loadFrom_ = checkpoints.back();
    if (!loadFrom_.empty()) requireSameShapes(*recorded, config_);
    if (config_.name.empty()) config_.name = recorded->name;
    foreignScale_ = !scalesLoss(recorded->train.precision);
  } else if (!request.forkFrom.empty()) {
    loadFrom_ = request.forkFrom;
    fork_ = foreignScale_ = true;
  }
  std::optional<Machine> then;
  if (request.resume && !loadFrom_.empty()) {
    then = stateOf(loadFrom_).machine;
    const bool enough = then->threads <= static_cast<int>(std::thread::hardware_concurrency());
    if (config_.train.threads == 0 && enough) config_.train.threads = then->threads;
  }
  resolveMachine(config_);
  validate(config_);
  state_.machine = prepareThread(config_.train.threads);
  if (then) addDepartures(config_.departures, machineDifferences(*then, state_.machine));

  data_ = DataSet::open(config_.data.path);
  const DataSetInfo& info = data_->info();
  if (info.vocabulary > config_.model.vocabulary) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("model.vocabulary: expected at least %1, the tokenizer's size, found %2"),
                info.vocabulary, config_.model.vocabulary);
  }
  // A run that goes on has the data that it began with, whatever is asked.
  if (recorded) {
    requireSameData(recorded->data, *data_);
  } else {
    requireNamedData(config_.data, *data_);
  }
  describeData(config_.data, info);
  if (config_.name.empty()) config_.name = folder_.filename().string();
  addDepartures(config_.departures, departuresFromPaper(config_));
}

void RealTrainer::openFolder(const RunRequest& request, std::unique_ptr<RunLock> lock) {
  const std::string device = describeDevice(config_.train.device);
  if (fork_ && config_.parent.empty()) config_.parent = parentOf(loadFrom_, state_.step);
  if (request.resume) {
    writer_ = RunWriter::resume(folder_, state_.step, device, std::move(lock), state_.evaluationDue);
    writer_->updateConfig(config_);
    begin();
    return;
  }
  const bool existed = std::filesystem::exists(folder_);
  std::optional<ForkOrigin> origin;
  if (fork_)
    origin = {state_.step, "Forked from " + (config_.parent.empty() ? loadFrom_.string() : config_.parent)};
  writer_ = RunWriter::create(folder_, config_, device, origin);
  try {
    begin();
  } catch (...) {
    writer_.reset();
    takeBack(folder_, existed);
    throw;
  }
}

void RealTrainer::begin() {
  shown_.runId = writer_->id();
  if (const auto copy = folder_ / "tokenizer.json"; !std::filesystem::exists(copy)) {
    if (const auto tokenizer = data_->tokenizerJson()) writeFileAtomically(copy, *tokenizer);
  }
  writer_->commit(true);
  // What a run goes back to, and what a fork that is killed goes on from: its weights are nowhere else. Nor
  // is a loss scale that another precision's checkpoint has not.
  const bool none = checkpointsOf(folder_).empty();
  if (none ? fork_ || config_.train.onNan == OnNan::Rollback : savedStep_ < 0) checkpoint();
}

template <typename Work>
void RealTrainer::minding(const std::stop_token& stop, Work work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    if (!isOutOfMemory(error)) throw;
  } catch (const std::bad_alloc&) {
  }
  const int fits = largestBatchThatFits(stop);
  if (stop.stop_requested()) return;
  if (fits > 0) {
    throw Error(
        ErrorCode::OutOfMemory,
        Sentence::tr("out of memory with train.batch = %1: the largest that fits is %2; lower train.batch to "
                     "that and raise train.accumulation instead"),
        config_.train.batch, fits);
  }
  throw Error(
      ErrorCode::OutOfMemory,
      Sentence::tr("out of memory with train.batch = %1: not even 1 fits; use a smaller model or context"),
      config_.train.batch);
}

std::optional<StepReport> RealTrainer::compute(bool measure, std::stop_token stop) {
  std::optional<StepReport> report;
  minding(stop, [&] { report = computeWith(config_.train.batch, measure, stop); });
  return report;
}

Batch RealTrainer::batchOf(std::int64_t index, int batch) const {
  return data_->trainBatch(static_cast<std::uint64_t>(index), batch, config_.model.context,
                           config_.train.seed);
}

std::optional<StepReport> RealTrainer::computeWith(int batch, bool measure, std::stop_token stop) {
  const auto batches = [this, batch](std::int64_t index) { return batchOf(index, batch); };
  return step_->compute(batches, state_.batchIndex, measure, state_.lossScale.scale, std::move(stop));
}

/// What names the place in a step that is not finite: its maps, and where its first micro-batch is not to
/// blame, those of the one that is.
void RealTrainer::takeCensus(std::optional<StepReport>& report, const std::stop_token& stop) {
  if (!report->measured) {
    step_->discard();
    report = compute(true, stop);  // again
  }
  if (!report || report->finite() || firstBadPlace(*report, config_.model.layers, config_.model.heads))
    return;
  minding(stop, [&] {
    const auto batches = [this](std::int64_t index) { return batchOf(index, config_.train.batch); };
    const auto maps = step_->laterBadMaps(batches, state_.batchIndex, stop);
    if (!maps) return;
    static_cast<PassMaps&>(*report) = *maps;
    report->addGradientNans();
  });
}

/// By trying, halving the interval each time; measured steps, which need the most. 0: none fits.
int RealTrainer::largestBatchThatFits(const std::stop_token& stop) {
  catchUp();          // the step under way has changed the weights
  pipeline_.reset();  // what it holds would count; the run ends here
  int fits = 0, tooLarge = config_.train.batch;
  while (tooLarge - fits > 1 && !stop.stop_requested()) {
    const int batch = fits + (tooLarge - fits) / 2;
    step_->discard();
    releaseMemory(config_.train.device);
    try {
      computeWith(batch, true, stop);
      fits = batch;
    } catch (const c10::Error& error) {
      if (!isOutOfMemory(error)) throw;
      tooLarge = batch;
    } catch (const std::bad_alloc&) {
      tooLarge = batch;
    }
  }
  step_->discard();
  releaseMemory(config_.train.device);
  return fits;
}

bool RealTrainer::step(std::stop_token stop) {
  return withTorchErrors(config_.train.batch, [&] {
    if (state_.evaluationDue && !evaluate(stop)) return false;
    if (state_.step < config_.train.steps && !train(stop)) return false;
    const std::int64_t interval = config_.train.checkpointInterval;
    if (interval > 0 && state_.step % interval == 0) checkpoint();
    writer_->commit();
    return true;
  });
}

bool RealTrainer::measures(std::int64_t step) const {
  return step == 1 || step % config_.train.measureInterval == 0;
}

double RealTrainer::learningRateOf(std::int64_t step, std::int64_t updates) const {
  return learningRateAt(config_.optimizer, config_.train.steps,
                        scheduleStep(config_.optimizer.schedule, step, updates));
}

bool RealTrainer::train(std::stop_token stop) {
  shown_.held.clear();
  if (runsAhead()) return trainAhead(std::move(stop));
  const auto begin = std::chrono::steady_clock::now();
  const std::int64_t next = state_.step + 1;
  const double learningRate = learningRateOf(next, state_.updates);
  const bool measure = measures(next);
  auto report = compute(measure, stop);
  if (report && !report->finite() && !scaleOverflow(*report)) takeCensus(report, stop);
  if (!report) return false;
  std::exception_ptr refusal;
  try {
    const Verdict verdict = report->finite() ? Verdict::Update : judge(*report);
    if (verdict == Verdict::RolledBack) return true;
    if (verdict == Verdict::Update) update(*report, learningRate);
  } catch (const Error& error) {
    const ErrorCode code = error.code();
    // Io, Locked: the step is made again, or the one that was gone back to. Corrupt: there is no state to
    // record.
    if (code == ErrorCode::Io || code == ErrorCode::Locked || code == ErrorCode::Corrupt) throw;
    refusal = std::current_exception();  // recorded first, then passed on
    checkpoint();                        // the last good state: the weights before this step
  }
  finishStep(*report, learningRate, secondsSince(begin));
  if (refusal) std::rethrow_exception(refusal);
  return !state_.evaluationDue || evaluate(stop);
}

void RealTrainer::finishStep(const StepReport& report, double learningRate, double seconds) {
  if (report.finite()) lastStepBad_ = false;
  ++state_.step;
  state_.batchIndex += config_.train.accumulation;
  state_.tokens += report.tokens;
  record(report, learningRate, seconds);
  state_.evaluationDue =
      state_.step % config_.train.evaluationInterval == 0 || state_.step == config_.train.steps;
}

/// The step after this one is submitted before this one's numbers are waited for, unless something between
/// the two needs the weights as this one leaves them.
bool RealTrainer::trainAhead(std::stop_token stop) {
  const auto begin = std::chrono::steady_clock::now();
  const bool timed = !std::exchange(stoodStill_, false) || pipeline_->pending() == 0;
  const auto trySubmit = [&] {
    if (!stop.stop_requested()) minding(stop, [&] { submit(); });
  };
  if (pipeline_->pending() == 0) trySubmit();
  if (!pipeline_ || pipeline_->pending() == 0) return false;
  const TrainConfig& train = config_.train;
  const auto checkpointAt = [&](std::int64_t step) {
    return train.checkpointInterval > 0 && step % train.checkpointInterval == 0;
  };
  const std::int64_t next = state_.step + 1;
  // A step that a checkpoint follows is not begun early either: catchUp() may end at it and writes none.
  const bool stays = next >= train.steps || next % train.evaluationInterval == 0 || checkpointAt(next) ||
                     checkpointAt(next + 1);
  if (!stays) trySubmit();
  if (!pipeline_) return false;  // stopped while looking for the batch that fits
  collect(timed ? std::optional(begin) : std::nullopt);
  return !state_.evaluationDue || evaluate(stop);
}

void RealTrainer::submit() {
  const std::int64_t ahead = pipeline_->pending(), next = state_.step + 1 + ahead;
  const Rates rates{learningRateOf(next, state_.updates + ahead), learningRateOf(next, state_.updates)};
  const auto batches = [this](std::int64_t index) { return batchOf(index, config_.train.batch); };
  pipeline_->submit(batches, state_.batchIndex + ahead * config_.train.accumulation, measures(next),
                    rates.planned, rates.ifSkipped);
  submittedRates_.push_back(rates);
}

/// @param begin none: the device may have been done long before anybody looked. Such a step counts as one of
/// those before it, for a gap would be drawn as a NaN.
void RealTrainer::collect(std::optional<std::chrono::steady_clock::time_point> begin) {
  const StepReport report = pipeline_->collect();
  const double learningRate = submittedRates_.front().planned;
  submittedRates_.pop_front();
  if (report.finite() || judge(report) == Verdict::Update) {
    countUpdate();
  } else {
    for (Rates& next : submittedRates_) next.planned = next.ifSkipped;
  }
  finishStep(report, learningRate, begin ? secondsSince(*begin) : secondsPerStep_);
}

void RealTrainer::catchUp() {
  withTorchErrors(config_.train.batch, [&] {
    while (pipeline_ && pipeline_->pending() > 0) collect(std::nullopt);
  });
}

void RealTrainer::update(const StepReport& report, double learningRate) {
  step_->apply(config_.optimizer, learningRate, report);
  countUpdate();
}

void RealTrainer::countUpdate() {
  ++state_.updates;
  if (scalesLoss(config_.train.precision)) state_.lossScale.updated();
}

void RealTrainer::mark(std::string_view kind, const std::string& text) {
  stoodStill_ = true;
  writer_->appendEvent(state_.step, kind, text);
}

void RealTrainer::record(const StepReport& report, double learningRate, double seconds) {
  if (seconds > 0) average(secondsPerStep_, seconds);
  if (report.measured) shown_.slopes = report.slopes ? *report.slopes : step_->model().slopes();
  const double rate =
      seconds > 0 ? static_cast<double>(report.tokens) / seconds : std::numeric_limits<double>::quiet_NaN();
  appendStep(*writer_, {state_.step, state_.tokens, report.loss, report.gradients.norm, learningRate, rate},
             report, config_.model.layers, config_.model.heads, shown_.slopes);
  if (const auto reading = gpu_ ? gpu_->read() : std::nullopt) {
    writer_->appendMeasure(state_.step, measure::kGpuUse, 1, 1, {&reading->use, 1});
    writer_->appendMeasure(state_.step, measure::kGpuMemory, 1, 1, {&reading->memory, 1});
  }
  shown_.loss = report.loss;
  shown_.gradientNorm = report.gradients.norm;
  shown_.learningRate = learningRate;
  if (!report.measured) return;
  shown_.entropy = report.entropy;
  shown_.nanRowShare = report.nanRowShare;
  shown_.nanCounts = report.nanCounts;
}

bool RealTrainer::evaluate(std::stop_token stop) {
  const auto begin = std::chrono::steady_clock::now();
  const auto loss = evaluateLoss(
      step_->model(), *data_, step_->device(),
      {config_.train.batch, config_.model.context, config_.train.evaluationBatches, config_.train.kernels},
      stop);
  if (!loss) return false;
  if (config_.train.snippetTokens > 0 && loss->tokens > 0) inspect();
  average(secondsPerEvaluation_, secondsSince(begin));
  state_.evaluationDue = false;
  savedStep_ = -1;  // a checkpoint of this step still has its evaluation due
  state_.evaluationLoss = loss->mean;
  writer_->appendEvaluation({state_.step, state_.tokens, loss->mean, std::exp(loss->mean)});
  return true;
}

void RealTrainer::inspect() {
  const Batch batch = data_->validationBatch(0, config_.train.batch, config_.model.context);
  const HeadInspection seen = inspectHeads(step_->model(), batch, step_->device(),
                                           config_.train.snippetTokens, config_.train.asReleasedEntropy);
  appendInspection(*writer_, state_.step, config_.model.layers, config_.model.heads, seen);
}

void RealTrainer::describe(Snapshot& snapshot) const {
  Snapshot filled = shown_;
  filled.serial = snapshot.serial;
  filled.state = snapshot.state;
  filled.error = snapshot.error;
  filled.queueIndex = snapshot.queueIndex;
  filled.queueSize = snapshot.queueSize;
  filled.step = state_.step;
  filled.totalSteps = config_.train.steps;
  filled.tokens = state_.tokens;
  filled.evaluationLoss = state_.evaluationLoss;
  if (secondsPerStep_ > 0) {
    const double tokens =
        static_cast<double>(config_.train.batch) * config_.train.accumulation * config_.model.context;
    filled.tokensPerSecond = tokens / secondsPerStep_;
    const auto left = static_cast<double>(std::max<std::int64_t>(config_.train.steps - state_.step, 0));
    const double evaluations = std::ceil(left / static_cast<double>(config_.train.evaluationInterval));
    filled.secondsLeft = left * secondsPerStep_ + evaluations * secondsPerEvaluation_;
  }
  snapshot = std::move(filled);
}

void RealTrainer::checkpoint() { checkpoint(false); }

/// Changes made live shall not take the place of the checkpoints that one would go back to: theirs count only
/// until there is another one.
void RealTrainer::checkpoint(bool ofChange) {
  catchUp();
  checkpointDue_ = savedStep_ != state_.step;
  if (!checkpointDue_) return;
  const auto fill = [this](const std::filesystem::path& folder) {
    withTorchErrors(config_.train.batch,
                    [&] { saveCheckpoint(folder, step_->model(), step_->optimizer(), state_); });
  };
  // With weights that may be lost the one of the change may be the last good one.
  const int keep = config_.train.keepCheckpoints;
  const bool makesWay = keep > 0 && !lastStepBad_;
  writer_->checkpoint(state_.step, ofChange ? 0 : keep, fill, makesWay ? changedAt_ : -1);
  changedAt_ = ofChange ? state_.step : -1;
  savedStep_ = state_.step;
  checkpointDue_ = false;
}

void RealTrainer::persist() {
  if (configDue_) saveConfig();
  if (checkpointDue_) checkpoint();
  writer_->commit(true);
}

void RealTrainer::saveConfig() {
  configDue_ = true;
  writer_->updateConfig(config_);
  configDue_ = false;
}

ApplyResult RealTrainer::set(const std::string& key, const FieldValue& value) {
  catchUp();
  // A run that is killed goes on from where the value began to hold, not from before that with the new value;
  // and a policy that goes back finds a checkpoint. Weights that are lost are not made the newest one,
  // though.
  const bool lost = lastStepBad_ && config_.train.onNan == OnNan::Continue;
  if (!lost || checkpointsOf(folder_).empty()) checkpoint(true);
  RunConfig changed = config_;
  setField(changed, key, value);
  if (!differences(config_, changed).empty()) {  // once, however often a disk refuses the rest
    config_ = std::move(changed);
    if (pipeline_) {
      pipeline_->reconfigure(config_.optimizer);
      pipeline_->setLossScale(state_.lossScale);  // steps under another train.on_nan went past the device's
    }
    writer_->appendEvent(state_.step, "hyperparameter", key + " = " + toText(value));
  }
  writer_->commit(true);  // no change without a trace
  saveConfig();
  return {};
}

void RealTrainer::close(Outcome outcome, const std::string& error) {
  if (outcome != Outcome::Failed) catchUp();
  writer_->close(outcome, error);
}

TrainerFactory realTrainers() {
  return [](const RunRequest& request) -> std::unique_ptr<Trainer> {
    return std::make_unique<RealTrainer>(request);
  };
}

}  // namespace entroscope
