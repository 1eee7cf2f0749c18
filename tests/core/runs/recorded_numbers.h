// Everything a run recorded but times and rates, as text with exact values: equal texts, equal runs.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "core/runs/run.h"

namespace entroscope {

/// Runs of up to 1,000 rows a measure, so that nothing is decimated.
inline std::string recordedNumbers(const std::filesystem::path& folder) {
  const RunPtr run = openRun(folder.string());
  std::string text;
  const auto append = [&text](const std::vector<float>& values) {
    char buffer[32];
    for (const float value : values) {
      std::snprintf(buffer, sizeof buffer, " %a", static_cast<double>(value));
      text += buffer;
    }
  };
  for (const std::string& name : run->measures()) {
    if (name == measure::kTokensPerSecond) continue;
    text += "\n" + name + ":";
    const ScalarSeries scalar = run->scalar(name);
    for (std::size_t i = 0; i < scalar.size(); ++i)
      text += " @" + std::to_string(scalar.step[i]) + "/" + std::to_string(scalar.tokens[i]);
    append(scalar.value);
    const FrameSeries frames = run->frames(name);
    for (std::size_t i = 0; i < frames.size(); ++i) text += " @" + std::to_string(frames.step[i]);
    append(frames.values);
  }
  for (const Evaluation& e : run->evaluations()) {
    char buffer[96];
    std::snprintf(buffer, sizeof buffer, "\nevaluation %lld %lld %a %a", static_cast<long long>(e.step),
                  static_cast<long long>(e.tokens), e.loss, e.perplexity);
    text += buffer;
  }
  return text;
}

}  // namespace entroscope
