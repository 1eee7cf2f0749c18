#include "views/curves/smoothing.h"

#include <cmath>
#include <limits>

namespace entroscope {

std::vector<float> debiasedAverage(std::span<const std::int64_t> step, std::span<const float> value,
                                   double window) {
  std::vector<float> smooth(value.begin(), value.end());
  if (!(window > 0)) return smooth;
  double sum = 0, weight = 0;
  for (std::size_t i = 0; i < smooth.size(); ++i) {
    if (!std::isfinite(value[i])) {
      smooth[i] = std::numeric_limits<float>::quiet_NaN();
      continue;
    }
    const double steps = i ? static_cast<double>(step[i] - step[i - 1]) : 1.0;
    const double keep = std::exp(-steps / window);
    sum = keep * sum + (1 - keep) * value[i];
    weight = keep * weight + (1 - keep);
    smooth[i] = static_cast<float>(sum / weight);
  }
  return smooth;
}

}  // namespace entroscope
