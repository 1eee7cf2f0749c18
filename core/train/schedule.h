// Learning-rate schedules as plain functions of the step. Torch- and Qt-free.
#pragma once

#include <cstdint>

#include "core/base/run_config.h"

namespace entroscope {

/// Rate of optimizer step `step` (from 1) out of `steps`. With W = ⌈warmupFraction · steps⌉:
/// peak · step / W while step ≤ W; then from peak at W to the minimum at the last step, along a line
/// (WarmupLinear) or half a cosine (WarmupCosine); Constant stays at the peak after the warm-up.
double learningRateAt(const OptimizerConfig& optimizer, std::int64_t steps, std::int64_t step);

}  // namespace entroscope
