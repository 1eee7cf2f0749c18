#include "core/model/language_model.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/full.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/kernels/activation.h"
#include "core/kernels/add_norm.h"
#include "core/kernels/attention.h"
#include "core/kernels/cross_entropy.h"
#include "core/kernels/embedding.h"
#include "core/kernels/linear.h"
#include "core/model/arithmetic.h"
#include "core/model/measure_collector.h"
#include "core/model/rotary.h"
#include "core/model/weights.h"

namespace entroscope {
namespace {

/// The bias of the packed projection [3d]; segments that are switched off are zero.
at::Tensor packedBias(const ModelConfig& config, const at::Tensor& segments) {
  if (!segments.defined() || segments.size(0) == 3 * config.width) return segments;
  const at::Tensor zero = at::zeros({config.width}, segments.options());
  std::vector<at::Tensor> parts;
  std::int64_t next = 0;
  for (const bool has : {config.biasQuery, config.biasKey, config.biasValue}) {
    parts.push_back(has ? segments.narrow(0, config.width * next++, config.width) : zero);
  }
  return at::cat(parts);
}

void checkTokens(const ModelConfig& config, const at::Tensor& inputs, const at::Tensor& targets) {
  std::ostringstream text;
  if (inputs.dim() != 2 || inputs.sizes() != targets.sizes() || inputs.numel() == 0 ||
      inputs.scalar_type() != at::kLong || targets.scalar_type() != at::kLong) {
    text << "language model: expected int64 inputs and targets of one shape [B,T], found "
         << inputs.scalar_type() << " " << inputs.sizes() << " and " << targets.scalar_type() << " "
         << targets.sizes();
  } else if (config.position == Position::Learned && inputs.size(1) > config.positions) {
    text << "language model: expected at most " << config.positions << " tokens a sequence, found "
         << inputs.size(1);
  } else {
    return;
  }
  throw Error(ErrorCode::BadInput, text.str());
}

}  // namespace

struct LanguageModel::Layers {
  Layers(const ModelConfig& model, Precision precision, at::Device device, std::uint64_t seed,
         std::vector<NamedParameter>& parameters)
      : config(model),
        arithmetic(model, precision, device),
        rotary(model, device),
        weights(makeWeights(model, device, seed, parameters)) {
    arithmetic.keepShadows(weights, parameters);
  }

  at::Tensor embed(const at::Tensor& inputs, const ForwardOptions& options) const {
    const auto function = options.kernels == Kernels::Fast ? entroscope::embed : embedReference;
    at::Tensor x = function(weights.tokens, weights.positions, inputs);
    if (options.train && config.embeddingDropout > 0) x = at::dropout(x, config.embeddingDropout, true);
    return x;
  }

  /// Heads' outputs [N,d] before the output projection.
  at::Tensor attend(const at::Tensor& x, const BlockWeights& block, std::int64_t batch,
                    const ForwardOptions& options, MeasureCollector& measures) {
    at::Tensor qkv = project(x, block.qkv.weight, packedBias(config, block.qkv.bias), options);
    qkv = qkv.view({batch, -1, 3, config.heads, config.headWidth()});
    RotaryAngles angles;
    if (config.position == Position::Rotary) {
      if (joins(options)) {
        angles = rotary.angles(qkv.size(1));
      } else {
        qkv = arithmetic.rounded(rotary.rotate(qkv));
      }
    }
    AttentionOptions attentionOptions;
    attentionOptions.scale =
        config.attentionScale > 0 ? config.attentionScale : 1.0 / std::sqrt(config.headWidth());
    attentionOptions.measure = options.measure;
    attentionOptions.halfScores = arithmetic.halfScores();
    attentionOptions.maskAsReleased = config.maskAsReleased;
    attentionOptions.asReleasedEntropy = options.asReleasedEntropy;
    const AttentionResult result =
        options.kernels == Kernels::Fast
            ? attentionPacked(qkv, attentionOptions, angles)
            : attentionReference(qkv.select(2, 0), qkv.select(2, 1), qkv.select(2, 2), attentionOptions);
    if (options.measure) measures.addAttention(result);
    if (options.measure && options.snippet > 0) {
      const at::Tensor first =
          qkv.narrow(0, 0, 1).narrow(1, 0, std::min<std::int64_t>(options.snippet, qkv.size(1)));
      measures.addProbabilities(
          attentionProbabilities(first.select(2, 0), first.select(2, 1), attentionOptions).squeeze(0));
    }
    return result.output.reshape({-1, config.width});
  }

