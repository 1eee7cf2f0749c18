#include "core/model/hugging_face_layout.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>

#include <map>

#include "core/model/tensor_names.h"

namespace entroscope {
namespace {

/// Zeros where the model has no bias for a segment.
at::Tensor withAllSegments(const at::Tensor& segments, const ModelConfig& config) {
  std::vector<at::Tensor> parts;
  std::int64_t next = 0;
  for (const bool has : {config.biasQuery, config.biasKey, config.biasValue}) {
    parts.push_back(has ? segments.narrow(0, config.width * next++, config.width)
                        : at::zeros({config.width}, at::kFloat));
  }
  return at::cat(parts);
}

/// Splits [3d] into the segments that the model has; false when another one is not zero.
bool onlySegments(const at::Tensor& all, const ModelConfig& config, at::Tensor& segments) {
  std::vector<at::Tensor> parts;
  bool zero = true;
  std::int64_t next = 0;
  for (const bool has : {config.biasQuery, config.biasKey, config.biasValue}) {
    const at::Tensor part = all.narrow(0, config.width * next++, config.width);
    if (has) {
      parts.push_back(part);
    } else {
      zero = zero && !part.any().item<bool>();
    }
  }
  segments = at::cat(parts);
  return zero;
}

class Lister {
 public:
  explicit Lister(const LanguageModel& model) : config_(model.config()), names_(tensorNames(config_.family)) {
    for (std::size_t i = 0; i < model.parameters().size(); ++i) {
      const auto& parameter = model.parameters()[i];
      shapes_[parameter.name] = {static_cast<int>(i), parameter.value.sizes().vec()};
    }
  }

  std::vector<StoredTensor> list() {
    plain(names_.tokens + ".weight");
    plain(names_.positions + ".weight");
    for (int layer = 0; layer < config_.layers; ++layer) listLayer(layer);
    plain(names_.finalNorm + ".weight");
    plain(names_.finalNorm + ".bias");
    plain(names_.head + ".weight");
    plain(names_.globalSlope);
    return std::move(tensors_);
  }

 private:
  struct Place {
    int index = -1;
    std::vector<std::int64_t> shape;
  };

  void listLayer(int layer) {
    const std::int64_t width = config_.width;
    const bool gpt2 = config_.family == Family::Gpt2;
    const auto in = [&](const std::string& name) { return names_.inLayer(layer, name); };
    plain(in(names_.norm1) + ".weight");
    plain(in(names_.norm1) + ".bias");
    weight(in(names_.qkv), gpt2 ? Layout::Transposed : Layout::PerHeadWeight);
    bias(in(names_.qkv), 3 * width, gpt2 ? Layout::PackedBias : Layout::PerHeadBias);
    weight(in(names_.attentionOut), gpt2 ? Layout::Transposed : Layout::Plain);
    bias(in(names_.attentionOut), width, Layout::Plain);
    plain(in(names_.norm2) + ".weight");
    plain(in(names_.norm2) + ".bias");
    weight(in(names_.up), gpt2 ? Layout::Transposed : Layout::Plain);
    bias(in(names_.up), config_.ffn(), Layout::Plain);
    weight(in(names_.down), gpt2 ? Layout::Transposed : Layout::Plain);
    bias(in(names_.down), width, Layout::Plain);
    plain(in(names_.slope));
  }
  void plain(const std::string& name) {
    const auto found = shapes_.find(name);
    if (found != shapes_.end())
      tensors_.push_back({name, found->second.shape, Layout::Plain, found->second.index});
  }
  void weight(const std::string& name, Layout layout) {
    const Place& place = shapes_.at(name + ".weight");
    std::vector<std::int64_t> shape = place.shape;
    if (layout == Layout::Transposed) std::swap(shape[0], shape[1]);
    tensors_.push_back({name + ".weight", std::move(shape), layout, place.index});
  }
  void bias(const std::string& name, std::int64_t size, Layout layout) {
    const auto found = shapes_.find(name + ".bias");
    const bool has = found != shapes_.end();
    tensors_.push_back(
        {name + ".bias", {size}, has ? layout : Layout::ZeroBias, has ? found->second.index : -1});
  }

  const ModelConfig& config_;
  const TensorNames& names_;
  std::map<std::string, Place> shapes_;
  std::vector<StoredTensor> tensors_;
};

/// [3, H, d_h, …] ↔ [H, 3, d_h, …]: the same exchange both ways.
at::Tensor exchangeHeads(const at::Tensor& rows, std::int64_t first, std::int64_t second,
                         const ModelConfig& config) {
  const auto shape = rows.sizes().vec();
  return rows.reshape({first, second, config.headWidth(), -1}).transpose(0, 1).reshape(shape);
}

}  // namespace

std::vector<StoredTensor> storedTensors(const LanguageModel& model) { return Lister(model).list(); }

at::Tensor toStored(const at::Tensor& value, const StoredTensor& stored, const ModelConfig& config) {
  const at::Tensor host = value.defined() ? value.detach().cpu() : at::Tensor();
  switch (stored.layout) {
    case Layout::Plain:
      break;
    case Layout::Transposed:
      return host.t().contiguous();
    case Layout::PackedBias:
      return withAllSegments(host, config);
    case Layout::PerHeadWeight:
      return exchangeHeads(host, 3, config.heads, config).contiguous();
    case Layout::PerHeadBias:
      return exchangeHeads(withAllSegments(host, config), 3, config.heads, config).contiguous();
    case Layout::ZeroBias:
      return at::zeros(stored.shape, at::kFloat);
  }
  return host.contiguous();
}

bool fromStored(const at::Tensor& stored, Layout layout, const ModelConfig& config, at::Tensor& value) {
  switch (layout) {
    case Layout::Plain:
      value = stored;
      return true;
    case Layout::Transposed:
      value = stored.t();
      return true;
    case Layout::PackedBias:
      return onlySegments(stored, config, value);
    case Layout::PerHeadWeight:
      value = exchangeHeads(stored, config.heads, 3, config);
      return true;
    case Layout::PerHeadBias:
      return onlySegments(exchangeHeads(stored, config.heads, 3, config), config, value);
    case Layout::ZeroBias:
      break;
  }
  return !stored.any().item<bool>();
}

}  // namespace entroscope
