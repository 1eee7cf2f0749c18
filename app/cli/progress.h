// How training shows itself on stderr: tokens/s, ETA and loss, behind a bar on a terminal. Called on the
// training thread.
#pragma once

#include <string>

#include "app/cli/status_line.h"
#include "core/engine/snapshot.h"

namespace entroscope::cli {

/// One line about a snapshot, without a bar: "SM+G  step 120/400  loss 4.213  3,120 tokens/s  1:29 left".
std::string progressText(const Snapshot& snapshot);

class Progress {
 public:
  explicit Progress(bool quiet) : quiet_(quiet) {}
  void show(const Snapshot& snapshot);

 private:
  bool quiet_;
  StatusLine line_;
  EngineState lastState_ = EngineState::Idle;
};

}  // namespace entroscope::cli
