#include "views/curves/smoothing.h"

#include <cmath>
#include <limits>

namespace entroscope {

std::vector<float> debiasedAverage(std::span<const std::int64_t> step, std::span<const float> value,
                                   double window) {
  std::vector<float> smooth(value.begin(), value.end());
  if (!(window > 0)) return smooth;
  double sum = 0, weight = 0;
  std::int64_t before = step.empty() ? 0 : step[0] - 1;  // step of the last finite value
  for (std::size_t i = 0; i < smooth.size(); ++i) {
    if (!std::isfinite(value[i])) {
      smooth[i] = std::numeric_limits<float>::quiet_NaN();
      continue;
    }
    const double keep = std::exp(-static_cast<double>(step[i] - before) / window);
    before = step[i];
    sum = keep * sum + (1 - keep) * value[i];
    weight = keep * weight + (1 - keep);
    smooth[i] = static_cast<float>(sum / weight);
  }
  return smooth;
}

}  // namespace entroscope
