// One optimizer step in two halves, so that whoever drives it can look at loss and gradients before
// the weights change: compute (forward and backward over all micro-batches), then apply or discard.
// Torch inside; training thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/sentence.h"
#include "core/data/dataset.h"
#include "core/model/language_model.h"
#include "core/model/pass_maps.h"
#include "core/train/optimizer.h"

namespace entroscope {

/// What a step showed. Its maps come from its first micro-batch; of a step that is not finite, from the first
/// one that shows it.
struct StepReport : PassMaps {
  double loss = 0;  ///< mean over the micro-batches, nats per token
  GradientReport gradients;
  std::int64_t tokens = 0;
  bool measured = false;
  /// As LanguageModel::slopes(), after the update; only where the step ran ahead.
  std::optional<std::vector<float>> slopes;

  bool finite() const;  ///< loss, every gradient and their norm
  /// Completes nanCounts, which the forward pass has filled, by what the gradients show.
  void addGradientNans();
};

/// Names the first place in the order of the forward pass that holds NaN or infinity ("layer 3, attention
/// scores, head 2: NaN"); nothing where there is none. Layers and heads count from 0, as in the maps.
std::optional<Sentence> firstBadPlace(const PassMaps& maps, int layers, int heads);
/// The same of a step: the place where it was measured, else its loss or gradients.
Sentence describeFirstBad(const StepReport& report, int layers, int heads);

/// The passes of a step, nothing of it read back. Gradients are at the parameters.
struct StepTensors {
  at::Tensor loss;      ///< [] sum over the micro-batches
  ForwardResult first;  ///< of the first micro-batch
};

class GradientStep {
 public:
  GradientStep(const RunConfig& config, at::Device device);

  using BatchSource = std::function<Batch(std::int64_t index)>;

  /// Forward and backward over micro-batches firstBatch … firstBatch + accumulation − 1. Nothing when
  /// a stop was requested: gradients are dropped, weights untouched.
  std::optional<StepReport> compute(const BatchSource& batches, std::int64_t firstBatch, bool measure,
                                    double lossScale, std::stop_token stop);

  /// Inputs and targets of micro-step i (from 0), on the device.
  using TensorSource = std::function<std::pair<at::Tensor, at::Tensor>(int i)>;
  /// The same without waiting for the device. @param firstBatch sets dropout's generator.
  /// @param lossScale fp32 []; undefined: 1.
  std::optional<StepTensors> passes(const TensorSource& micro, std::int64_t firstBatch, bool measure,
                                    const at::Tensor& lossScale, const std::stop_token& stop);
  /// The maps of the first micro-batch after firstBatch that has a firstBadPlace(); nothing where none has.
  /// Forward passes only: gradients stay as they are.
  std::optional<PassMaps> laterBadMaps(const BatchSource& batches, std::int64_t firstBatch,
                                       const std::stop_token& stop);
  void apply(const OptimizerConfig& config, double learningRate, const StepReport& report);
  void discard() { optimizer_.clearGradients(); }

  LanguageModel& model() { return model_; }
  const LanguageModel& model() const { return model_; }
  Optimizer& optimizer() { return optimizer_; }
  at::Device device() const { return device_; }

 private:
  /// @param index of the micro-batch: sets dropout's generator.
  ForwardResult forward(const std::pair<at::Tensor, at::Tensor>& tokens, std::int64_t index, bool measure);

  TrainConfig train_;
  at::Device device_;
  LanguageModel model_;
  Optimizer optimizer_;
  double unscale_ = 1;
};

struct ValidationOptions {
  int batch = 1, context = 1;  ///< of each batch
  int batches = 0;             ///< the first so many; 0: all there are
  Kernels kernels = Kernels::Fast;
};
struct ValidationLoss {
  double mean = 0;           ///< nats per token; NaN when there is none
  std::uint64_t tokens = 0;  ///< targets that count, those ≠ −100
};
/// The loss on the validation split; nothing when a stop was requested.
/// @param progress told the batches done and all that will be.
std::optional<ValidationLoss> evaluateLoss(
    LanguageModel& model, const DataSet& data, at::Device device, const ValidationOptions& options,
    const std::stop_token& stop, const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

/// Inputs and targets of a batch as [batch, context] tensors on `device`.
std::pair<at::Tensor, at::Tensor> tensorsOf(const Batch& batch, at::Device device);

}  // namespace entroscope
