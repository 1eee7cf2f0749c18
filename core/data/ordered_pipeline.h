// Work of uneven cost done on several threads and handed on in order: `produce` runs on a thread of its
// own, `transform` on the workers, `consume` on the calling thread. What is in flight is bounded.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace entroscope {

template <typename In, typename Out>
class OrderedPipeline {
 public:
  std::function<bool(In&)> produce;    ///< false: no more
  std::function<Out(In&&)> transform;  ///< called from several threads at once
  std::function<void(Out&&)> consume;
  std::function<std::uint64_t(const In&)> bytes;  ///< held by an item
  std::uint64_t maxBytes = 16u << 20;             ///< in flight; one item is always let through

  /// Returns when everything has been consumed. The first exception, in item order, is rethrown.
  void run(int workers) {
    std::vector<std::jthread> threads;
    threads.emplace_back([this] { feed(); });
    for (int i = 0; i < workers; ++i) threads.emplace_back([this] { work(); });
    const Ending ending{*this};  // before the threads are joined
    drain();
  }

 private:
  struct Slot {
    In in;
    Out out;
    std::uint64_t bytes = 0;
    bool done = false;
    std::exception_ptr failure;
  };
  struct Ending {
    OrderedPipeline& pipeline;
    ~Ending() {
      const std::lock_guard lock(pipeline.mutex_);
      pipeline.ended_ = true;
      pipeline.changed_.notify_all();
    }
  };

  void feed() {
    for (bool more = true; more;) {
      auto slot = std::make_shared<Slot>();
      try {
        more = produce(slot->in);
        slot->bytes = more ? bytes(slot->in) : 0;
      } catch (...) {
        slot->failure = std::current_exception();
        slot->done = true;
        more = false;
      }
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ended_ || inFlight_ == 0 || inFlight_ + slot->bytes <= maxBytes; });
      if (ended_) return;
      fed_ = !more;
      if (more || slot->failure) {
        inFlight_ += slot->bytes;
        ordered_.push_back(slot);
        if (!slot->failure) waiting_.push_back(slot);
      }
      changed_.notify_all();
    }
  }

  void work() {
    for (;;) {
      std::shared_ptr<Slot> slot;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
        if (ended_) return;
        slot = waiting_.front();
        waiting_.pop_front();
      }
      try {
        slot->out = transform(std::move(slot->in));
      } catch (...) {
        slot->failure = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      slot->done = true;
      changed_.notify_all();
    }
  }

  void drain() {
    for (;;) {
      std::shared_ptr<Slot> slot;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return ordered_.empty() ? fed_ : ordered_.front()->done; });
        if (ordered_.empty()) return;
        slot = ordered_.front();
        ordered_.pop_front();
      }
      if (slot->failure) std::rethrow_exception(slot->failure);
      consume(std::move(slot->out));
      const std::lock_guard lock(mutex_);
      inFlight_ -= slot->bytes;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Slot>> ordered_, waiting_;
  std::uint64_t inFlight_ = 0;
  bool fed_ = false, ended_ = false;
};

}  // namespace entroscope
