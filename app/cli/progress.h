// How training shows itself on stderr: a bar with tokens/s, ETA and loss on a terminal, a plain line
// at most every ten seconds otherwise. Called on the training thread.
#pragma once

#include <chrono>
#include <string>

#include "core/engine/snapshot.h"

namespace entroscope::cli {

/// "1:02:03", "4:05"; "–" when unknown.
std::string durationText(double seconds);

/// One line about a snapshot, without a bar: "SM+G  step 120/400  loss 4.213  3,120 tokens/s  1:29 left".
std::string progressText(const Snapshot& snapshot);

class Progress {
 public:
  explicit Progress(bool quiet);
  void show(const Snapshot& snapshot);

 private:
  bool quiet_, terminal_;
  EngineState lastState_ = EngineState::Idle;
  std::chrono::steady_clock::time_point lastShown_{};
};

}  // namespace entroscope::cli
