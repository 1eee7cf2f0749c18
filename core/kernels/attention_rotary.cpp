// Rotation of queries and keys where they lie in a packed projection [B,T,3,H,d_h].
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <torch/library.h>

#include <algorithm>
#include <sstream>

#include "core/base/error.h"
#include "core/kernels/attention_checks.h"
#include "core/kernels/cpu/norm_rows.h"

namespace entroscope {
namespace {

/// Any device and type without an implementation of its own.
void rotateComposite(at::Tensor qkv, const at::Tensor& cosine, const at::Tensor& sine, double direction) {
  const std::int64_t half = cosine.size(1);
  const at::Tensor c = cosine.view({-1, 1, 1, half}), s = sine.view({-1, 1, 1, half}) * direction;
  at::Tensor low = qkv.narrow(2, 0, 2).narrow(4, 0, half), high = qkv.narrow(2, 0, 2).narrow(4, half, half);
  const at::Tensor turned = low * c - high * s;
  high.copy_(high * c + low * s);
  low.copy_(turned);
}

void rotateCpu(at::Tensor qkv, const at::Tensor& cosine, const at::Tensor& sine, double direction) {
  if (qkv.scalar_type() != at::kFloat || !qkv.is_contiguous()) {
    rotateComposite(qkv, cosine, sine, direction);
    return;
  }
  const at::Tensor keptCosine = cosine.contiguous(), keptSine = sine.contiguous();
  const std::int64_t context = qkv.size(1), heads = qkv.size(3), width = qkv.size(4), half = cosine.size(1);
  const float *c = keptCosine.const_data_ptr<float>(), *s = keptSine.const_data_ptr<float>();
  float* data = qkv.mutable_data_ptr<float>();
  at::parallel_for(0, qkv.size(0) * context, std::max<std::int64_t>(1, 4096 / (heads * width)),
                   [&](std::int64_t begin, std::int64_t end) {
                     for (std::int64_t token = begin; token < end; ++token) {
                       const std::int64_t t = token % context;  // queries and keys of a token are neighbours
                       cpu::rotateHeads(data + token * 3 * heads * width, 2 * heads, width, half,
                                        c + t * half, s + t * half, static_cast<float>(direction));
                     }
                   });
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def("rotate_(Tensor(a!) qkv, Tensor cosine, Tensor sine, float direction) -> ()");
}
TORCH_LIBRARY_IMPL(entroscope, CompositeExplicitAutograd, library) {
  library.impl("rotate_", &rotateComposite);
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) { library.impl("rotate_", &rotateCpu); }

void checkRotaryAngles(const at::Tensor& qkv, const RotaryAngles& rotary) {
  const auto fits = [&](const at::Tensor& x) {
    return x.defined() && x.dim() == 2 && x.size(0) == qkv.size(1) && 2 * x.size(1) <= qkv.size(4) &&
           x.scalar_type() == at::kFloat;
  };
  if (fits(rotary.cosine) && fits(rotary.sine) && rotary.cosine.sizes() == rotary.sine.sizes()) return;
  std::ostringstream text;
  text << "attention: expected rotary angles [" << qkv.size(1) << ", up to " << qkv.size(4) / 2
       << "] fp32, found " << rotary.cosine.sizes();
  throw Error(ErrorCode::BadInput, text.str());
}

}  // namespace entroscope
