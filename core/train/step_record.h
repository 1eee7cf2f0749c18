// What a run folder keeps of a step. Torch inside; training thread only.
#pragma once

#include <cstdint>
#include <span>

#include "core/runs/run_writer.h"
#include "core/train/gradient_step.h"
#include "core/train/head_inspection.h"

namespace entroscope {

/// Appends the numbers of a step and, of a measured one, its maps.
/// @param slopes of the layers, after the update; empty where there are none.
void appendStep(RunWriter& writer, const StepRecord& numbers, const StepReport& report, int layers, int heads,
                std::span<const float> slopes);

void appendMaps(RunWriter& writer, std::int64_t step, int layers, int heads, const PassMaps& maps);
/// The attention on the snippet and the entropy of the query positions.
void appendInspection(RunWriter& writer, std::int64_t step, int layers, int heads,
                      const HeadInspection& seen);

}  // namespace entroscope
