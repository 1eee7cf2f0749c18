#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <limits>

#include "core/kernels/attention.h"
#include "core/kernels/attention_checks.h"

namespace entroscope {
namespace {

/// Rounds through IEEE fp16 (overflow gives ±inf) with the gradient passed straight through: autograd's
/// own conversion would round the gradient as well.
at::Tensor roundThroughHalf(const at::Tensor& x) {
  const at::Tensor rounded = x.detach().to(at::kHalf).to(x.scalar_type());
  if (!x.requires_grad()) return rounded;
  const at::Tensor zero = at::nan_to_num(x - x.detach(), 0.0);
  return rounded + zero;
}

}  // namespace

AttentionResult attentionReference(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                                   const AttentionOptions& options) {
  checkAttentionInputs(q, k, v);
  const auto type = q.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const std::int64_t context = q.size(1);
  const at::Tensor query = q.to(type).transpose(1, 2);
  const at::Tensor key = k.to(type).transpose(1, 2);
  const at::Tensor value = v.to(type).transpose(1, 2);

  at::Tensor scores = at::matmul(query, key.transpose(-2, -1));
  if (options.halfScores) scores = roundThroughHalf(scores);
  scores = scores * options.scale;
  const at::Tensor visible = at::ones({context, context}, q.options().dtype(at::kBool)).tril();
  const double hidden =
      options.maskAsReleased ? maskedScore(options) : -std::numeric_limits<double>::infinity();
  const at::Tensor masked = at::where(visible, scores, at::full({}, hidden, scores.options()));
  const at::Tensor maximum = masked.detach().amax(-1, true);
  const at::Tensor exponentials = at::exp(masked - maximum);
  const at::Tensor total = exponentials.sum(-1, true);
  at::Tensor probabilities = exponentials / total;

  AttentionResult result;
  if (options.maskAsReleased) {
    result.output = at::matmul(probabilities, value);
  } else {
    // A masked position must not reach an earlier row even when its value is NaN or infinite (0 · NaN).
    probabilities = at::where(visible, probabilities, at::zeros({}, probabilities.options()));
    const at::Tensor finite = at::isfinite(value);
    const at::Tensor clean = at::where(finite, value, at::zeros({}, value.options()));
    const at::Tensor poisoned = at::matmul(visible.to(type), finite.logical_not().to(type)).gt(0);
    const at::Tensor poison =
        at::where(poisoned, at::full({}, std::nan(""), value.options()), at::zeros({}, value.options()));
    result.output = at::matmul(probabilities, clean) + poison;
  }
  result.output = result.output.transpose(1, 2).contiguous().to(q.scalar_type());
  result.logSumExp = (maximum + at::log(total)).squeeze(-1).detach().to(at::kFloat);
  if (options.measure) {
    const at::Tensor p = probabilities.detach();
    at::Tensor entropy = -at::xlogy(p, p).sum(-1);
    // A row without any finite maximum is NaN as a whole; masked zeros may hide that.
    entropy = entropy + (result.logSumExp.to(type) - result.logSumExp.to(type));
    if (options.asReleasedEntropy) entropy = at::nan_to_num(entropy, 0.0);
    result.entropy = entropy.to(at::kFloat);
    result.nanScores = at::isnan(scores.detach()).logical_and(visible).sum(-1).to(at::kInt);
  }
  return result;
}

}  // namespace entroscope
