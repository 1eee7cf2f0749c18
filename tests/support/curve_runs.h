// Runs with curves like real ones, the same on every machine: for tests and pictures of curve views.
#pragma once

#include <cmath>
#include <memory>

#include "core/base/random.h"
#include "tests/support/memory_run.h"

namespace entroscope {

struct CurveRun {
  std::string configuration = "SM+LN+G";
  std::string name;
  std::int64_t steps = 1000;
  int layers = 6, heads = 6;
  double finalLoss = 2.6;
  double overload = 0;       ///< 0…1: how near the early layers stay to the theoretical maximum
  std::int64_t nanFrom = 0;  ///< loss and deepest layer are NaN from this step on; 0: never
  bool slopes = false;
  std::uint64_t seed = 1;
};

inline std::shared_ptr<MemoryRun> makeCurveRun(const CurveRun& wanted) {
  auto run = std::make_shared<MemoryRun>(wanted.configuration, wanted.name);
  RunConfig& config = run->editConfig();
  config.model.context = 128;
  config.model.layers = wanted.layers;
  config.model.heads = wanted.heads;
  config.train.steps = wanted.steps;
  config.data.tokenizerHash = "tokenizer-a";
  config.data.validationHash = "validation-a";
  if (wanted.slopes) {
    config.model.activation = "leaky_relu";
    config.model.slopeMode = SlopeMode::LayerWise;
  }
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  Random random(wanted.seed);
  const auto noise = [&] { return random.uniform() - 0.5; };
  const auto steps = static_cast<double>(wanted.steps);
  double slope = config.model.slope;
  for (std::int64_t step = 1; step <= wanted.steps; ++step) {
    const double t = static_cast<double>(step) / steps;
    const bool broken = wanted.nanFrom > 0 && step >= wanted.nanFrom;
    const double clean = wanted.finalLoss + (9.0 - wanted.finalLoss) * std::exp(-9 * t) + 0.3 * (1 - t);
    const double rate = 1e-3 * std::min(t / 0.05, (1 - t) / 0.95);
    run->addScalar(measure::kLoss, step, broken ? kNan : static_cast<float>(clean + 0.35 * noise()));
    run->addScalar(measure::kGradientNorm, step,
                   broken ? kNan : static_cast<float>(0.4 + 2.5 * std::exp(-12 * t) + 0.2 * noise()));
    run->addScalar(measure::kLearningRate, step, static_cast<float>(rate));
    run->addScalar(measure::kTokensPerSecond, step, static_cast<float>(21000 + 900 * noise()));
    std::vector<float> entropy;
    for (int layer = 0; layer < wanted.layers; ++layer) {
      const double depth = static_cast<double>(layer) / std::max(1, wanted.layers - 1);
      const double end =
          wanted.overload * (3.8 - 0.8 * depth) + (1 - wanted.overload) * (3.1 - 1.4 * depth * (1.6 - depth));
      const double mean = 3.87 + (end - 3.87) * (1 - std::exp(-6 * t * (1 + depth)));
      for (int head = 0; head < wanted.heads; ++head) {
        const bool nan = broken && layer == wanted.layers - 1;
        entropy.push_back(nan ? kNan : static_cast<float>(mean + 0.05 * noise()));
      }
    }
    run->add(measure::kEntropy, step, wanted.layers, wanted.heads, std::move(entropy));
    if (wanted.slopes) {
      slope *= 1 - rate * config.optimizer.weightDecay;
      std::vector<float> slopes;
      for (int layer = 0; layer < wanted.layers; ++layer) {
        const double learnt =
            0.11 * std::sin(2.2 * t * (1 + 0.35 * layer)) * (1 - 0.3 * layer) * (1 - 0.6 * t);
        slopes.push_back(layer == 2 ? kNan : static_cast<float>(slope + learnt));
      }
      run->add(measure::kSlope, step, wanted.layers, 1, std::move(slopes));
    }
    if (step % (wanted.steps / 10) == 0 && !broken) run->addEvaluation(step, clean + 0.08);
  }
  return run;
}

}  // namespace entroscope
