// Carries every change of state from the training thread to the window, losslessly: the mailbox keeps
// only the newest snapshot, in which a run that failed within a millisecond would never be seen.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/engine/snapshot.h"

namespace entroscope {

struct Transition {
  std::string runPath, configuration;
  EngineState state = EngineState::Idle;
  Sentence error;  ///< one sentence when Failed
};

class TransitionInbox {
 public:
  /// Training thread. True when `snapshot` is another state or run than the one before.
  bool note(const Snapshot& snapshot) {
    const std::lock_guard lock(mutex_);
    if (seen_ && snapshot.state == last_.state && snapshot.runPath == last_.runPath) return false;
    seen_ = true;
    last_ = {snapshot.runPath, snapshot.configuration, snapshot.state, snapshot.error};
    waiting_.push_back(last_);
    return true;
  }
  /// GUI thread. What came since the last call, in order.
  std::vector<Transition> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
  }

 private:
  std::mutex mutex_;
  bool seen_ = false;
  Transition last_;
  std::vector<Transition> waiting_;
};

}  // namespace entroscope
