// Keeps the window from taking processor time away from training on a small machine: live pictures are
// fed only while the GUI thread's own processor time stays below a share of the wall clock.
// GUI thread only. No widgets.
#pragma once

#include <chrono>

namespace entroscope {

class PaintBudget {
 public:
  using Seconds = std::chrono::duration<double>;
  /// Where the CPU trains, every thread of it waits for the slowest: what the window takes from one core
  /// the whole step loses, however many cores there are. A GPU's trainer leaves cores free.
  static constexpr double kCpuTrains = 0.015, kGpuTrains = 0.25;

  /// @param share of one core the window may use.
  explicit PaintBudget(double share = kCpuTrains) : share_(share) {}
  void setShare(double share) { share_ = share; }

  /// True when the window may be fed at wall-clock time `wall`, having used `processor` in all. At
  /// least once a second it may; what was used is paid back before the next feeding.
  bool mayFeed(Seconds wall, Seconds processor);
  /// The same with the clocks of this thread.
  bool mayFeed();

 private:
  double share_;
  bool first_ = true;
  Seconds lastWall_{}, lastProcessor_{};
};

}  // namespace entroscope
