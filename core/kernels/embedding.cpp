#include "core/kernels/embedding.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "core/base/error.h"
#include "core/kernels/cpu/norm_rows.h"

namespace entroscope {
namespace {

constexpr std::int64_t kRowsAtOnce = 16;

/// The leaf's gradient to add to; made on first use.
at::Tensor gradientOf(const at::Tensor& leaf) {
  if (!leaf.grad().defined())
    leaf.mutable_grad() = at::zeros_like(leaf, at::MemoryFormat::Contiguous).detach();
  return leaf.grad();
}

/// table[row of i] += gradient[i] for every i. Each row's additions are made by one thread in the order of i:
/// the same result for every thread count.
template <typename Row>
void addRows(const at::Tensor& table, const at::Tensor& gradient, const Row& rowOf) {
  const std::int64_t width = table.size(1), count = gradient.size(0), parts = 4 * at::get_num_threads();
  float* const data = table.mutable_data_ptr<float>();
  const float* const source = gradient.const_data_ptr<float>();
  at::parallel_for(0, parts, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t row = rowOf(i), part = row % parts;
      if (part >= begin && part < end) cpu::columnSums(source + i * width, 1, width, data + row * width);
    }
  });
}

void checkIds(const at::Tensor& tokens, const at::Tensor& ids) {
  const std::int64_t* id = ids.const_data_ptr<std::int64_t>();
  const std::int64_t* const wrong =
      std::find_if(id, id + ids.numel(), [&](std::int64_t i) { return i < 0 || i >= tokens.size(0); });
  if (wrong == id + ids.numel()) return;
  throw Error(ErrorCode::BadInput, "embedding: expected token ids in [0, " + std::to_string(tokens.size(0)) +
                                       "), found " + std::to_string(*wrong));
}

}  // namespace

at::Tensor embedReference(const at::Tensor& tokens, const at::Tensor& positions, const at::Tensor& inputs) {
  at::Tensor x = at::embedding(tokens, inputs);
  if (positions.defined()) x = x + positions.narrow(0, 0, inputs.size(1));
  return x.view({inputs.numel(), tokens.size(1)});
}

at::Tensor embed(const at::Tensor& tokens, const at::Tensor& positions, const at::Tensor& inputs) {
  const bool here = tokens.is_cpu() && tokens.scalar_type() == at::kFloat && tokens.is_contiguous() &&
                    tokens.is_leaf() && (!positions.defined() || positions.is_contiguous());
  if (!here) return embedReference(tokens, positions, inputs);
  const at::Tensor ids = inputs.contiguous();
  checkIds(tokens, ids);
  const std::int64_t count = ids.numel(), context = inputs.size(1), width = tokens.size(1);
  const at::Tensor x = at::empty({count, width}, tokens.options().requires_grad(false));
  const std::int64_t* id = ids.const_data_ptr<std::int64_t>();
  const float* table = tokens.const_data_ptr<float>();
  const float* place = positions.defined() ? positions.const_data_ptr<float>() : nullptr;
  float* out = x.mutable_data_ptr<float>();
  at::parallel_for(0, count, kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      std::memcpy(out + i * width, table + id[i] * width, static_cast<std::size_t>(width) * sizeof(float));
      if (place) cpu::columnSums(place + i % context * width, 1, width, out + i * width);
    }
  });
  if (!c10::GradMode::is_enabled() || !tokens.requires_grad()) return x;
  x.set_requires_grad(true);
  // Runs when everything before it has been differentiated, so after a tied table's other gradient is in
  // place.
  x.register_hook([tokens, positions, ids, context](const at::Tensor& gradient) {
    const c10::NoGradGuard noGrad;
    const at::Tensor rows = gradient.contiguous();
    const std::int64_t* id = ids.const_data_ptr<std::int64_t>();
    addRows(gradientOf(tokens), rows, [id](std::int64_t i) { return id[i]; });
    if (positions.defined())
      addRows(gradientOf(positions), rows, [context](std::int64_t i) { return i % context; });
  });
  return x;
}

}  // namespace entroscope
