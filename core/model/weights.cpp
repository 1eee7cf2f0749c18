#include "core/model/weights.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <string>
#include <utility>

#include "core/base/config_fields.h"
#include "core/model/tensor_names.h"

namespace entroscope {
namespace {

/// What a weight does, as far as its initial scale goes.
enum class Role { Inner, Output };

class Maker {
 public:
  Maker(const ModelConfig& config, at::Device device, std::uint64_t seed, std::vector<NamedParameter>& list)
      : config_(config), device_(device), generator_(at::detail::createCPUGenerator(seed)), list_(list) {}

  at::Tensor weight(const std::string& name, std::vector<std::int64_t> shape, int layer, Role role) {
    at::Tensor value = at::empty(shape, at::kFloat);
    value.normal_(0, deviation(role), generator_);
    return add(name + ".weight", value, ParameterKind::Weight, layer);
  }
  LinearWeights linear(const std::string& name, std::int64_t out, std::int64_t in, std::int64_t biases,
                       int layer, Role role) {
    LinearWeights made;
    made.weight = weight(name, {out, in}, layer, role);
    if (biases > 0) made.bias = constant(name + ".bias", {biases}, 0, ParameterKind::Bias, layer);
    return made;
  }
  NormWeights norm(const std::string& name, Norm kind, int layer) {
    if (kind == Norm::None) return {};
    const at::Tensor scale = constant(name + ".weight", {config_.width}, 1, ParameterKind::Norm, layer);
    if (kind == Norm::RmsNorm) return {scale, {}};
    return {scale, constant(name + ".bias", {config_.width}, 0, ParameterKind::Norm, layer)};
  }
  at::Tensor slope(const std::string& name, std::vector<std::int64_t> shape, int layer) {
    return constant(name, std::move(shape), config_.slope, ParameterKind::Slope, layer);
  }
  at::Tensor fixedSlope() {
    return at::full({}, config_.slope, at::TensorOptions().dtype(at::kFloat).device(device_));
  }

 private:
  at::Tensor constant(const std::string& name, std::vector<std::int64_t> shape, double value,
                      ParameterKind kind, int layer) {
    return add(name, at::full(shape, value, at::kFloat), kind, layer);
  }
  at::Tensor add(const std::string& name, const at::Tensor& value, ParameterKind kind, int layer) {
    at::Tensor leaf = value.to(device_).set_requires_grad(true);
    list_.push_back({name, leaf, kind, layer});
    return leaf;
  }
  /// Flat and GPT-2: Radford et al. 2019, 2.3. Small: Nguyen & Salazar 2019; Wang: Wang & Komatsuzaki 2021.
  double deviation(Role role) const {
    const double width = config_.width, layers = config_.layers;
    switch (config_.init) {
      case Init::Flat:
        break;
      case Init::Gpt2Scaled:
        return role == Role::Output ? config_.initStd / std::sqrt(2 * layers) : config_.initStd;
      case Init::SmallWang:
        return role == Role::Output ? 2 / (layers * std::sqrt(width)) : std::sqrt(2 / (5 * width));
    }
    return config_.initStd;
  }

  const ModelConfig& config_;
  at::Device device_;
  at::Generator generator_;
  std::vector<NamedParameter>& list_;
};

bool hasOwnSlope(SlopeMode mode) {
  return mode == SlopeMode::LayerWise || mode == SlopeMode::GlobalAsReleased || mode == SlopeMode::PerFeature;
}

BlockWeights makeBlock(Maker& make, const ModelConfig& config, int layer, Activation activation) {
  const TensorNames& names = tensorNames(config.family);
  const auto at = [&](const std::string& name) { return names.inLayer(layer, name); };
  const std::int64_t width = config.width, ffn = config.ffn();
  const int segments = config.biasQuery + config.biasKey + config.biasValue;
  const std::int64_t ffnBias = config.biasFfn ? 1 : 0;

  BlockWeights block;
  block.activation = activation;
  block.norm1 = make.norm(at(names.norm1), layer == 0 ? config.firstNorm : config.blockNorm, layer);
  block.qkv = make.linear(at(names.qkv), 3 * width, width, segments * width, layer, Role::Inner);
  block.attentionOut = make.linear(at(names.attentionOut), width, width, config.biasAttentionOut ? width : 0,
                                   layer, Role::Output);
  block.norm2 = make.norm(at(names.norm2), config.blockNorm, layer);
  block.up = make.linear(at(names.up), ffn, width, ffnBias * ffn, layer, Role::Inner);
  if (activation == Activation::LeakyRelu) {
    if (hasOwnSlope(config.slopeMode)) {
      const bool wide = config.slopeMode == SlopeMode::PerFeature;
      block.slope = make.slope(at(names.slope), wide ? std::vector{ffn} : std::vector<std::int64_t>{}, layer);
    } else if (config.slopeMode == SlopeMode::Fixed) {
      block.slope = make.fixedSlope();
    }
  }
  block.down = make.linear(at(names.down), width, ffn, ffnBias * width, layer, Role::Output);
  return block;
}

}  // namespace

Weights makeWeights(const ModelConfig& config, at::Device device, std::uint64_t seed,
                    std::vector<NamedParameter>& parameters) {
  const c10::NoGradGuard noGrad;
  const TensorNames& names = tensorNames(config.family);
  const auto activations = activationsPerLayer(config.activation, config.layers);
  Maker make(config, device, seed, parameters);

  Weights weights;
  weights.tokens = make.weight(names.tokens, {config.vocabulary, config.width}, -1, Role::Inner);
  if (config.position == Position::Learned) {
    weights.positions = make.weight(names.positions, {config.positions, config.width}, -1, Role::Inner);
  }
  at::Tensor shared;
  for (int layer = 0; layer < config.layers; ++layer) {
    const Activation activation = activations[static_cast<std::size_t>(layer)];
    weights.blocks.push_back(makeBlock(make, config, layer, activation));
    BlockWeights& block = weights.blocks.back();
    if (activation != Activation::LeakyRelu || block.slope.defined()) continue;
    if (!shared.defined()) shared = make.slope(names.globalSlope, {}, -1);
    block.slope = shared;
  }
  weights.finalNorm = make.norm(names.finalNorm, config.finalNorm, -1);
  weights.head = config.tiedHead
                     ? weights.tokens
                     : make.weight(names.head, {config.vocabulary, config.width}, -1, Role::Inner);
  return weights;
}

}  // namespace entroscope
