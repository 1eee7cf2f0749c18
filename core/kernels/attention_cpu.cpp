// Tensors to plain pointers and heads to threads; the arithmetic is in cpu/attention_rows.cpp.
#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>

#include "core/kernels/attention_checks.h"
#include "core/kernels/cpu/attention_rows.h"
#include "core/kernels/cpu/scratch.h"

namespace entroscope {
namespace {

/// fp32 with contiguous rows; a copy only where the caller's tensor is neither.
at::Tensor readable(const at::Tensor& x) {
  const at::Tensor floats = x.to(at::kFloat);
  return floats.stride(3) == 1 || floats.size(3) == 1 ? floats : floats.contiguous();
}

/// A tensor to write fp32 rows into: the target itself where it can take them.
at::Tensor writable(const at::Tensor& target) {
  if (target.scalar_type() == at::kFloat && (target.stride(3) == 1 || target.size(3) == 1)) return target;
  return at::empty(target.sizes(), target.options().dtype(at::kFloat));
}

cpu::ConstHead readHead(const at::Tensor& x, std::int64_t b, std::int64_t h) {
  return {x.const_data_ptr<float>() + b * x.stride(0) + h * x.stride(2), x.stride(1)};
}
cpu::Head writeHead(const at::Tensor& x, std::int64_t b, std::int64_t h) {
  return {x.mutable_data_ptr<float>() + b * x.stride(0) + h * x.stride(2), x.stride(1)};
}

}  // namespace

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor> attentionCpu(
    const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale, bool measure,
    bool halfScores, bool maskAsReleased, bool asReleasedEntropy) {
  const at::Tensor query = readable(q), key = readable(k), value = readable(v);
  const std::int64_t batch = q.size(0), context = q.size(1), heads = q.size(2);
  const cpu::HeadShape shape{context,    q.size(3),      static_cast<float>(scale), measure,
                             halfScores, maskAsReleased, asReleasedEntropy};
  const auto options = query.options();
  const at::Tensor output = at::empty(q.sizes(), options);
  const at::Tensor lse = at::empty({batch, heads, context}, options);
  at::Tensor entropy, nan;
  if (measure) {
    entropy = at::empty({batch, heads, context}, options);
    nan = at::empty({batch, heads, context}, options.dtype(at::kInt));
  }
  float* const lseData = lse.mutable_data_ptr<float>();
  float* const entropyData = measure ? entropy.mutable_data_ptr<float>() : nullptr;
  std::int32_t* const nanData = measure ? nan.mutable_data_ptr<std::int32_t>() : nullptr;

  // Few heads on many cores: each head's rows are shared out too. Rows are independent, so the split
  // changes no result.
  const std::int64_t blocks = (context + cpu::kRowBlock - 1) / cpu::kRowBlock;
  const std::int64_t wanted =
      (4 * at::get_num_threads() + batch * heads - 1) / std::max<std::int64_t>(1, batch * heads);
  const std::int64_t parts = std::clamp<std::int64_t>(wanted <= 4 ? 1 : wanted, 1, blocks);
  at::parallel_for(0, batch * heads * parts, 1, [&](std::int64_t begin, std::int64_t end) {
    float* scratch = cpu::threadScratch(cpu::forwardScratch(shape));
    for (std::int64_t task = begin; task < end; ++task) {
      const std::int64_t head = task / parts, part = task % parts;
      const std::int64_t b = head / heads, h = head % heads;
      const std::int64_t first = blocks * part / parts * cpu::kRowBlock;
      const std::int64_t last = std::min(context, blocks * (part + 1) / parts * cpu::kRowBlock);
      cpu::attentionForwardRows(shape, readHead(query, b, h), readHead(key, b, h), readHead(value, b, h),
                                first, last, writeHead(output, b, h),
                                {lseData + head * context, measure ? entropyData + head * context : nullptr,
                                 measure ? nanData + head * context : nullptr},
                                scratch);
    }
  });
  return {output.to(q.scalar_type()), lse, entropy, nan};
}

void attentionBackwardCpu(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k,
                          const at::Tensor& v, const at::Tensor&, const at::Tensor&, double scale,
                          bool halfScores, bool maskAsReleased, at::Tensor dq, at::Tensor dk, at::Tensor dv) {
  const at::Tensor upstream = readable(gradient), query = readable(q), key = readable(k), value = readable(v);
  const at::Tensor queryGradient = writable(dq), keyGradient = writable(dk), valueGradient = writable(dv);
  const std::int64_t batch = q.size(0), context = q.size(1), heads = q.size(2);
  const cpu::HeadShape shape{context,        q.size(3), static_cast<float>(scale), false, halfScores,
                             maskAsReleased, false};
  at::parallel_for(0, batch * heads, 1, [&](std::int64_t begin, std::int64_t end) {
    float* scratch = cpu::threadScratch(cpu::backwardScratch(shape));
    for (std::int64_t head = begin; head < end; ++head) {
      const std::int64_t b = head / heads, h = head % heads;
      cpu::attentionBackwardHead(shape, readHead(upstream, b, h), readHead(query, b, h), readHead(key, b, h),
                                 readHead(value, b, h), writeHead(queryGradient, b, h),
                                 writeHead(keyGradient, b, h), writeHead(valueGradient, b, h), scratch);
    }
  });
  if (!queryGradient.is_same(dq)) dq.copy_(queryGradient);
  if (!keyGradient.is_same(dk)) dk.copy_(keyGradient);
  if (!valueGradient.is_same(dv)) dv.copy_(valueGradient);
}

}  // namespace entroscope
