// Shared by the run tests: a small configuration, a predictable recording, brute-force summaries.
#pragma once

#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/runs/run.h"
#include "core/runs/run_writer.h"

namespace entroscope::fixture {

inline RunConfig config() {
  RunConfig c;
  c.configuration = "SM+G";
  c.model.layers = 2;
  c.model.heads = 3;
  c.model.width = 12;
  c.model.context = 16;
  c.model.positions = 16;
  return c;
}

inline StepRecord stepRecord(std::int64_t step) {
  return {
      step,
      step * 64,
      5.0 / (1.0 + 0.01 * static_cast<double>(step)),
      step % 7 == 3 ? std::numeric_limits<double>::quiet_NaN() : 0.5 + 0.001 * static_cast<double>(step % 13),
      1e-3,
      1000.0 + static_cast<double>(step % 5)};
}

/// [2,3] values that depend on the step alone, with NaN and infinities among them.
inline std::vector<float> entropyAt(std::int64_t step) {
  std::vector<float> values;
  for (int i = 0; i < 6; ++i)
    values.push_back(static_cast<float>(std::sin(0.1 * static_cast<double>(step) + i)));
  if (step % 5 == 0) values[1] = std::numeric_limits<float>::quiet_NaN();
  if (step % 11 == 0) values[2] = std::numeric_limits<float>::infinity();
  values[5] = std::numeric_limits<float>::quiet_NaN();
  return values;
}

inline void record(RunWriter& writer, std::int64_t step) {
  writer.appendStep(stepRecord(step));
  writer.appendMeasure(step, measure::kEntropy, 2, 3, entropyAt(step));
  if (step % 10 == 0) writer.appendEvaluation({step, step * 64, 1.0 / static_cast<double>(step + 1), 2.0});
}

inline void recordSteps(RunWriter& writer, std::int64_t first, std::int64_t last) {
  for (auto step = first; step <= last; ++step) record(writer, step);
}

}  // namespace entroscope::fixture
