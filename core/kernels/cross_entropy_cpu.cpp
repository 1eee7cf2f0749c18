#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/kernels/cpu/elementwise.h"
#include "core/kernels/cross_entropy_checks.h"

namespace entroscope {

at::Tensor crossEntropyCpu(at::Tensor logits, const at::Tensor& targets, bool gradient) {
  const at::Tensor values = logits.to(at::kFloat).contiguous();
  const at::Tensor chosen = targets.contiguous();
  const std::int64_t rows = values.size(0), vocabulary = values.size(1);
  const std::int64_t* target = chosen.const_data_ptr<std::int64_t>();
  std::int64_t counted = 0;
  for (std::int64_t row = 0; row < rows; ++row) {
    if (target[row] == kIgnoredTarget) continue;
    if (target[row] < 0 || target[row] >= vocabulary) {
      throw Error(ErrorCode::BadInput, "cross-entropy: expected targets in [0, " +
                                           std::to_string(vocabulary) + ") or -100, found " +
                                           std::to_string(target[row]) + " at row " + std::to_string(row));
    }
    ++counted;
  }
  // The rows' losses are summed in order afterwards: the same for every thread count.
  std::vector<double> losses(static_cast<std::size_t>(rows), 0.0);
  const float scale = gradient && counted > 0 ? 1.0f / static_cast<float>(counted) : 0.0f;
  float* data =
      gradient ? values.mutable_data_ptr<float>() : const_cast<float*>(values.const_data_ptr<float>());
  at::parallel_for(0, rows, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) {
      float* at = data + row * vocabulary;
      if (target[row] != kIgnoredTarget) {
        losses[static_cast<std::size_t>(row)] = cpu::crossEntropyRow(at, vocabulary, target[row], scale);
      } else if (gradient) {
        std::fill_n(at, vocabulary, 0.0f);
      }
    }
  });
  if (gradient && !values.is_same(logits)) logits.copy_(values);
  double sum = 0;
  for (const double loss : losses) sum += loss;
  const at::Tensor loss = at::empty({}, values.options());
  *loss.mutable_data_ptr<float>() = counted > 0 ? static_cast<float>(sum / static_cast<double>(counted))
                                                : std::numeric_limits<float>::quiet_NaN();
  return loss;
}

}  // namespace entroscope
