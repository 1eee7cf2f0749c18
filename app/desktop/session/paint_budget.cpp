#include "app/desktop/session/paint_budget.h"

#include <ctime>

namespace entroscope {

namespace {

PaintBudget::Seconds now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return PaintBudget::Seconds(static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec));
}

}  // namespace

bool PaintBudget::mayFeed(Seconds wall, Seconds processor) {
  const Seconds passed = wall - lastWall_;
  const bool paidBack = (processor - lastProcessor_).count() <= share_ * passed.count();
  if (!first_ && !paidBack && passed < Seconds(1)) return false;
  first_ = false;
  lastWall_ = wall;
  lastProcessor_ = processor;
  return true;
}

bool PaintBudget::mayFeed() { return mayFeed(now(CLOCK_MONOTONIC), now(CLOCK_THREAD_CPUTIME_ID)); }

}  // namespace entroscope
