#include "core/train/head_inspection.h"

#include <ATen/core/Tensor.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "core/runs/run.h"

namespace entroscope {

HeadInspection inspectHeads(LanguageModel& model, const Batch& batch, at::Device device, int snippet,
                            bool asReleasedEntropy) {
  const c10::NoGradGuard noGrad;
  const auto [inputs, targets] = tensorsOf(batch, device);
  ForwardOptions options;
  options.train = false;
  options.snippet = snippet;
  options.asReleasedEntropy = asReleasedEntropy;
  const ForwardResult result = model.forward(inputs, targets, options);

  HeadInspection seen;
  seen.maps = mapsOf(result);
  const at::Tensor attention = result.attention.to(at::kCPU, at::kFloat).contiguous();
  const auto n = attention.size(-1);
  seen.snippet = static_cast<int>(n);
  for (std::int64_t i = 0; i < n; ++i) {
    seen.tokens.push_back(static_cast<float>(batch.inputs[static_cast<std::size_t>(i)]));
  }
  const auto heads = attention.size(0) * attention.size(1);
  const float* values = attention.const_data_ptr<float>();
  for (std::int64_t head = 0; head < heads; ++head) {
    for (std::int64_t i = 0; i < n; ++i) {
      const float* row = values + (head * n + i) * n;
      seen.attention.insert(seen.attention.end(), row, row + i + 1);
    }
  }
  const at::Tensor entropy = result.positionEntropy.to(at::kCPU, at::kFloat).contiguous();
  const auto context = entropy.size(-1);
  const std::vector<int> positions = positionsOf(static_cast<int>(context));
  seen.positions = static_cast<int>(positions.size());
  const float* rows = entropy.const_data_ptr<float>();
  for (std::int64_t head = 0; head < heads; ++head) {
    for (const int position : positions) seen.positionEntropy.push_back(rows[head * context + position - 1]);
  }
  return seen;
}

}  // namespace entroscope
