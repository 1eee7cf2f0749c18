// Learning-rate schedules as plain functions of the step. Torch- and Qt-free.
#pragma once

#include <cstdint>

#include "core/base/run_config.h"

namespace entroscope {

/// Rate of optimizer step `step` (from 1) out of `steps`. With W = ⌈warmupFraction · steps⌉:
/// peak · step / W while step ≤ W; then from peak at W to the minimum at the last step, along a line
/// (WarmupLinear) or half a cosine (WarmupCosine); Constant stays at the peak after the warm-up.
/// LinearAsReleased is WarmupLinear at step − 1: the scheduler of `transformers`, which the released code
/// uses (polynomial, power 1), starts at 0, so that the first update changes nothing.
double learningRateAt(const OptimizerConfig& optimizer, std::int64_t steps, std::int64_t step);

/// Where the schedule stands at optimizer step `step` (from 1) after `updates` updates. Skipped updates
/// count as steps, except in LinearAsReleased: there the scheduler waits for the loss scaler.
std::int64_t scheduleStep(Schedule schedule, std::int64_t step, std::int64_t updates);

}  // namespace entroscope
