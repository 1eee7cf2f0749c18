#include "core/kernels/cross_entropy.h"

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/cross_entropy_checks.h"

namespace entroscope {

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
  return crossEntropyReference(logits, targets);
}

}  // namespace entroscope
