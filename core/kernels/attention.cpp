#include "core/kernels/attention.h"

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/attention_checks.h"

namespace entroscope {

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

AttentionResult attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                          const AttentionOptions& options) {
  return attentionReference(q, k, v, options);
}

}  // namespace entroscope
