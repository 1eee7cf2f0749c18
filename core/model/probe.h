// One forward pass of a stored model over given tokens: loss, entropies, NaN census. Torch-free door; any
// thread, blocks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/run_config.h"
#include "core/model/pass_maps.h"

namespace entroscope {

struct ProbeRequest {
  std::filesystem::path model;   ///< checkpoint or Hugging Face folder (see resolveCheckpoint)
  std::filesystem::path tokens;  ///< token file; row b is tokens [b·(T+1), b·(T+1)+T], targets one further
  int context = 0;               ///< T ≥ 1
  int batch = 1;                 ///< B ≥ 1
  std::filesystem::path logits;  ///< where to write the logits [B,T,V] fp32; empty: nowhere
  std::string device = "cpu";    ///< resolved: "cpu", "cuda:0"
  Precision precision = Precision::Fp32;
  Kernels kernels = Kernels::Fast;
  bool asReleasedEntropy = false;  ///< NaN rows count as entropy 0 instead of being set apart
};

struct ProbeReport : PassMaps {
  double loss = 0;              ///< mean over the B·T targets, nats
  double perplexity = 0;        ///< exp(loss)
  std::int64_t parameters = 0;  ///< tied tensors counted once
  int layers = 0, heads = 0;
};

/// @throws Error{Io, BadInput, Unsupported, OutOfMemory}
ProbeReport probeModel(const ProbeRequest& request);

}  // namespace entroscope
