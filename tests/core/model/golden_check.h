// Compares a language model with a golden case of tests/parity. Torch- and Qt-free door.
#pragma once

#include <filesystem>
#include <string>

namespace entroscope {

struct GoldenErrors {
  double loss = 0;      ///< relative
  double logits = 0;    ///< largest difference over the largest logit
  double entropy = 0;   ///< largest difference, nats
  double gradient = 0;  ///< worst parameter: largest difference over its largest gradient
  std::string worstGradient;
  int gradients = 0;  ///< parameters compared
};

/// @param folder config.json, model.safetensors (or shards) and golden.safetensors.
/// @param reference plain ATen kernels instead of the fast ones.
GoldenErrors compareWithGolden(const std::filesystem::path& folder, bool reference);

/// The same after saving the model to `copy` and loading it from there.
GoldenErrors compareSavedWithGolden(const std::filesystem::path& folder, const std::filesystem::path& copy);

}  // namespace entroscope
