#include "core/kernels/attention.h"

#include <ATen/Functions.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/attention_checks.h"

namespace entroscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Forward = std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor>(const at::Tensor&,
                                                                           const at::Tensor&,
                                                                           const at::Tensor&, double, bool,
                                                                           bool, bool, bool);
using Backward = void(const at::Tensor&, const at::Tensor&, const at::Tensor&, const at::Tensor&,
                      const at::Tensor&, const at::Tensor&, double, bool, bool, at::Tensor, at::Tensor,
                      at::Tensor);

const auto& forwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::attention", "").typed<Forward>();
  return handle;
}
const auto& backwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::attention_backward", "").typed<Backward>();
  return handle;
}

/// Runs the device's kernel below autograd and keeps what the backward pass needs.
variable_list runForward(AutogradContext* context, const variable_list& saved, const at::Tensor& q,
                         const at::Tensor& k, const at::Tensor& v, double scale, bool measure,
                         bool halfScores, bool maskAsReleased, bool asReleasedEntropy) {
  at::AutoDispatchBelowADInplaceOrView guard;
  auto [output, lse, entropy, nan] =
      forwardOperator().call(q, k, v, scale, measure, halfScores, maskAsReleased, asReleasedEntropy);
  variable_list kept = saved;
  kept.push_back(output);
  kept.push_back(lse);
  context->save_for_backward(kept);
  context->saved_data["scale"] = scale;
  context->saved_data["halfScores"] = halfScores;
  context->saved_data["maskAsReleased"] = maskAsReleased;
  variable_list measures{lse};
  if (measure) measures.insert(measures.end(), {entropy, nan});
  context->mark_non_differentiable(measures);
  variable_list result{output};
  result.insert(result.end(), measures.begin(), measures.end());
  return result;
}

void runBackward(AutogradContext* context, const at::Tensor& gradient, const at::Tensor& q,
                 const at::Tensor& k, const at::Tensor& v, const at::Tensor& output, const at::Tensor& lse,
                 const at::Tensor& dq, const at::Tensor& dk, const at::Tensor& dv) {
  at::AutoDispatchBelowADInplaceOrView guard;
  backwardOperator().call(gradient, q, k, v, output, lse, context->saved_data["scale"].toDouble(),
                          context->saved_data["halfScores"].toBool(),
                          context->saved_data["maskAsReleased"].toBool(), dq, dk, dv);
}

void rotate(const at::Tensor& qkv, const at::Tensor& cosine, const at::Tensor& sine, double direction) {
  static const auto handle = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("entroscope::rotate_", "")
                                 .typed<void(at::Tensor, const at::Tensor&, const at::Tensor&, double)>();
  at::AutoDispatchBelowADInplaceOrView guard;
  handle.call(qkv, cosine, sine, direction);
}

struct SeparateAttention : torch::autograd::Function<SeparateAttention> {
  static variable_list forward(AutogradContext* context, const at::Tensor& q, const at::Tensor& k,
                               const at::Tensor& v, double scale, bool measure, bool halfScores,
                               bool maskAsReleased, bool asReleasedEntropy) {
    return runForward(context, {q, k, v}, q, k, v, scale, measure, halfScores, maskAsReleased,
                      asReleasedEntropy);
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor dq = at::empty(saved[0].sizes(), saved[0].options());
    const at::Tensor dk = at::empty(saved[0].sizes(), saved[0].options());
    const at::Tensor dv = at::empty(saved[0].sizes(), saved[0].options());
    runBackward(context, gradients[0], saved[0], saved[1], saved[2], saved[3], saved[4], dq, dk, dv);
    return {dq, dk, dv, {}, {}, {}, {}, {}};
  }
};

