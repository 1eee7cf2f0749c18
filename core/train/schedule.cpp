#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace entroscope {

double learningRateAt(const OptimizerConfig& optimizer, std::int64_t steps, std::int64_t step) {
  const double peak = optimizer.learningRate;
  const bool released = optimizer.schedule == Schedule::LinearAsReleased;
  if (released) --step;
  const auto warmup =
      static_cast<std::int64_t>(std::ceil(optimizer.warmupFraction * static_cast<double>(steps)));
  if (warmup > 0 && step <= warmup) return peak * static_cast<double>(step) / static_cast<double>(warmup);
  if (optimizer.schedule == Schedule::Constant) return peak;
  const double progress = std::clamp(
      static_cast<double>(step - warmup) / static_cast<double>(std::max<std::int64_t>(steps - warmup, 1)),
      0.0, 1.0);
  const double share = released || optimizer.schedule == Schedule::WarmupLinear
                           ? 1.0 - progress
                           : 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
  return optimizer.minLearningRate + (peak - optimizer.minLearningRate) * share;
}

std::int64_t scheduleStep(Schedule schedule, std::int64_t step, std::int64_t updates) {
  return schedule == Schedule::LinearAsReleased ? updates + 1 : step;
}

}  // namespace entroscope
