#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <cstring>

#include "core/kernels/cpu/gemm.h"
#include "core/kernels/cpu/norm_rows.h"
#include "core/kernels/linear_checks.h"
#include "core/kernels/row_ranges.h"

namespace entroscope {
namespace {

/// fp32 whose rows or columns are contiguous, as the product reads it; a copy only where it is neither.
at::Tensor readable(const at::Tensor& x) {
  const at::Tensor floats = x.to(at::kFloat);
  const bool rows = floats.stride(1) == 1 && floats.stride(0) >= floats.size(1);
  const bool columns = floats.stride(0) == 1 && floats.stride(1) >= floats.size(0);
  return rows || columns ? floats : floats.contiguous();
}

cpu::ConstMatrix matrix(const at::Tensor& x, bool transposed = false) {
  const bool rows = x.stride(1) == 1 && x.stride(0) >= x.size(1);
  return {x.const_data_ptr<float>(), std::max<std::int64_t>(1, rows ? x.stride(0) : x.stride(1)),
          transposed != !rows};
}

}  // namespace

at::Tensor linearCpu(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias) {
  const at::Tensor input = readable(x), matrixWeight = readable(weight);
  const std::int64_t n = x.size(0), out = weight.size(0);
  const at::Tensor result = at::empty({n, out}, input.options());
  float* data = result.mutable_data_ptr<float>();
  if (bias) {
    // The product is added to rows of the bias: it reads what is still in the cache.
    const at::Tensor kept = bias->to(at::kFloat).contiguous();
    const float* row = kept.const_data_ptr<float>();
    at::parallel_for(0, n, std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, out)),
                     [&](std::int64_t begin, std::int64_t end) {
                       for (std::int64_t i = begin; i < end; ++i)
                         std::memcpy(data + i * out, row, static_cast<std::size_t>(out) * sizeof(float));
                     });
  }
  cpu::gemm(n, out, x.size(1), matrix(input), matrix(matrixWeight, true), bias.has_value(), data, out);
  return result.to(x.scalar_type());
}

void addLinearCpu(at::Tensor sum, const at::Tensor& x, const at::Tensor& weight) {
  const at::Tensor input = readable(x), matrixWeight = readable(weight);
  const bool direct = sum.scalar_type() == at::kFloat && sum.is_contiguous();
  const at::Tensor target = direct ? sum : sum.to(at::kFloat).contiguous();
  cpu::gemm(x.size(0), weight.size(0), x.size(1), matrix(input), matrix(matrixWeight, true), true,
            target.mutable_data_ptr<float>(), weight.size(0));
  if (!direct) sum.copy_(target);
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> linearBackwardCpu(const at::Tensor& gradient,
                                                                 const at::Tensor& x,
                                                                 const at::Tensor& weight,
                                                                 std::array<bool, 3> wanted) {
  const at::Tensor upstream = readable(gradient);
  const std::int64_t n = x.size(0), in = x.size(1), out = weight.size(0);
  at::Tensor dx, dWeight, dBias;
  if (wanted[0]) {
    const at::Tensor matrixWeight = readable(weight);
    const at::Tensor result = at::empty({n, in}, upstream.options());
    cpu::gemm(n, in, out, matrix(upstream), matrix(matrixWeight), false, result.mutable_data_ptr<float>(),
              in);
    dx = result.to(x.scalar_type());
  }
  if (wanted[1]) {
    const at::Tensor input = readable(x);
    const at::Tensor result = at::empty({out, in}, upstream.options());
    cpu::gemm(out, in, n, matrix(upstream, true), matrix(input), false, result.mutable_data_ptr<float>(), in);
    dWeight = result.to(weight.scalar_type());
  }
  if (wanted[2]) {
    const at::Tensor rows = upstream.contiguous();
    const float* data = rows.const_data_ptr<float>();
    dBias = at::empty({out}, upstream.options());
    sumOverRanges(n, {{out, dBias.mutable_data_ptr<float>()}},
                  [&](std::int64_t first, std::int64_t count, float* const* sums) {
                    cpu::columnSums(data + first * out, count, out, sums[0]);
                  });
  }
  return {dx, dWeight, dBias};
}

}  // namespace entroscope
