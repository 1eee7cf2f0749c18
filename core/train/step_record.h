// What a run folder keeps of a step. Torch inside; training thread only.
#pragma once

#include <cstdint>
#include <span>

#include "core/runs/run_writer.h"
#include "core/train/gradient_step.h"

namespace entroscope {

/// Appends the numbers of a step and, of a measured one, its maps.
/// @param slopes of the layers, after the update; empty where there are none.
void appendStep(RunWriter& writer, const StepRecord& numbers, const StepReport& report, int layers, int heads,
                std::span<const float> slopes);

}  // namespace entroscope
