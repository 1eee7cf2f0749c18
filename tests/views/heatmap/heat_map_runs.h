// Runs with known entropies for the heat map's tests.
#pragma once

#include <cmath>
#include <memory>

#include "core/runs/run.h"
#include "tests/support/memory_run.h"

namespace entroscope {

/// L × H at `step`, rising from 0 at the first head to `largest` at the last, nats.
inline std::shared_ptr<MemoryRun> risingRun(const char* configuration, const char* name, int layers,
                                            int heads, float largest, std::int64_t step = 400) {
  auto run = std::make_shared<MemoryRun>(configuration, name);
  run->editConfig().model.context = 128;
  std::vector<float> values;
  for (int i = 0; i < layers * heads; ++i) values.push_back(largest * float(i) / float(layers * heads - 1));
  run->add(measure::kEntropy, step, layers, heads, values);
  return run;
}

/// 2 × 3 with a head of NaN rows only (0,2) and one with some (1,0).
inline std::shared_ptr<MemoryRun> nanRun() {
  auto run = std::make_shared<MemoryRun>("SM+G", "overflow");
  run->editConfig().model.context = 128;
  run->add(measure::kEntropy, 70, 2, 3, {3.5F, 1.25F, NAN, 2.0F, 0.5F, 3.0F});
  run->add(measure::kNanRowShare, 70, 2, 3, {0, 0, 1, 0.25F, 0, 0});
  return run;
}

}  // namespace entroscope