  /// x Wᵀ + b in the arithmetic's types, in fp32 through the kernels where they are asked for.
  at::Tensor project(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                     const ForwardOptions& options) const {
    const bool ours = options.kernels == Kernels::Fast && arithmetic.full();
    return ours ? entroscope::linear(x, weight, bias) : arithmetic.linear(x, weight, bias);
  }

  /// stream + FFN(x).
  at::Tensor feedForward(const at::Tensor& stream, const at::Tensor& x, const BlockWeights& block,
                         Kernels kernels) const {
    const at::Tensor up = arithmetic.linear(x, block.up.weight, block.up.bias);
    const auto function = kernels == Kernels::Fast ? activate : activateReference;
    return arithmetic.addLinear(stream, function(up, block.activation, block.slope, {}), block.down);
  }

  at::Tensor forwardBlock(const at::Tensor& stream, const BlockWeights& block, std::int64_t batch,
                          const ForwardOptions& options, MeasureCollector& measures) {
    const at::Tensor heads = attend(arithmetic.norm(stream, block.norm1), block, batch, options, measures);
    const at::Tensor attended = arithmetic.addLinear(stream, heads, block.attentionOut);
    // In parallel both halves of a block read the same stream.
    const at::Tensor& source = config.parallelResidual ? stream : attended;
    return feedForward(attended, arithmetic.norm(source, block.norm2), block, options.kernels);
  }

  /// Whether kernels join neighbouring operations on the stream.
  bool joins(const ForwardOptions& options) const {
    return options.kernels == Kernels::Fast && arithmetic.joins();
  }

  /// The final norm's result [N,d], operation by operation.
  at::Tensor plainHidden(const at::Tensor& inputs, const ForwardOptions& options,
                         MeasureCollector& measures) {
    at::Tensor stream = embed(inputs, options);
    for (const BlockWeights& block : weights.blocks) {
      stream = forwardBlock(stream, block, inputs.size(0), options, measures);
      if (options.measure) measures.addResidual(stream);
    }
    return arithmetic.norm(stream, weights.finalNorm);
  }

  /// The same with each addition to the stream, the biases before it and the norms after it in one pass: a
  /// bias is added in fp32 by the next pass over the values, which also sums its gradient up.
  at::Tensor joinedHidden(const at::Tensor& inputs, const ForwardOptions& options,
                          MeasureCollector& measures) {
    AddNormInputs next;
    next.rms = config.usesRmsNorm();
    next.epsilon = config.normEpsilon;
    next.low = arithmetic.type();
    next.stream = embed(inputs, options);
    // Adds what the previous half-block left in `next`; `first` and `second` norm the new stream.
    const auto add = [&](const NormWeights& first, const NormWeights* second, bool census = false) {
      next.first = {first.weight, first.bias};
      next.two = second != nullptr;
      next.second = second ? NormParameters{second->weight, second->bias} : NormParameters{};
      next.census = census;
      const AddNormResult result = addNorm(next);
      next.stream = result.sum;
      next.addend = next.bias1 = next.bias2 = at::Tensor();
      return result;
    };
    const auto feed = [&](const at::Tensor& x, const BlockWeights& block) {
      return activate(project(x, block.up.weight, {}, options), block.activation, block.slope, block.up.bias);
    };
    const auto leave = [&](const at::Tensor& x, const LinearWeights& down) {
      next.addend = project(x, down.weight, {}, options);
      next.bias1 = down.bias;
    };
    const auto enter = [&](const NormWeights& first, const NormWeights* second, bool afterLayer) {
      const bool measured = afterLayer && options.measure;
      const AddNormResult result = add(first, second, measured);
      if (measured) measures.addResidual(result.sum, result.census);
      return result;
    };
    for (std::size_t i = 0; i < weights.blocks.size(); ++i) {
      const BlockWeights& block = weights.blocks[i];
      const AddNormResult entry = enter(block.norm1, config.parallelResidual ? &block.norm2 : nullptr, i > 0);
      leave(attend(entry.first, block, inputs.size(0), options, measures), block.attentionOut);
      if (!config.parallelResidual) {
        leave(feed(add(block.norm2, nullptr).first, block), block.down);
      } else if (arithmetic.full()) {
        next.addend = entroscope::addLinear(next.addend, feed(entry.second, block), block.down.weight);
        next.bias2 = block.down.bias;
      } else {
        next.stream = next.stream + next.addend;
        next.bias2 = next.bias1;
        leave(feed(entry.second, block), block.down);
      }
    }
    return enter(weights.finalNorm, nullptr, true).first;
  }

