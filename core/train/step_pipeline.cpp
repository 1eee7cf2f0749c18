#include "core/train/step_pipeline.h"

#include <ATen/DeviceAccelerator.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/where.h>
#include <c10/core/Event.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/train/device.h"
#include "core/train/profile_range.h"

namespace entroscope {
namespace {

/// Steps that are launched operation by operation first: libraries make their handles and workspaces then,
/// which cannot be recorded.
constexpr int kEagerSteps = 3;

/// Work is recorded from a stream that is not the default one; the whole thread moves there, so that
/// evaluations and checkpoints come after the steps before them.
void leaveDefaultStream(at::Device device) {
  const c10::impl::VirtualGuardImpl guard(device.type());
  if (guard.getStream(device) != guard.getDefaultStream(device)) return;
  at::accelerator::synchronizeDevice(device.index());
  at::accelerator::setCurrentStream(guard.getStreamFromGlobalPool(device));
}

/// Takes the next values of what was packed.
class Reader {
 public:
  explicit Reader(const at::Tensor& packed) : next_(packed.const_data_ptr<double>()) {}
  const double* take(std::int64_t count) { return std::exchange(next_, next_ + count); }
  std::vector<float> floats(std::int64_t count) {
    std::vector<float> values;
    for (const double* value = take(count); value != next_; ++value)
      values.push_back(static_cast<float>(*value));
    return values;
  }

