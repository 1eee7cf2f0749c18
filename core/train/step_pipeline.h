// Optimizer steps given to the device without waiting for their numbers: a step is submitted, the next one
// may be, and the numbers of the first are collected when they have arrived. Host and device work at the same
// time: batches are read into pinned memory of two slots, loss and measures come back into theirs. On a GPU
// the whole step, the update included, is recorded after a few steps and from then on replayed
// (core/kernels/device_graph.h); the learning rate, Adam's corrections, the clip factor and fp16's loss scale
// lie on the device. Whether a step of fp16 is skipped is decided there, and the next one's numbers were
// brought for either case.
//
// A step is updated before the host has seen it: for runs that go on whatever it shows. Torch inside;
// training thread only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/kernels/device_graph.h"
#include "core/train/device_loss_scale.h"
#include "core/train/gradient_step.h"

namespace c10 {
struct Event;
}

namespace entroscope {

class StepPipeline {
 public:
  /// @param config resolved, resolvedLaunch() of it Ahead or Graph; `step` must outlive this.
  StepPipeline(GradientStep& step, const RunConfig& config);
  ~StepPipeline();

  /// Passes and update of micro-batches firstBatch … firstBatch + accumulation − 1. At most two steps may be
  /// pending. @throws Error{Unsupported} where the step cannot be recorded.
  /// @param learningRate and what it is if the step before, which is still pending, turns out skipped.
  void submit(const GradientStep::BatchSource& batches, std::int64_t firstBatch, bool measure,
              double learningRate, double learningRateIfSkipped);
  /// The numbers of the oldest pending step; waits for them. Slopes are those after its update.
  StepReport collect();
  int pending() const { return submitted_ - collected_; }

  /// Weight decay and clipping as they are from now on. Nothing may be pending.
  void reconfigure(const OptimizerConfig& config);
  /// The scale that the next step begins with, of a precision that scales the loss. Nothing may be pending.
  void setLossScale(const LossScale& now);

  bool replaying() const { return recordings_[0].graph || recordings_[1].graph; }

 private:
  struct Slot {
    at::Tensor tokens;  ///< int64 [accumulation, 2, B, T]: inputs, targets
    at::Tensor
        plan;  ///< fp32 [2, 2, kAdamwNumbers]: the step before updated or skipped, without decay or with
    at::Tensor result;  ///< fp64, of either kind of step
    std::unique_ptr<c10::Event> arrived;
    bool measure = false;
  };
  struct Recording {
    std::unique_ptr<DeviceGraph> graph;
    at::Tensor result;
    int eagerSteps = 0;
  };

  /// Passes, update and one tensor of everything that goes back, fp64.
  at::Tensor run(std::int64_t firstBatch, bool measure);
  at::Tensor runRecorded(std::int64_t firstBatch, bool measure);
  /// @throws Error{Unsupported}: half recorded work leaves LibTorch's allocator unfit for going on.
  void record(bool measure);
  at::Tensor onHost(at::IntArrayRef shape, at::ScalarType type) const;

  GradientStep& step_;
  TrainConfig train_;
  OptimizerConfig optimizer_;
  ModelConfig model_;
  at::Device device_;
  at::Tensor tokens_, plan_;  ///< where the step reads them, on the device
  std::optional<DeviceLossScale> lossScale_;
  std::array<Slot, 2> slots_;
  std::array<Recording, 2> recordings_;  ///< without and with measures
  int submitted_ = 0, collected_ = 0;
  bool records_, hasSlopes_;
};

}  // namespace entroscope