  ModelConfig config;
  Arithmetic arithmetic;
  Rotary rotary;
  Weights weights;
};

LanguageModel::LanguageModel(const ModelConfig& config, Precision precision, at::Device device,
                             std::uint64_t seed)
    : config_(config) {
  RunConfig whole;
  whole.model = config;
  whole.train.precision = precision;
  whole.model.lowPrecisionScores = false;  // without meaning in fp32, where a stored model may be evaluated
  validate(whole);
  layers_ = std::make_shared<Layers>(config, precision, device, seed, parameters_);
}

ForwardResult LanguageModel::forward(const at::Tensor& inputs, const at::Tensor& targets,
                                     const ForwardOptions& options) {
  checkTokens(config_, inputs, targets);
  refreshShadows();
  const c10::AutoGradMode record(options.train && c10::GradMode::is_enabled());
  const std::int64_t batch = inputs.size(0);
  MeasureCollector measures;
  const at::Tensor hidden = layers_->joins(options) ? layers_->joinedHidden(inputs, options, measures)
                                                    : layers_->plainHidden(inputs, options, measures);
  at::Tensor logits = layers_->project(hidden, layers_->weights.head, {}, options);
  ForwardResult result;
  if (options.keepLogits) {
    // A copy: the loss overwrites its logits.
    result.logits = logits.detach().to(at::kFloat, false, true).view({batch, inputs.size(1), -1});
  }
  const at::Tensor flat = targets.reshape({-1});
  result.loss = options.kernels == Kernels::Fast ? crossEntropy(std::move(logits), flat)
                                                 : crossEntropyReference(logits, flat);
  if (options.measure) measures.summarise(options.asReleasedEntropy, result);
  return result;
}

void LanguageModel::refreshShadows() { layers_->arithmetic.refreshShadows(); }

std::int64_t LanguageModel::parameterCount() const {
  std::int64_t count = 0;
  for (const auto& parameter : parameters_) count += parameter.value.numel();
  return count;
}

at::Tensor LanguageModel::slopeTensor() const {
  const c10::NoGradGuard noGrad;
  std::vector<at::Tensor> means;
  bool any = false;
  for (const BlockWeights& block : layers_->weights.blocks) {
    any = any || block.slope.defined();
    means.push_back(block.slope.defined()
                        ? block.slope.mean(at::kDouble)
                        : at::full({}, std::nan(""), layers_->weights.tokens.options().dtype(at::kDouble)));
  }
  return any ? at::stack(means).to(at::kFloat) : at::Tensor();
}

std::vector<float> LanguageModel::slopes() const {
  const at::Tensor means = slopeTensor();
  if (!means.defined()) return {};
  const at::Tensor host = means.cpu();
  const float* first = host.const_data_ptr<float>();
  return {first, first + host.numel()};
}

}  // namespace entroscope
