#include <ATen/ops/cross_entropy_loss.h>

#include "core/kernels/cross_entropy.h"
#include "core/kernels/cross_entropy_checks.h"

namespace entroscope {

at::Tensor crossEntropyReference(const at::Tensor& logits, const at::Tensor& targets) {
  checkCrossEntropyInputs(logits, targets);
  const auto type = logits.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  return at::cross_entropy_loss(logits.to(type), targets, {}, at::Reduction::Mean, kIgnoredTarget);
}

}  // namespace entroscope
