// The two measures of progress, and the way between a run's steps and the tokens seen after them. Not a
// constant factor: batch size may change at a fork. Plain values.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/runs/run.h"

namespace entroscope {

enum class XAxis { Step, Tokens };

class StepTokens {
 public:
  /// From the recorded losses (or evaluations, where there are no losses) of the whole run.
  explicit StepTokens(const Run& run);

  /// Linear between known points, along the mean rate outside them.
  double tokensAt(double step) const;
  double stepAt(double tokens) const;

 private:
  std::vector<std::pair<double, double>> points_;  ///< (step, tokens), ascending, from (0, 0)
};

}  // namespace entroscope
