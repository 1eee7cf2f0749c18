#include "core/model/shadow_weights.h"

#include <ATen/ops/empty_like.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

namespace entroscope {
namespace {

struct FromShadow : torch::autograd::Function<FromShadow> {
  static at::Tensor forward(torch::autograd::AutogradContext*, const at::Tensor&, const at::Tensor& shadow) {
    return shadow.variable_data();  // the same memory, with a history of its own
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext*,
                                                 const torch::autograd::variable_list& gradients) {
    return {gradients[0].to(at::kFloat), {}};
  }
};

}  // namespace

at::Tensor ShadowWeights::keep(const at::Tensor& weight) {
  const auto [place, fresh] = copies_.try_emplace(weight.unsafeGetTensorImpl());
  if (fresh) {
    place->second.weight = weight;
    place->second.shadow = at::empty_like(weight, weight.options().dtype(type_).requires_grad(false),
                                          at::MemoryFormat::Contiguous);
  }
  return place->second.shadow;
}

void ShadowWeights::refresh() {
  const c10::NoGradGuard noGrad;
  for (auto& [tensor, copy] : copies_) {
    const auto version = static_cast<std::int64_t>(copy.weight._version());
    if (version == copy.version) continue;
    copy.shadow.copy_(copy.weight);
    copy.version = version;
  }
}

at::Tensor ShadowWeights::of(const at::Tensor& weight) const {
  const auto found = copies_.find(weight.unsafeGetTensorImpl());
  return found == copies_.end() ? weight.to(type_) : FromShadow::apply(weight, found->second.shadow);
}

}  // namespace entroscope
