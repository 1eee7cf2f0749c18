#include "core/model/arithmetic.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/rms_norm.h>

#include <string>
#include <unordered_set>

#include "core/base/config_fields.h"
#include "core/base/error.h"

namespace entroscope {
namespace {

/// Autograd differentiates the two conversions into the same two, so the gradient is rounded as well.
at::Tensor throughHalf(const at::Tensor& x) { return x.defined() ? x.to(at::kHalf).to(at::kFloat) : x; }

}  // namespace

Arithmetic::Arithmetic(const ModelConfig& config, Precision precision, at::Device device)
    : rms_(config.usesRmsNorm()), normEpsilon_(config.normEpsilon) {
  switch (precision) {
    case Precision::Tf32:
      if (device.is_cpu())
        throw Error(ErrorCode::Unsupported,
                    Sentence::tr("train.precision: tf32 needs a CUDA device; on the CPU expected fp32"));
      return;
    case Precision::Fp32:
      return;
    case Precision::Bf16:
      type_ = at::kBFloat16;
      mode_ = Mode::Low;
      break;
    case Precision::Fp16:
      type_ = at::kHalf;
      mode_ = Mode::Low;
      break;
    case Precision::Fp16Emulated:
      mode_ = Mode::Emulated;
      break;
  }
  if (config.lowPrecisionScores && precision == Precision::Bf16) {
    throw Error(
        ErrorCode::Unsupported,
        Sentence::tr("model.low_precision_scores: expected false with train.precision bf16, found true; "
                     "scores are rounded through fp16 only"));
  }
  lowStream_ = config.lowPrecisionResidual;
  halfScores_ = config.lowPrecisionScores;
}

void Arithmetic::keepShadows(const Weights& weights, std::vector<NamedParameter>& parameters) {
  if (mode_ != Mode::Low) return;
  shadows_ = ShadowWeights(type_);
  std::unordered_set<const c10::TensorImpl*> multiplied{weights.head.unsafeGetTensorImpl()};
  for (const BlockWeights& block : weights.blocks) {
    for (const LinearWeights* linear : {&block.qkv, &block.attentionOut, &block.up, &block.down}) {
      multiplied.insert({linear->weight.unsafeGetTensorImpl(), linear->bias.unsafeGetTensorImpl()});
    }
  }
  for (NamedParameter& parameter : parameters) {
    if (multiplied.contains(parameter.value.unsafeGetTensorImpl()))
      parameter.shadow = shadows_.keep(parameter.value);
  }
}

at::Tensor Arithmetic::linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const {
  switch (mode_) {
    case Mode::Low:
      return at::linear(x.to(type_), shadows_.of(weight), bias.defined() ? shadows_.of(bias) : bias);
    case Mode::Emulated:
      return throughHalf(at::linear(throughHalf(x), throughHalf(weight), throughHalf(bias)));
    case Mode::Full:
      break;
  }
  return at::linear(x, weight, bias);
}

at::Tensor Arithmetic::addLinear(const at::Tensor& stream, const at::Tensor& x,
                                 const LinearWeights& weights) const {
  if (mode_ != Mode::Full) return toStream(stream + linear(x, weights.weight, weights.bias));
  // The product is added where it is made: one pass over the stream less.
  if (!weights.bias.defined()) return at::addmm(stream, x, weights.weight.t());
  return at::linear(x, weights.weight, weights.bias).add_(stream);
}

at::Tensor Arithmetic::norm(const at::Tensor& x, const NormWeights& weights) const {
  if (!weights.weight.defined()) return x;
  if (rms_) return at::rms_norm(x.to(at::kFloat), weights.weight.sizes(), weights.weight, normEpsilon_);
  return at::layer_norm(x.to(at::kFloat), weights.weight.sizes(), weights.weight, weights.bias, normEpsilon_);
}

at::Tensor Arithmetic::rounded(const at::Tensor& x) const {
  if (mode_ == Mode::Full) return x;
  return mode_ == Mode::Emulated ? throughHalf(x) : x.to(type_);
}

at::Tensor Arithmetic::toStream(const at::Tensor& x) const { return lowStream_ ? rounded(x) : x; }

}  // namespace entroscope
