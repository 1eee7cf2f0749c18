#include "core/kernels/cross_entropy.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/cross_entropy_checks.h"

namespace entroscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Forward = at::Tensor(at::Tensor, const at::Tensor&, bool);
using Scale = void(at::Tensor, const at::Tensor&);

const auto& forwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::cross_entropy_", "").typed<Forward>();
  return handle;
}

const auto& scaleOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::scale_", "").typed<Scale>();
  return handle;
}

struct FusedCrossEntropy : torch::autograd::Function<FusedCrossEntropy> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& logits, const at::Tensor& targets,
                            bool gradient) {
    at::AutoDispatchBelowADInplaceOrView guard;
    const at::Tensor loss = forwardOperator().call(logits, targets, gradient);
    if (gradient) {
      // Whoever saved the logits for a backward pass of his own is told so instead of reading the gradient.
      logits.unsafeGetTensorImpl()->bump_version();
      context->saved_data["gradient"] = logits.detach();
    }
    return loss;
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    at::AutoDispatchBelowADInplaceOrView guard;
    const c10::IValue held = context->saved_data["gradient"];
    if (!held.isTensor())
      throw Error(ErrorCode::Internal, "cross-entropy: its gradient can be taken once only");
    context->saved_data.erase("gradient");
    at::Tensor gradient = held.toTensor();
    scaleOperator().call(gradient, gradients[0]);
    return {gradient, {}, {}};
  }
};

at::Tensor crossEntropyAutograd(at::Tensor logits, const at::Tensor& targets, bool gradient) {
  return FusedCrossEntropy::apply(logits, targets, gradient);
}

/// Any device without an implementation of its own: the gradient goes where the logits were, but one
/// tensor of probabilities is made on the way.
at::Tensor crossEntropyComposite(at::Tensor logits, const at::Tensor& targets, bool gradient) {
  const at::Tensor kept = targets.ne(kIgnoredTarget);
  const at::Tensor rows = at::where(kept, targets, at::zeros_like(targets)).unsqueeze(1);
  const at::Tensor count = kept.sum().to(at::kFloat);
  const at::Tensor logProbabilities = at::log_softmax(logits, 1, at::kFloat);
  const at::Tensor losses = logProbabilities.gather(1, rows).squeeze(1);
  const at::Tensor loss = -at::where(kept, losses, at::zeros({}, losses.options())).sum() / count;
  if (gradient) {
    at::Tensor probabilities = logProbabilities.exp_();
    probabilities.scatter_add_(1, rows, at::full_like(rows, -1, probabilities.options()));
    const at::Tensor weights = at::where(kept, 1.0 / count, at::zeros({}, count.options())).unsqueeze(1);
    logits.copy_(at::where(kept.unsqueeze(1), probabilities * weights, at::zeros({}, count.options())));
  }
  return loss;
}

/// The usual factor of 1 costs nothing: on the CPU it is seen here, on a GPU by the kernel, which alone can
/// read it without waiting.
void scaleComposite(at::Tensor values, const at::Tensor& factor) {
  if (factor.is_cpu() && factor.item<float>() == 1.0f) return;
  values.mul_(factor);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def("cross_entropy_(Tensor(a!) logits, Tensor targets, bool gradient) -> Tensor");
  library.def("scale_(Tensor(a!) values, Tensor factor) -> ()");
}
TORCH_LIBRARY_IMPL(entroscope, CompositeExplicitAutograd, library) {
  library.impl("cross_entropy_", &crossEntropyComposite);
  library.impl("scale_", &scaleComposite);
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) { library.impl("cross_entropy_", &crossEntropyCpu); }
TORCH_LIBRARY_IMPL(entroscope, Autograd, library) { library.impl("cross_entropy_", &crossEntropyAutograd); }

void checkCrossEntropyInputs(const at::Tensor& logits, const at::Tensor& targets) {
  if (logits.dim() == 2 && targets.dim() == 1 && logits.size(0) == targets.size(0) && logits.size(1) >= 1 &&
      at::isFloatingType(logits.scalar_type()) && targets.scalar_type() == at::kLong) {
    return;
  }
  std::ostringstream text;
  text << "cross-entropy: expected floating logits [N,V] and int64 targets [N], found "
       << logits.scalar_type() << " " << logits.sizes() << " and " << targets.scalar_type() << " "
       << targets.sizes();
  throw Error(ErrorCode::BadInput, text.str());
}

at::Tensor crossEntropy(at::Tensor logits, const at::Tensor& targets) {
  checkCrossEntropyInputs(logits, targets);
  const bool gradient = c10::GradMode::is_enabled() && logits.requires_grad();
  return forwardOperator().call(logits, targets, gradient);
}

}  // namespace entroscope
