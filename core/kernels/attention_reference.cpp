#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <limits>
#include <sstream>

#include "core/base/error.h"
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

struct Scores {
  at::Tensor raw, masked, visible;  ///< [B,H,T,T] scaled; with the future hidden; [T,T]
};

Scores scoresOf(const at::Tensor& query, const at::Tensor& key, const AttentionOptions& options) {
  at::Tensor scores = at::matmul(query, key.transpose(-2, -1));
  if (options.halfScores) scores = roundThroughHalf(scores);
  scores = scores * options.scale;
  const std::int64_t context = query.size(2);
  const at::Tensor visible = at::ones({context, context}, query.options().dtype(at::kBool)).tril();
  const double hidden =
      options.maskAsReleased ? maskedScore(options) : -std::numeric_limits<double>::infinity();
  return {scores, at::where(visible, scores, at::full({}, hidden, scores.options())), visible};
}

}  // namespace

void checkAttentionInputs(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) {
  const bool fits = q.dim() == 4 && q.sizes() == k.sizes() && q.sizes() == v.sizes() && q.size(3) >= 1 &&
                    q.size(3) <= 256 && q.size(1) >= 1 && q.scalar_type() == k.scalar_type() &&
                    q.scalar_type() == v.scalar_type() && at::isFloatingType(q.scalar_type());
  if (fits) return;
  std::ostringstream text;
  text
      << "attention: expected q, k, v of one shape [B,T,H,d_h] with T >= 1, 1 <= d_h <= 256 and one floating "
         "type, found "
      << q.sizes() << ", " << k.sizes() << ", " << v.sizes();
  throw Error(ErrorCode::BadInput, text.str());
}

AttentionResult attentionReference(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                                   const AttentionOptions& options) {
  checkAttentionInputs(q, k, v);
  const auto type = q.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const at::Tensor query = q.to(type).transpose(1, 2);
  const at::Tensor key = k.to(type).transpose(1, 2);
  const at::Tensor value = v.to(type).transpose(1, 2);

  const auto [scores, masked, visible] = scoresOf(query, key, options);
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

at::Tensor attentionProbabilities(const at::Tensor& q, const at::Tensor& k, const AttentionOptions& options) {
  checkAttentionInputs(q, k, k);
  const c10::NoGradGuard noGrad;
  const at::Tensor query = q.detach().to(at::kFloat).transpose(1, 2);
  const at::Tensor key = k.detach().to(at::kFloat).transpose(1, 2);
  return at::softmax(scoresOf(query, key, options).masked, -1);
}

void attentionBackwardReference(const at::Tensor& gradient, const at::Tensor& q, const at::Tensor& k,
                                const at::Tensor& v, const AttentionOptions& options, at::Tensor& dq,
                                at::Tensor& dk, at::Tensor& dv) {
  std::vector<at::Tensor> gradients;
  {
    // Called below autograd, which the recomputation needs back.
    const c10::impl::LocalDispatchKeySet local = c10::impl::tls_local_dispatch_key_set();
    const c10::impl::ForceDispatchKeyGuard above(
        local.included_, local.excluded_ - c10::autograd_dispatch_keyset_with_ADInplaceOrView);
    const c10::AutoGradMode record(true);
    std::vector<at::Tensor> inputs;
    for (const at::Tensor* x : {&q, &k, &v}) inputs.push_back(x->detach().requires_grad_(true));
    const at::Tensor output = attentionReference(inputs[0], inputs[1], inputs[2], options).output;
    gradients = torch::autograd::grad({output}, inputs, {gradient});
  }
  const c10::NoGradGuard noGrad;
  dq.copy_(gradients[0]);
  dk.copy_(gradients[1]);
  dv.copy_(gradients[2]);
}

}  // namespace entroscope
