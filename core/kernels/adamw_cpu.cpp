#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/kernels/adamw_checks.h"
#include "core/kernels/cpu/elementwise.h"

namespace entroscope {
namespace {

/// Fixed, so that sums over ranges are the same for every thread count.
constexpr std::int64_t kRangeFloats = 65536;

}  // namespace

void adamwCpu(at::Tensor parameter, const at::Tensor& gradient, at::Tensor mean, at::Tensor variance,
              bool afterwards, double learningRate, double beta1, double beta2, double epsilon,
              double weightDecay, double gradientScale, std::int64_t step) {
  const double correction1 = 1.0 - std::pow(beta1, static_cast<double>(step));
  const double root2 = std::sqrt(1.0 - std::pow(beta2, static_cast<double>(step)));
  const float keep = static_cast<float>(1.0 - learningRate * weightDecay);
  cpu::AdamwCoefficients c{};
  c.gradientScale = static_cast<float>(gradientScale);
  c.beta1 = static_cast<float>(beta1), c.rest1 = static_cast<float>(1.0 - beta1);
  c.beta2 = static_cast<float>(beta2), c.rest2 = static_cast<float>(1.0 - beta2);
  c.keepBefore = afterwards ? 1.0f : keep;
  c.keepAfter = afterwards ? keep : 1.0f;
  c.stepSize =
      static_cast<float>(afterwards ? learningRate * root2 / correction1 : learningRate / correction1);
  c.rootScale = afterwards ? 1.0f : static_cast<float>(1.0 / root2);
  c.epsilon = static_cast<float>(epsilon);
  float *p = parameter.mutable_data_ptr<float>(), *m = mean.mutable_data_ptr<float>();
  float* v = variance.mutable_data_ptr<float>();
  const float* g = gradient.const_data_ptr<float>();
  at::parallel_for(0, parameter.numel(), kRangeFloats / 4, [&](std::int64_t begin, std::int64_t end) {
    cpu::adamwRange(p + begin, g + begin, m + begin, v + begin, end - begin, c);
  });
}

double squaredNormCpu(const at::Tensor& gradient) {
  const at::Tensor values = gradient.to(at::kFloat).contiguous();
  const std::int64_t n = values.numel(), ranges = (n + kRangeFloats - 1) / kRangeFloats;
  const float* data = values.const_data_ptr<float>();
  std::vector<double> partial(static_cast<std::size_t>(ranges), 0.0);
  at::parallel_for(0, ranges, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t range = begin; range < end; ++range) {
      const std::int64_t first = range * kRangeFloats;
      partial[static_cast<std::size_t>(range)] =
          cpu::squaredSum(data + first, std::min(kRangeFloats, n - first));
    }
  });
  double sum = 0;
  for (const double value : partial) sum += value;
  return sum;
}

}  // namespace entroscope