struct PackedAttention : torch::autograd::Function<PackedAttention> {
  static variable_list forward(AutogradContext* context, const at::Tensor& qkv,
                               const std::optional<at::Tensor>& cosine, const std::optional<at::Tensor>& sine,
                               double scale, bool measure, bool halfScores, bool maskAsReleased,
                               bool asReleasedEntropy) {
    variable_list saved{qkv};
    if (cosine) {
      rotate(qkv, *cosine, *sine, 1.0);
      // Whoever saved it for a backward pass of his own is told so instead of reading rotated values.
      qkv.unsafeGetTensorImpl()->bump_version();
      saved.insert(saved.end(), {*cosine, *sine});
    }
    return runForward(context, saved, qkv.select(2, 0), qkv.select(2, 1), qkv.select(2, 2), scale, measure,
                      halfScores, maskAsReleased, asReleasedEntropy);
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor& qkv = saved[0];
    const at::Tensor packed = at::empty(qkv.sizes(), qkv.options());
    const std::size_t results = saved.size() - 2;  // output and lse come last
    runBackward(context, gradients[0], qkv.select(2, 0), qkv.select(2, 1), qkv.select(2, 2), saved[results],
                saved[results + 1], packed.select(2, 0), packed.select(2, 1), packed.select(2, 2));
    if (results == 3) rotate(packed, saved[1], saved[2], -1.0);
    return {packed, {}, {}, {}, {}, {}, {}, {}};
  }
};

AttentionResult toResult(variable_list values, bool measure) {
  AttentionResult result{std::move(values[0]), std::move(values[1]), {}, {}};
  if (measure) {
    result.entropy = std::move(values[2]);
    result.nanScores = std::move(values[3]);
  }
  return result;
}

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor> attentionAutograd(
    const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale, bool measure,
    bool halfScores, bool maskAsReleased, bool asReleasedEntropy) {
  AttentionResult result = toResult(
      SeparateAttention::apply(q, k, v, scale, measure, halfScores, maskAsReleased, asReleasedEntropy),
      measure);
  return {result.output, result.logSumExp, result.entropy, result.nanScores};
}

void checkFastType(const at::Tensor& q) {
  if (q.scalar_type() != at::kDouble) return;
  throw Error(ErrorCode::BadInput, "attention: expected fp32, bf16 or fp16, found Double");
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def(
      "attention(Tensor q, Tensor k, Tensor v, float scale, bool measure, bool half_scores, bool "
      "mask_as_released, "
      "bool as_released_entropy) -> (Tensor, Tensor, Tensor, Tensor)");
  library.def(
      "attention_backward(Tensor gradient, Tensor q, Tensor k, Tensor v, Tensor output, Tensor log_sum_exp, "
      "float "
      "scale, bool half_scores, bool mask_as_released, Tensor(a!) dq, Tensor(b!) dk, Tensor(c!) dv) -> ()");
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) {
  library.impl("attention", &attentionCpu);
  library.impl("attention_backward", &attentionBackwardCpu);
}
TORCH_LIBRARY_IMPL(entroscope, Autograd, library) { library.impl("attention", &attentionAutograd); }

AttentionResult attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                          const AttentionOptions& options) {
  checkAttentionInputs(q, k, v);
  checkFastType(q);
  auto [output, lse, entropy, nan] =
      forwardOperator().call(q, k, v, options.scale, options.measure, options.halfScores,
                             options.maskAsReleased, options.asReleasedEntropy);
  return {output, lse, entropy, nan};
}

AttentionResult attentionPacked(const at::Tensor& qkv, const AttentionOptions& options,
                                const RotaryAngles& rotary) {
  if (qkv.dim() != 5 || qkv.size(2) != 3) {
    std::ostringstream text;
    text << "attention: expected packed [B,T,3,H,d_h], found " << qkv.sizes();
    throw Error(ErrorCode::BadInput, text.str());
  }
  const at::Tensor q = qkv.select(2, 0);
  checkAttentionInputs(q, q, q);
  checkFastType(q);
  std::optional<at::Tensor> cosine, sine;
  if (rotary.cosine.defined()) {
    checkRotaryAngles(qkv, rotary);
    cosine = rotary.cosine;
    sine = rotary.sine;
  }
  return toResult(
      PackedAttention::apply(qkv, cosine, sine, options.scale, options.measure, options.halfScores,
                             options.maskAsReleased, options.asReleasedEntropy),
      options.measure);
}

}  // namespace entroscope
