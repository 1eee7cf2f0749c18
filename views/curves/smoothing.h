// Debiased exponential moving average over steps, for noisy curves. Plain values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entroscope {

/// s ← αˢ s + (1 − αˢ) v with α = e^(−1/window) and s the steps since the finite value before, divided by the
/// same average of ones: the start is not drawn towards zero (Kingma & Ba 2015, section 3). Counting
/// steps and not points makes a curve look the same at every zoom and logging interval. Where a value
/// is NaN the average is NaN too, and goes on behind it. A window ≤ 0 leaves the values as they are.
/// @param step ascending; `value` has the same size. @param window steps.
std::vector<float> debiasedAverage(std::span<const std::int64_t> step, std::span<const float> value,
                                   double window);

}  // namespace entroscope
