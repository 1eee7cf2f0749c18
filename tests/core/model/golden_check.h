// Compares a language model with a golden case of tests/parity. Torch- and Qt-free door.
#pragma once

#include <cstdint>
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
/// @param shardBytes cut into shards of this size before it is loaded; 0: one file.
GoldenErrors compareSavedWithGolden(const std::filesystem::path& folder, const std::filesystem::path& copy,
                                    std::uint64_t shardBytes);

struct HalfErrors {
  bool sameNan = false;        ///< NaN counts at each site and layer and the NaN-row shares are the golden's
  std::string nan;             ///< both, as text
  bool sameFinite = false;     ///< loss, logits and entropies are finite where the golden's are
  double loss = 0;             ///< relative
  double logits = 0;           ///< largest difference over the largest logit
  double entropy = 0;          ///< largest difference, nats
  double entropyReleased = 0;  ///< the same with NaN rows counted as 0
  double gradient = 0;         ///< worst parameter: largest difference over its largest gradient
  std::string worstGradient;
  int gradients = 0;  ///< parameters compared; 0 where the golden has none, for something is not finite
};

/// A case of tests/parity/make_half_golden.py in fp16-emulated.
HalfErrors compareWithHalfGolden(const std::filesystem::path& folder, bool reference);

}  // namespace entroscope
