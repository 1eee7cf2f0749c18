// A trainer without tensors: deterministic, plausible numbers at any pace, for tests of everything
// that drives or shows a run. Torch- and Qt-free. Used on the training thread, as every Trainer.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>

#include "core/engine/engine.h"

namespace entroscope {

struct FakeTraining {
  std::int64_t failAtStep = 0;        ///< the step that throws Error{Internal}; 0: none
  std::int64_t nanFromStep = 0;       ///< from this step on the last layer has NaN rows; 0: never
  std::int64_t holdAtStep = 0;        ///< the step after which the run waits for an answer; 0: none
  std::chrono::milliseconds pace{0};  ///< time a step takes; a requested stop cuts it short
  /// Called inside every step before its numbers change; may block (a test's gate). May be empty.
  std::function<void(std::int64_t step, std::stop_token stop)> inside{};
};

/// What a fake run shows after `step` steps: the loss falls from ln V, head entropies fall from the
/// causal maximum ln(T!)/T at a rate of their own, slopes decay towards 0. A pure function.
Snapshot fakeSnapshot(const RunConfig& config, std::int64_t step, std::int64_t nanFromStep = 0);

/// Fake trainers for makeThreadedEngine: config.train.steps steps each, nothing written to disk.
TrainerFactory fakeTrainers(FakeTraining options = {});

}  // namespace entroscope