 private:
  const double* next_;
};

}  // namespace

StepPipeline::StepPipeline(GradientStep& step, const RunConfig& config)
    : step_(step),
      train_(config.train),
      optimizer_(config.optimizer),
      model_(config.model),
      device_(step.device()),
      records_(resolvedLaunch(config) == Launch::Graph),
      hasSlopes_(step.model().slopeTensor().defined()) {
  if (!device_.is_cpu()) leaveDefaultStream(device_);
  if (records_ && !DeviceGraph::available(device_)) {
    throw Error(ErrorCode::Unsupported,
                Sentence::tr("train.launch: expected synchronous or ahead on %1, found graph"),
                config.train.device);
  }
  const std::int64_t shape[] = {train_.accumulation, 2, train_.batch, model_.context};
  const std::int64_t layers = model_.layers, cells = layers * model_.heads;
  const auto parameters = static_cast<std::int64_t>(step.model().parameters().size());
  const std::int64_t most = 1 + 2 * parameters + 2 + 3 * cells + 3 * layers + 2 * layers + layers;
  tokens_ = at::empty(shape, at::TensorOptions(device_).dtype(at::kLong));
  const std::int64_t plans[] = {2, 2, kAdamwNumbers};
  plan_ = at::empty(plans, at::TensorOptions(device_).dtype(at::kFloat));
  if (scalesLoss(train_.precision)) lossScale_.emplace(device_);
  for (Slot& slot : slots_) {
    slot.tokens = onHost(shape, at::kLong);
    slot.plan = onHost(plans, at::kFloat);
    slot.result = onHost({most}, at::kDouble);
    if (!device_.is_cpu()) slot.arrived = std::make_unique<c10::Event>(device_.type());
  }
}

StepPipeline::~StepPipeline() = default;

/// Pinned where a device copies from it.
at::Tensor StepPipeline::onHost(at::IntArrayRef shape, at::ScalarType type) const {
  return at::empty(shape, at::TensorOptions().dtype(type).pinned_memory(!device_.is_cpu()));
}

void StepPipeline::submit(const GradientStep::BatchSource& batches, std::int64_t firstBatch, bool measure,
                          double learningRate, double learningRateIfSkipped) {
  if (pending() == static_cast<int>(slots_.size()))
    throw Error(ErrorCode::Internal, "a third step submitted before the first was collected");
  Slot& slot = slots_[static_cast<std::size_t>(submitted_) % slots_.size()];
  auto* next = slot.tokens.mutable_data_ptr<std::int64_t>();
  for (int i = 0; i < train_.accumulation; ++i) {
    const Batch batch = batches(firstBatch + i);
    for (const auto* part : {&batch.inputs, &batch.targets}) next = std::ranges::copy(*part, next).out;
  }
  Optimizer& optimizer = step_.optimizer();
  optimizer.setUpdates(optimizer.updates() + 1);  // taken back when it turns out skipped
  const int uncertain = pending();                // of the updates counted so far
  float* numbers = slot.plan.mutable_data_ptr<float>();
  for (const bool skippedBefore : {false, true}) {
    const auto plan =
        optimizer.plan(optimizer_, skippedBefore ? learningRateIfSkipped : learningRate,
                       1.0 / train_.accumulation, optimizer.updates() - (skippedBefore ? uncertain : 0));
    numbers = std::ranges::copy(plan, numbers).out;
  }
  slot.measure = measure;
  tokens_.copy_(slot.tokens, true);
  plan_.copy_(slot.plan, true);
  const at::Tensor result = records_ ? runRecorded(firstBatch, measure) : run(firstBatch, measure);
  slot.result.narrow(0, 0, result.numel()).copy_(result, true);
  if (slot.arrived) slot.arrived->record(at::accelerator::getCurrentStream(device_.index()));
  ++submitted_;
}

at::Tensor StepPipeline::run(std::int64_t firstBatch, bool measure) {
  const auto micro = [this](int i) { return std::pair(tokens_[i][0], tokens_[i][1]); };
  at::Tensor scale, skip, plan = plan_[0];
  if (lossScale_) scale = lossScale_->scale().clone();
  const StepTensors tensors = step_.passes(micro, firstBatch, measure, scale, {}).value();
  const c10::NoGradGuard noGrad;
  std::vector<at::Tensor> parts{tensors.loss};
  {
    const ProfileRange range("optimizer");
    const at::Tensor census = step_.optimizer().census();
    parts.push_back(census);
    if (lossScale_) {
      plan = at::where(lossScale_->skippedBefore().ne(0), plan_[1], plan_[0]);
      skip = lossScale_->decide(tensors.loss, census);
      parts.insert(parts.end(), {scale, skip});
    }
    step_.optimizer().stepAsPlanned(optimizer_, plan, census, 1.0 / train_.accumulation, scale, skip);
    step_.discard();
  }
  if (measure) {
    const ForwardResult& first = tensors.first;
    parts.insert(parts.end(), {first.entropy, first.nanRowShare, first.nanCounts, first.scoreMaximum,
                               first.residualRange});
    if (hasSlopes_) parts.push_back(step_.model().slopeTensor());
  }
  for (at::Tensor& part : parts) part = part.reshape({-1}).to(at::kDouble);
  return at::cat(parts);
}

at::Tensor StepPipeline::runRecorded(std::int64_t firstBatch, bool measure) {
  step_.model().refreshShadows();  // not a part of what is recorded
  Recording& recording = recordings_[measure ? 1 : 0];
  if (!recording.graph) {
    if (recording.eagerSteps++ < kEagerSteps) return run(firstBatch, measure);
    record(measure);
  }
  recording.graph->replay();
  return recording.result;
}

void StepPipeline::record(bool measure) {
  at::accelerator::synchronizeDevice(device_.index());
  at::accelerator::emptyCache();  // what the steps before used is not needed beside the recording's own
  auto graph = std::make_unique<DeviceGraph>(device_, recordings_[measure ? 0 : 1].graph.get());
  std::string reason;
  try {
    graph->begin();
    recordings_[measure ? 1 : 0].result = run(0, measure);
  } catch (const std::exception& error) {
    reason = error.what();
  }
  try {
    graph->end();
  } catch (const std::exception& error) {
    if (reason.empty()) reason = error.what();
  }
  if (!reason.empty()) {
    throw Error(
        ErrorCode::Unsupported,
        Sentence::tr("the training step cannot be recorded as a CUDA graph (%1): start the run again with "
                     "train.launch = ahead"),
        reason.substr(0, reason.find('\n')));
  }
  recordings_[measure ? 1 : 0].graph = std::move(graph);
}

StepReport StepPipeline::collect() {
  if (pending() == 0) throw Error(ErrorCode::Internal, "a step collected that was not submitted");
  Slot& slot = slots_[static_cast<std::size_t>(collected_) % slots_.size()];
  if (slot.arrived) slot.arrived->synchronize();
  ++collected_;
  Reader next(slot.result);
  StepReport report;
  report.measured = slot.measure;
  report.tokens = std::int64_t{train_.accumulation} * train_.batch * model_.context;
  report.loss = *next.take(1) / train_.accumulation;
  const auto parameters = static_cast<std::int64_t>(step_.model().parameters().size());
  const double* census = next.take(2 * parameters);
  const double scale = lossScale_ ? *next.take(1) : 1;
  report.gradients = step_.optimizer().report(census, 1.0 / (train_.accumulation * scale));
  if (lossScale_ && *next.take(1) != 0) step_.optimizer().setUpdates(step_.optimizer().updates() - 1);
  if (!report.measured) return report;
  const std::int64_t layers = model_.layers, cells = layers * model_.heads;
  report.entropy = next.floats(cells);
  report.nanRowShare = next.floats(cells);
  report.nanCounts = next.floats(3 * layers);
  report.scoreMaximum = next.floats(cells);
  report.residualRange = next.floats(2 * layers);
  report.addGradientNans();
  report.slopes = next.floats(hasSlopes_ ? layers : 0);
  return report;
}

void StepPipeline::setLossScale(const LossScale& now) {
  if (pending() != 0) throw Error(ErrorCode::Internal, "a loss scale set while steps were pending");
  if (lossScale_) lossScale_->set(now);
}

void StepPipeline::reconfigure(const OptimizerConfig& config) {
  if (pending() != 0) throw Error(ErrorCode::Internal, "a pipeline reconfigured while steps were pending");
  optimizer_ = config;
  recordings_ = {};
}

}  // namespace entroscope
