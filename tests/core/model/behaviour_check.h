// What a tiny language model does, as plain values. Torch- and Qt-free door to core/model for the tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// L2 H2 d16 F24 T8 V19, GPT-2.
ModelConfig tinyModel();

/// Every parameter's values of a fresh model, one after another.
std::vector<float> freshWeights(const ModelConfig& config, std::uint64_t seed);

std::int64_t parameterCount(const ModelConfig& config);

struct ParameterFacts {
  std::string name, kind;  ///< kind: weight, bias, norm, slope
  int layer = 0;
  std::int64_t count = 0;
  double deviation = 0;  ///< standard deviation of its values
};
std::vector<ParameterFacts> freshParameters(const ModelConfig& config);
std::vector<float> freshSlopes(const ModelConfig& config);

struct Pass {
  Precision precision = Precision::Fp32;
  bool reference = false;
  bool asReleasedEntropy = false;
  bool train = true;
  int nanPosition = -1;    ///< puts a NaN into the learned position embedding of this position
  double weightScale = 1;  ///< multiplies every weight before the pass
  std::uint64_t dropoutSeed = 1;
  int context = 8;
};
struct PassResult {
  double loss = 0;
  std::vector<float> entropy, nanRowShare;  ///< [L·H]
  std::vector<float> nanCounts;             ///< [3·L]
  bool weightGradientsAreHalf = false;      ///< every projection's gradient is an fp16 number
  bool gradientsFinite = false;
  std::vector<float> gradients;  ///< all of them, one parameter after another
};
/// Two sequences of fixed tokens through a fresh model of seed 1, forward and backward.
PassResult run(const ModelConfig& config, const Pass& pass);

/// A 16-bit copy of a weight, as the products of mixed precision use it.
struct ShadowFacts {
  bool converts = false;             ///< the value is the weight's, rounded
  bool gradientsAreTheSame = false;  ///< as those through a plain conversion, bit by bit
  bool followsTheOptimizer = false;
  bool leftAloneWhereCurrent = false;
  bool noticesOtherChanges = false;
};
ShadowFacts shadowFacts();

/// Saves a fresh model of seed 1.
void saveFresh(const ModelConfig& config, const std::filesystem::path& folder);
/// Loads `folder` into a model of its own config. @throws Error
void load(const std::filesystem::path& folder);
ModelConfig readModelConfig(const std::filesystem::path& folder);
/// Rewrites model.safetensors with one tensor's name, or its first value, changed.
void renameTensor(const std::filesystem::path& folder, const std::string& from, const std::string& to);
void setFirstValue(const std::filesystem::path& folder, const std::string& name, float value);

}  // namespace entroscope
