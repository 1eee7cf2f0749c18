// How our parameters stand in Hugging Face files: names and layouts of both families. Private to core/model.
//
// GPT-2 stores the four linear weights of a block [in, out]; GPT-NeoX stores QKV with the three parts of each
// head together, [H, 3, d_h] rows. Both expect a bias everywhere: one that the model does not have is zero.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "core/model/language_model.h"

namespace entroscope {

enum class Layout {
  Plain,
  Transposed,     ///< [in, out]
  PackedBias,     ///< Q, K, V segments; those without a bias are zeros in the file
  PerHeadWeight,  ///< GPT-NeoX: [H, 3, d_h, d]
  PerHeadBias,    ///< GPT-NeoX: [H, 3, d_h] of the packed bias
  ZeroBias,       ///< no parameter of ours: zeros
};

struct StoredTensor {
  std::string name;  ///< in the file, with the family's prefix
  std::vector<std::int64_t> shape;
  Layout layout = Layout::Plain;
  int parameter = -1;  ///< index in LanguageModel::parameters(); −1 for ZeroBias
};

/// Every tensor of the model's file, in the order of the forward pass.
std::vector<StoredTensor> storedTensors(const LanguageModel& model);

/// Ours → the file's, contiguous fp32 on the CPU; `value` is undefined for ZeroBias.
at::Tensor toStored(const at::Tensor& value, const StoredTensor& stored, const ModelConfig& config);

/// The file's, fp32 → ours. A segment that the model has no bias for must be zero: false when it is not.
bool fromStored(const at::Tensor& stored, Layout layout, const ModelConfig& config, at::Tensor& value);

}  // namespace entroscope
