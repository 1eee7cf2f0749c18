#include "core/train/gradient_step.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/scalar_tensor.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/base/random.h"
#include "core/engine/snapshot.h"
#include "core/train/profile_range.h"

namespace entroscope {
namespace {

at::Tensor toTensor(const std::vector<std::int64_t>& tokens, const Batch& batch, at::Device device) {
  // from_blob takes a mutable pointer; the copy owns its values.
  auto* data = const_cast<std::int64_t*>(tokens.data());
  const at::Tensor borrowed =
      at::from_blob(data, {batch.batch, batch.context}, at::TensorOptions().dtype(at::kLong));
  return device.is_cpu() ? borrowed.clone() : borrowed.to(device);
}

/// Dropout's generator is set from seed and micro-batch, so that resuming needs no random state.
void seedMicroStep(std::uint64_t seed, std::int64_t index) {
  Random random(seed ^ 0x5DEECE66Dull);
  random.setState(random.next() + static_cast<std::uint64_t>(index));
  at::manual_seed(random.next());
}

bool hasNan(float value) { return std::isnan(value) || value > 0; }
bool isFinite(float value) { return std::isfinite(value); }

}  // namespace

void StepReport::addGradientNans() {
  nanCounts.insert(nanCounts.end(), gradients.nanCounts.begin(), gradients.nanCounts.end());
}

bool StepReport::finite() const {
  return std::isfinite(loss) && gradients.finite && std::isfinite(gradients.norm);
}

std::optional<Sentence> firstBadPlace(const PassMaps& maps, int layers, int heads) {
  for (int layer = 0; layer < layers; ++layer) {
    const auto hasNans = [&](NanSite site) {
      return hasNan(maps.nanCounts[static_cast<std::size_t>(static_cast<int>(site) * layers + layer)]);
    };
    const auto rowOf = [&](const std::vector<float>& map, int width) {
      const auto length = static_cast<std::size_t>(width);
      return std::span(map).subspan(static_cast<std::size_t>(layer) * length, length);
    };
    const auto shares = rowOf(maps.nanRowShare, heads), maxima = rowOf(maps.scoreMaximum, heads),
               range = rowOf(maps.residualRange, 2);
    const auto head = std::ranges::find_if(shares, hasNan) - shares.begin();
    if (hasNans(NanSite::Scores)) {
      if (head == heads) return Sentence(Sentence::tr("layer %1, attention scores: NaN"), layer);
      return Sentence(Sentence::tr("layer %1, attention scores, head %2: NaN"), layer, head);
    }
    // An infinite score makes its row NaN, with no NaN among the scores.
    if (const auto most = std::ranges::find_if_not(maxima, isFinite); most != maxima.end()) {
      return Sentence(Sentence::tr("layer %1, attention scores, head %2: Infinity"), layer,
                      most - maxima.begin());
    }
    if (hasNans(NanSite::Probabilities)) {
      if (head == heads) return Sentence(Sentence::tr("layer %1, attention probabilities: NaN"), layer);
      return Sentence(Sentence::tr("layer %1, attention probabilities, head %2: NaN"), layer, head);
    }
    if (hasNans(NanSite::Residual)) return Sentence(Sentence::tr("layer %1, residual stream: NaN"), layer);
    if (!std::ranges::all_of(range, isFinite))
      return Sentence(Sentence::tr("layer %1, residual stream: Infinity"), layer);
  }
  return std::nullopt;
}

Sentence describeFirstBad(const StepReport& report, int layers, int heads) {
  if (report.measured) {
    if (const auto place = firstBadPlace(report, layers, heads)) return *place;
  }
  if (std::isnan(report.loss)) return Sentence::tr("loss: NaN");
  if (std::isinf(report.loss)) return Sentence::tr("loss: Infinity");
  if (report.gradients.firstBad.empty()) return Sentence::tr("gradient norm: not finite");
  return {Sentence::tr("gradient of %1: not finite"), report.gradients.firstBad};
}

GradientStep::GradientStep(const RunConfig& config, at::Device device)
    : train_(config.train),
      device_(device),
      model_(config.model, config.train.precision, device, config.train.seed),
      optimizer_(model_.parameters(), config.model.layers, config.train.kernels) {
  // A switch of the whole process: set for each run anew.
  at::globalContext().setAllowTF32CuBLAS(train_.precision == Precision::Tf32);
}

ForwardResult GradientStep::forward(const std::pair<at::Tensor, at::Tensor>& tokens, std::int64_t index,
                                    bool measure) {
  if (model_.config().embeddingDropout > 0) seedMicroStep(train_.seed, index);
  ForwardOptions options;
  options.measure = measure;
  options.kernels = train_.kernels;
  options.asReleasedEntropy = train_.asReleasedEntropy;
  const ProfileRange range("forward");
  return model_.forward(tokens.first, tokens.second, options);
}

std::optional<StepTensors> GradientStep::passes(const TensorSource& micro, std::int64_t firstBatch,
                                                bool measure, const at::Tensor& lossScale,
                                                const std::stop_token& stop) {
  StepTensors step;
  for (int i = 0; i < train_.accumulation; ++i) {
    if (stop.stop_requested()) {
      discard();
      return std::nullopt;
    }
    ForwardResult result = forward(micro(i), firstBatch + i, measure && i == 0);
    {
      const ProfileRange range("backward");
      (lossScale.defined() ? result.loss * lossScale : result.loss).backward();
    }
    const at::Tensor loss = result.loss.detach();
    step.loss = i == 0 ? loss.clone() : step.loss + loss;
    result.loss = at::Tensor();  // frees the graph
    if (i == 0) step.first = std::move(result);
  }
  return step;
}

std::optional<StepReport> GradientStep::compute(const BatchSource& batches, std::int64_t firstBatch,
                                                bool measure, double lossScale, std::stop_token stop) {
  StepReport report;
  report.measured = measure;
  const auto micro = [&](int i) {
    const Batch batch = batches(firstBatch + i);
    report.tokens += static_cast<std::int64_t>(batch.batch) * batch.context;
    return tensorsOf(batch, device_);
  };
  // A number of the host's, which the device takes without waiting.
  const at::Tensor scale = lossScale == 1 ? at::Tensor() : at::scalar_tensor(lossScale, at::kFloat);
  const auto step = passes(micro, firstBatch, measure, scale, stop);
  if (!step) return std::nullopt;
  unscale_ = 1.0 / (train_.accumulation * lossScale);
  report.loss = step->loss.item<double>() / train_.accumulation;
  {
    const ProfileRange range("gradient norm");
    report.gradients = optimizer_.inspect(unscale_);
  }
  if (measure) {
    static_cast<PassMaps&>(report) = mapsOf(step->first);
    report.addGradientNans();
  }
  return report;
}

std::optional<PassMaps> GradientStep::laterBadMaps(const BatchSource& batches, std::int64_t firstBatch,
                                                   const std::stop_token& stop) {
  const c10::NoGradGuard noGrad;
  const ModelConfig& model = model_.config();
  for (int i = 1; i < train_.accumulation && !stop.stop_requested(); ++i) {
    PassMaps maps = mapsOf(forward(tensorsOf(batches(firstBatch + i), device_), firstBatch + i, true));
    if (firstBadPlace(maps, model.layers, model.heads)) return maps;
  }
  return std::nullopt;
}

void GradientStep::apply(const OptimizerConfig& config, double learningRate, const StepReport& report) {
  const ProfileRange range("optimizer");
  optimizer_.step(config, learningRate, unscale_, report.gradients.norm);
  optimizer_.clearGradients();
}

std::optional<ValidationLoss> evaluateLoss(
    LanguageModel& model, const DataSet& data, at::Device device, const ValidationOptions& options,
    const std::stop_token& stop, const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  c10::NoGradGuard noGrad;
  std::uint64_t count = data.validationBatches(options.batch, options.context);
  if (options.batches > 0)
    count = std::min<std::uint64_t>(count, static_cast<std::uint64_t>(options.batches));
  ForwardOptions pass;
  pass.measure = pass.train = false;
  pass.kernels = options.kernels;
  double sum = 0;
  ValidationLoss loss;
  for (std::uint64_t index = 0; index < count; ++index) {
    if (stop.stop_requested()) return std::nullopt;
    const Batch rows = data.validationBatch(index, options.batch, options.context);
    const auto [inputs, targets] = tensorsOf(rows, device);
    const double mean = model.forward(inputs, targets, pass).loss.item<double>();
    const auto used = static_cast<std::uint64_t>(
        std::ranges::count_if(rows.targets, [](std::int64_t target) { return target != -100; }));
    sum += mean * static_cast<double>(used);
    loss.tokens += used;
    if (progress) progress(index + 1, count);
  }
  loss.mean = loss.tokens > 0 ? sum / static_cast<double>(loss.tokens) : std::nan("");
  return loss;
}

std::pair<at::Tensor, at::Tensor> tensorsOf(const Batch& batch, at::Device device) {
  return {toTensor(batch.inputs, batch, device), toTensor(batch.targets, batch, device)};
}

}  // namespace entroscope
