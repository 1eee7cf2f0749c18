// What a trainer records for the head inspector and the NaN trace, made up for runs in memory.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/memory_run.h"

namespace entroscope {

/// Ranges of one step: growing with the step, NaN in layers from `badLayer` on (−1: none).
inline void recordRanges(MemoryRun& run, std::int64_t step, int layers, int heads, int badLayer = -1) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> scores, residual, gradient;
  for (int layer = 0; layer < layers; ++layer) {
    const bool bad = badLayer >= 0 && layer >= badLayer;
    const auto size = static_cast<float>(step) * static_cast<float>(layer + 1);
    for (int head = 0; head < heads; ++head) scores.push_back(bad ? kNan : size + static_cast<float>(head));
    residual.push_back(bad ? kNan : -2 * size);
    residual.push_back(bad ? kNan : size);
    gradient.push_back(bad ? kNan : 0.1F * size);
  }
  run.add(measure::kScoreMaximum, step, layers, heads, scores);
  run.add(measure::kResidualRange, step, layers, 2, residual);
  run.add(measure::kLayerGradient, step, layers, 1, gradient);
}

/// Attention on a snippet of `n` tokens (even over what came before) and the entropy of every position.
inline void recordAttention(MemoryRun& run, std::int64_t step, int layers, int heads, int context, int n) {
  std::vector<float> attention, entropy, tokens;
  for (int head = 0; head < layers * heads; ++head) {
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j <= i; ++j) attention.push_back(1.0F / static_cast<float>(i + 1));
    }
    for (const int position : positionsOf(context)) {
      entropy.push_back(static_cast<float>(std::log(double(position)) / (1 + 0.1 * head)));
    }
  }
  for (int i = 0; i < n; ++i) tokens.push_back(static_cast<float>(7 * i));
  const int rows = layers * heads;
  run.add(measure::kAttention, step, rows, n * (n + 1) / 2, attention);
  run.add(measure::kPositionEntropy, step, rows, static_cast<int>(positionsOf(context).size()), entropy);
  run.add(measure::kSnippetTokens, step, 1, n, tokens);
}

}  // namespace entroscope
