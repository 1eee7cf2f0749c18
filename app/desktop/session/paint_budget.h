// Keeps the window from taking processor time away from training on a small machine: live pictures are
// fed only while the GUI thread's own processor time stays below a share of the wall clock.
// GUI thread only. No widgets.
#pragma once

#include <chrono>

namespace entroscope {

class PaintBudget {
 public:
  using Seconds = std::chrono::duration<double>;
  /// @param share of one core the window may use; the default is 2 % of each core of this machine.
  explicit PaintBudget(double share = defaultShare()) : share_(share) {}

  /// True when the window may be fed at wall-clock time `wall`, having used `processor` in all. At
  /// least once a second it may; what was used is paid back before the next feeding.
  bool mayFeed(Seconds wall, Seconds processor);
  /// The same with the clocks of this thread.
  bool mayFeed();

  static double defaultShare();

 private:
  double share_;
  bool first_ = true;
  Seconds lastWall_{}, lastProcessor_{};
};

}  // namespace entroscope
