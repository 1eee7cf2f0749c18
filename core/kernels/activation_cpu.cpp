#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <vector>

#include "core/kernels/activation_checks.h"
#include "core/kernels/cpu/elementwise.h"
#include "core/kernels/row_ranges.h"

namespace entroscope {
namespace {

/// The range a thread takes at once: fixed by the shape alone, so that sums over ranges are the same for
/// every thread count.
constexpr std::int64_t kRangeFloats = 16384;

struct Views {
  at::Tensor keptSlope, keptBias;
  cpu::SlopeView slope;
  cpu::BiasView bias;
  std::int64_t features = 1;  ///< values that a range must hold a whole number of
  std::int64_t size = 0, count = 0;

  Views(std::int64_t n, const std::optional<at::Tensor>& slopeTensor,
        const std::optional<at::Tensor>& biasTensor) {
    if (slopeTensor) {
      keptSlope = slopeTensor->to(at::kFloat).contiguous();
      const std::int64_t width = keptSlope.dim() == 1 ? keptSlope.size(0) : 0;
      slope = {keptSlope.const_data_ptr<float>(), keptSlope.dim() == 1, width};
      features = std::max(features, width);
    }
    if (biasTensor) {
      keptBias = biasTensor->to(at::kFloat).contiguous();
      bias = {keptBias.const_data_ptr<float>(), keptBias.size(0)};
      features = std::max(features, bias.features);
    }
    size = features > 1 ? kRowsPerRange * features : kRangeFloats;
    count = (n + size - 1) / size;
  }
};

}  // namespace

at::Tensor activationCpu(const at::Tensor& x, std::int64_t kind, const std::optional<at::Tensor>& slope,
                         const std::optional<at::Tensor>& bias) {
  const at::Tensor input = x.to(at::kFloat).contiguous();
  const at::Tensor output = at::empty(input.sizes(), input.options());
  const std::int64_t n = input.numel();
  const Views views(n, slope, bias);
  const float* in = input.const_data_ptr<float>();
  float* out = output.mutable_data_ptr<float>();
  at::parallel_for(0, views.count, 1, [&](std::int64_t begin, std::int64_t end) {
    const std::int64_t first = begin * views.size, last = std::min(n, end * views.size);
    cpu::activateForward(static_cast<Activation>(kind), in + first, out + first, last - first, views.slope,
                         views.bias);
  });
  return output.to(x.scalar_type());
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> activationBackwardCpu(const at::Tensor& gradient,
                                                                     const at::Tensor& x, std::int64_t kind,
                                                                     const std::optional<at::Tensor>& slope,
                                                                     const std::optional<at::Tensor>& bias,
                                                                     bool slopeGradient, bool biasGradient) {
  const at::Tensor input = x.to(at::kFloat).contiguous(), upstream = gradient.to(at::kFloat).contiguous();
  const at::Tensor dx = at::empty(input.sizes(), input.options());
  const std::int64_t n = input.numel();
  const Views views(n, slope, bias);
  const std::int64_t slopes = views.slope.perFeature ? views.slope.features : 1;
  const float *in = input.const_data_ptr<float>(), *up = upstream.const_data_ptr<float>();
  float* out = dx.mutable_data_ptr<float>();
  std::vector<double> slopeSums(slopeGradient ? static_cast<std::size_t>(views.count * slopes) : 0, 0.0);
  thread_local std::vector<float> biasStorage;  // kept: the steady state allocates nothing
  const std::int64_t width = biasGradient ? views.bias.features : 0;
  biasStorage.assign(static_cast<std::size_t>(views.count * width), 0.0f);
  float* const biasSums = biasStorage.data();
  at::parallel_for(0, views.count, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t range = begin; range < end; ++range) {
      const std::int64_t first = range * views.size, last = std::min(n, first + views.size);
      cpu::activateBackward(static_cast<Activation>(kind), in + first, up + first, out + first, last - first,
                            views.slope, views.bias,
                            slopeGradient ? slopeSums.data() + range * slopes : nullptr,
                            biasGradient ? biasSums + range * width : nullptr);
    }
  });
  at::Tensor dslope, dbias;
  if (slopeGradient) {
    dslope = at::empty(views.keptSlope.sizes(), views.keptSlope.options());
    float* sums = dslope.mutable_data_ptr<float>();
    for (std::int64_t c = 0; c < slopes; ++c) {
      double sum = 0;
      for (std::int64_t range = 0; range < views.count; ++range) sum += slopeSums[range * slopes + c];
      sums[c] = static_cast<float>(sum);
    }
  }
  if (biasGradient) {
    dbias = at::empty({width}, views.keptBias.options());
    float* sums = dbias.mutable_data_ptr<float>();
    std::fill_n(sums, width, 0.0f);
    cpu::columnSums(biasSums, views.count, width, sums);
  }
  return {dx.to(x.scalar_type()), dslope, dbias};
}

}  // namespace entroscope
