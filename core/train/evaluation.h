// Evaluating a stored model on a packed data set, and keeping what was seen as a run. Torch- and Qt-free
// door; any thread, blocks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/run_config.h"

namespace entroscope {

struct EvaluationRequest {
  std::filesystem::path model;  ///< checkpoint or Hugging Face folder (see resolveCheckpoint)
  std::filesystem::path data;   ///< packed folder; empty: the bundled sample
  std::string device = "auto";
  int batch = 16;
  int context = 0;  ///< 0: the model's own
  int batches = 0;  ///< 0: the whole validation split
  int threads = 0;  ///< 0: all cores
  Precision precision = Precision::Fp32;
  /// Run folder to make of it, so that every view shows the model beside runs trained here: the loss and,
  /// of the first batch, every head's entropy, its attention on the first tokens and the NaN census, all at
  /// step 0. Empty: none.
  std::filesystem::path run;
};

struct EvaluationReport {
  double loss = 0;        ///< nats per token
  double perplexity = 0;  ///< exp(loss)
  std::uint64_t tokens = 0;
  int context = 0;
  std::string device, tokenizerHash, validationHash;
};

/// Batches measured so far and all that will be; on the thread that measures.
using EvaluationProgress = std::function<void(std::uint64_t done, std::uint64_t batches)>;

/// @throws Error{Io, BadInput, Unsupported, OutOfMemory, BadUsage when stopped}
EvaluationReport evaluateModel(const EvaluationRequest& request, std::stop_token stop = {},
                               const EvaluationProgress& progress = {});

}  // namespace entroscope
