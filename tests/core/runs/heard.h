// What an engine that keeps real run folders said while it trained, for tests of a disk that refuses.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/core/runs/recording_trainer.h"

namespace entroscope {

/// What an engine said while it trained.
struct Heard {
  std::mutex mutex;
  std::vector<std::string> paused;  // sentences of pauses
  EngineState last = EngineState::Idle;
  std::string error;
  void operator()(const Snapshot& s) {
    const std::lock_guard lock(mutex);
    if (s.state == EngineState::Paused && !s.error.empty()) paused.push_back(s.error.english());
    last = s.state;
    error = s.error.english();
  }
  std::size_t pauses() {
    const std::lock_guard lock(mutex);
    return paused.size();
  }
  std::string first() {  ///< the first sentence
    const std::lock_guard lock(mutex);
    return paused.empty() ? std::string() : paused.front();
  }
};

inline std::unique_ptr<Engine> engineFor(Heard& heard, fixture::RecordingTraining training = {}) {
  EngineOptions options;
  options.published = [&heard](const Snapshot& s) { heard(s); };
  options.retryInterval = std::chrono::milliseconds(5);
  return makeThreadedEngine(fixture::recordingTrainers(std::move(training)), options);
}

/// For children that may not use Qt Test: false after 20 seconds.
inline bool waitFor(const std::function<bool()>& done) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!done()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace entroscope
