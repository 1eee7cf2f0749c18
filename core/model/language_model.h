// Decoder-only language models, GPT-2 and GPT-NeoX, with every structural switch of ModelConfig.
// Torch in the interface: only core/model, core/train and their tests include this.
// Training thread only. Shapes: B batch, T context, L layers, H heads, d width, V vocabulary.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

enum class ParameterKind { Weight, Bias, Norm, Slope };

struct NamedParameter {
  std::string name;  ///< Hugging Face name: "transformer.h.0.attn.c_attn.weight"
  at::Tensor value;  ///< fp32 leaf with requires_grad, in our own layout (linear weights [out, in])
  ParameterKind kind = ParameterKind::Weight;
  int layer = -1;  ///< −1 for embeddings, final norm, head
  /// The value in the 16-bit type of the products, where they are formed so: an optimizer that changes the
  /// value sets it too, or raises the value's version. Undefined elsewhere.
  at::Tensor shadow{};
};

struct ForwardOptions {
  bool measure = true;  ///< entropies and NaN census
  bool train = true;    ///< dropout active, graph recorded
  bool keepLogits = false;
  Kernels kernels = Kernels::Fast;
  bool asReleasedEntropy = false;  ///< NaN terms count as 0 instead of being set apart
  int snippet = 0;                 ///< n > 0 (with measure): keeps attention and positionEntropy
};

/// All tensors live on the model's device; measures are detached.
struct ForwardResult {
  at::Tensor loss;         ///< [] mean cross-entropy in nats over targets ≠ −100
  at::Tensor logits;       ///< [B,T,V] fp32 when asked for, else undefined
  at::Tensor entropy;      ///< [L,H] nats, mean over finite query rows (NaN when there is none); Eq. 8
  at::Tensor nanRowShare;  ///< [L,H] share of the B·T query rows whose entropy is NaN
  /// [3,L] NaN entries, summed over batch and heads: unmasked scores; probabilities, T for each NaN row (the
  /// released code logs this averaged over heads: divide by H); the [B,T,d] residual stream after the layer.
  at::Tensor nanCounts;
  at::Tensor scoreMaximum;     ///< [L,H] largest log-sum-exp of a row: at most ln T above the largest score
  at::Tensor residualRange;    ///< [L,2] smallest and largest entry of the stream after the layer
  at::Tensor attention;        ///< [L,H,n,n] of the first sequence's first n tokens; with snippet only
  at::Tensor positionEntropy;  ///< [L,H,T] nats, mean over the finite rows of the batch; with snippet only
};

class LanguageModel {
 public:
  /// Fresh weights from `seed`; the same on every device. Precision as in TrainConfig.
  /// @throws Error{BadInput, Unsupported, OutOfMemory}
  LanguageModel(const ModelConfig& config, Precision precision, at::Device device, std::uint64_t seed);

  /// @param inputs, targets [B,T] int64 on the model's device, T ≤ positions when they are learned.
  ForwardResult forward(const at::Tensor& inputs, const at::Tensor& targets,
                        const ForwardOptions& options = {});

  /// Brings 16-bit copies up to date with weights that others than the optimizer changed. forward() does it;
  /// a recorded forward pass that is replayed cannot.
  void refreshShadows();

  const ModelConfig& config() const { return config_; }
  const std::vector<NamedParameter>& parameters() const { return parameters_; }
  std::int64_t parameterCount() const;  ///< tied tensors counted once
  /// Slope in force in each layer (per feature: their mean); empty when no layer has one; NaN for a layer
  /// without. GlobalAsReleased has one a layer in truth: the released code's log is its layer 0.
  std::vector<float> slopes() const;
  /// The same as fp32 [L] on the device; undefined when no layer has one.
  at::Tensor slopeTensor() const;

 private:
  struct Layers;
  ModelConfig config_;
  std::vector<NamedParameter> parameters_;
  std::shared_ptr<Layers> layers_;
};

/// Writes model.safetensors (Hugging Face names and layouts) and config.json into `folder`.
void saveHuggingFace(const LanguageModel& model, const std::filesystem::path& folder);
/// Reads a folder with config.json and model.safetensors (or the sharded index) of either family.
/// @throws Error{Io, BadInput} naming file, tensor, expected and found shape.
ModelConfig readHuggingFaceConfig(const std::filesystem::path& folder);
/// `fork`: norms and slopes that only one of the two has, or slopes of another shape, are left out or keep
/// their fresh values.
void loadHuggingFaceWeights(LanguageModel& model, const std::filesystem::path& folder, bool fork = false);

}  // namespace entroscope
