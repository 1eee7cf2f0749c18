// Latest-wins hand-over from one training thread to any number of readers. Neither side waits for
// the other: publishing replaces, reading copies a shared_ptr.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "core/engine/snapshot.h"

namespace entroscope {

class Mailbox {
 public:
  void publish(std::shared_ptr<const Snapshot> snapshot) {
    std::shared_ptr<const Snapshot> old;  // freed outside the lock
    const std::lock_guard lock(mutex_);
    old = std::exchange(latest_, std::move(snapshot));
  }
  std::shared_ptr<const Snapshot> latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
  }

 private:
  mutable std::mutex mutex_;  // held for a pointer swap only
  std::shared_ptr<const Snapshot> latest_ = std::make_shared<const Snapshot>();
};

}  // namespace entroscope
