#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <vector>

#include "core/kernels/activation_checks.h"
#include "core/kernels/cpu/elementwise.h"

namespace entroscope {
namespace {

/// The range a thread takes at once, whole rows: fixed by the shape alone, so that sums over ranges are the
/// same for every thread count.
constexpr std::int64_t kRangeFloats = 16384;

struct Ranges {
  std::int64_t size, count;
  Ranges(std::int64_t n, std::int64_t row)
      : size(std::max<std::int64_t>(1, kRangeFloats / row) * row), count((n + size - 1) / size) {}
};

cpu::SlopeView viewOf(const std::optional<at::Tensor>& slope, at::Tensor& kept) {
  if (!slope) return {};
  kept = slope->to(at::kFloat).contiguous();
  return {kept.const_data_ptr<float>(), kept.dim() == 1, kept.dim() == 1 ? kept.size(0) : 0};
}

}  // namespace

at::Tensor activationCpu(const at::Tensor& x, std::int64_t kind, const std::optional<at::Tensor>& slope) {
  const at::Tensor input = x.to(at::kFloat).contiguous();
  const at::Tensor output = at::empty(input.sizes(), input.options());
  at::Tensor kept;
  const cpu::SlopeView view = viewOf(slope, kept);
  const std::int64_t n = input.numel();
  const Ranges ranges(n, view.perFeature ? view.features : 1);
  const float* in = input.const_data_ptr<float>();
  float* out = output.mutable_data_ptr<float>();
  at::parallel_for(0, ranges.count, 1, [&](std::int64_t begin, std::int64_t end) {
    const std::int64_t first = begin * ranges.size, last = std::min(n, end * ranges.size);
    cpu::activateForward(static_cast<Activation>(kind), in + first, out + first, last - first, view);
  });
  return output.to(x.scalar_type());
}

std::tuple<at::Tensor, at::Tensor> activationBackwardCpu(const at::Tensor& gradient, const at::Tensor& x,
                                                         std::int64_t kind,
                                                         const std::optional<at::Tensor>& slope,
                                                         bool slopeGradient) {
  const at::Tensor input = x.to(at::kFloat).contiguous(), upstream = gradient.to(at::kFloat).contiguous();
  const at::Tensor dx = at::empty(input.sizes(), input.options());
  at::Tensor kept;
  const cpu::SlopeView view = viewOf(slope, kept);
  const std::int64_t n = input.numel(), features = view.perFeature ? view.features : 1;
  const Ranges ranges(n, features);
  const float *in = input.const_data_ptr<float>(), *up = upstream.const_data_ptr<float>();
  float* out = dx.mutable_data_ptr<float>();
  std::vector<double> partial(slopeGradient ? static_cast<std::size_t>(ranges.count * features) : 0, 0.0);
  at::parallel_for(0, ranges.count, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t range = begin; range < end; ++range) {
      const std::int64_t first = range * ranges.size, last = std::min(n, first + ranges.size);
      cpu::activateBackward(static_cast<Activation>(kind), in + first, up + first, out + first, last - first,
                            view, slopeGradient ? partial.data() + range * features : nullptr);
    }
  });
  at::Tensor dslope;
  if (slopeGradient) {
    dslope = at::empty(kept.sizes(), kept.options());
    float* sums = dslope.mutable_data_ptr<float>();
    for (std::int64_t c = 0; c < features; ++c) {
      double sum = 0;
      for (std::int64_t range = 0; range < ranges.count; ++range) sum += partial[range * features + c];
      sums[c] = static_cast<float>(sum);
    }
  }
  return {dx.to(x.scalar_type()), dslope};
}

}  // namespace entroscope
