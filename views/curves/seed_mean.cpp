#include "views/curves/seed_mean.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace entroscope {
namespace {

/// Value at `step` on the straight line between neighbouring points; nothing outside of them.
std::optional<double> valueAt(const CurveLine& line, std::int64_t step) {
  const auto after = std::lower_bound(line.step.begin(), line.step.end(), step);
  if (after == line.step.end()) return std::nullopt;
  const auto i = static_cast<std::size_t>(after - line.step.begin());
  if (*after == step) return line.value[i];
  if (i == 0) return std::nullopt;
  const double share =
      static_cast<double>(step - line.step[i - 1]) / static_cast<double>(line.step[i] - line.step[i - 1]);
  return line.value[i - 1] + share * (line.value[i] - line.value[i - 1]);
}

}  // namespace

CurveLine meanOverSeeds(const std::vector<CurveLine>& lines) {
  CurveLine result;
  const CurveLine& grid = lines.front();
  for (std::size_t i = 0; i < grid.size(); ++i) {
    std::vector<double> values;
    for (const CurveLine& line : lines) {
      if (const auto value = valueAt(line, grid.step[i])) values.push_back(*value);
    }
    if (values.size() < lines.size()) continue;
    const auto count = static_cast<double>(values.size());
    double mean = 0, deviation = 0;
    for (const double value : values) mean += value / count;
    for (const double value : values) deviation += (value - mean) * (value - mean) / (count - 1);
    deviation = std::sqrt(deviation);
    result.step.push_back(grid.step[i]);
    result.tokens.push_back(grid.tokens[i]);
    result.value.push_back(static_cast<float>(mean));
    result.minimum.push_back(static_cast<float>(mean - deviation));
    result.maximum.push_back(static_cast<float>(mean + deviation));
    result.hasNan.push_back(!std::isfinite(mean));
  }
  return result;
}

}  // namespace entroscope
