#include <ATen/Parallel.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/kernels/adamw_checks.h"
#include "core/kernels/cpu/elementwise.h"

namespace entroscope {
namespace {

/// Fixed, so that sums over ranges are the same for every thread count.
constexpr std::int64_t kRangeFloats = 65536;

/// Σ g² of one gradient.
double squaredNorm(const at::Tensor& gradient) {
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

}  // namespace

void adamwCpu(at::Tensor parameter, const at::Tensor& gradient, at::Tensor mean, at::Tensor variance,
              const at::Tensor& numbers, const std::optional<at::Tensor>& clip,
              const std::optional<at::Tensor>& skip, std::optional<at::Tensor> shadow) {
  if (skip && *skip->const_data_ptr<float>() != 0) return;
  AdamwNumbers c{};
  std::memcpy(&c, numbers.const_data_ptr<float>(), sizeof c);
  if (clip) c.gradientScale *= *clip->const_data_ptr<float>();
  float *p = parameter.mutable_data_ptr<float>(), *m = mean.mutable_data_ptr<float>();
  float* v = variance.mutable_data_ptr<float>();
  const float* g = gradient.const_data_ptr<float>();
  at::parallel_for(0, parameter.numel(), kRangeFloats / 4, [&](std::int64_t begin, std::int64_t end) {
    cpu::adamwRange(p + begin, g + begin, m + begin, v + begin, end - begin, c);
  });
  if (shadow) shadow->copy_(parameter);
}

at::Tensor gradientCensusCpu(at::TensorList gradients) {
  const at::Tensor census =
      at::zeros({static_cast<std::int64_t>(gradients.size()), 2}, at::TensorOptions(at::kDouble));
  double* row = census.mutable_data_ptr<double>();
  for (const at::Tensor& gradient : gradients) {
    row[0] = squaredNorm(gradient);
    // Counted only where the sum has raised the flag: an exact count costs a second pass.
    if (!std::isfinite(row[0])) row[1] = at::isnan(gradient).sum().item<double>();
    row += 2;
  }
  return census;
}

}  // namespace entroscope
