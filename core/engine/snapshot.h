// What the training thread shows the outside: plain CPU values, immutable once published.
// Torch- and Qt-free. Published through Mailbox; any thread may hold one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/sentence.h"

namespace entroscope {

/// Where a NaN was counted. The order is the order of the forward pass, then the gradients.
enum class NanSite { Scores, Probabilities, Residual, Gradients };
inline constexpr int kNanSites = 4;
/// "scores", "probabilities", "residual", "gradients"
std::string_view toText(NanSite site);

enum class EngineState { Idle, Preparing, Running, Paused, Finished, Interrupted, Failed };
std::string_view toText(EngineState state);

struct Snapshot {
  std::uint64_t serial = 0;  ///< grows with every publication
  EngineState state = EngineState::Idle;
  Sentence error;  ///< one sentence when Failed, or when Paused because the disk refuses
  Sentence held;   ///< one sentence while the run waits for an answer (train.on_nan = ask)

  std::string runId;
  std::string runPath;                ///< the run folder
  std::string configuration;          ///< "SM+LN+G" …
  std::string device;                 ///< "CPU (2 threads)", "NVIDIA H200"
  int queueIndex = 0, queueSize = 0;  ///< this run's place in the queue, from 0

  std::int64_t step = 0, totalSteps = 0, tokens = 0;
  double loss = 0, gradientNorm = 0, learningRate = 0;
  double tokensPerSecond = 0, secondsLeft = 0;  ///< of this run
  double evaluationLoss = 0;                    ///< NaN before the first evaluation

  int layers = 0, heads = 0, context = 0;
  std::vector<float> entropy;      ///< [L·H] row-major, nats; mean over finite rows
  std::vector<float> nanRowShare;  ///< [L·H] share of query rows whose entropy is NaN
  std::vector<float> slopes;       ///< [L]; empty when no slope; NaN for layers without one
  std::vector<float> nanCounts;    ///< [kNanSites·L], site-major
};

}  // namespace entroscope
