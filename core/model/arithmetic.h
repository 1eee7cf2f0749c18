// In which precision a model computes. Parameters are fp32 always; this says what happens to them and to
// the values on the way. Private to core/model; training thread.
//
// fp32, tf32: everything fp32. bf16, fp16 (for GPUs; a CPU is slow at it): operands of every projection,
// queries, keys, values and hidden FFN activations in that type, norms and sums in fp32, as PyTorch's
// autocast does; the residual stream in fp32 unless lowPrecisionResidual.
//
// fp16-emulated: fp32 arithmetic with values rounded through IEEE fp16 (nearest even, overflow to ±Inf)
// where fp16 autocast would store them:
//   forward   input, weight, bias and output of every projection (QKV, attention output, FFN up and down,
//             head), rotated queries and keys; with lowPrecisionScores QKᵀ before the scale (in the
//             attention kernel); with lowPrecisionResidual the residual stream after every addition (the
//             embedding itself is fp32 in the released code, and the first sum takes it as it is);
//   backward  the gradient of each of these values is rounded through fp16 too, overflow included, for
//             these gradients are fp16 tensors in the released code; only the gradient at QKᵀ passes
//             unrounded. Softmax, probabilities, norms, loss and the sums inside a product stay fp32.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/run_config.h"
#include "core/model/shadow_weights.h"
#include "core/model/weights.h"

namespace entroscope {

class Arithmetic {
 public:
  /// @throws Error{Unsupported} for tf32 on a CPU, and for fp16's rounding of scores with bf16.
  Arithmetic(const ModelConfig& config, Precision precision, at::Device device);

  /// x Wᵀ + b for x [N, in].
  at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const;
  /// stream + x Wᵀ + b, [N, d].
  at::Tensor addLinear(const at::Tensor& stream, const at::Tensor& x, const LinearWeights& weights) const;
  /// LayerNorm or RMSNorm in fp32; x itself where there is no norm.
  at::Tensor norm(const at::Tensor& x, const NormWeights& weights) const;
  /// What was computed in fp32, in the type of a projection's result.
  at::Tensor rounded(const at::Tensor& x) const;
  /// A new value of the residual stream, in its precision.
  at::Tensor toStream(const at::Tensor& x) const;
  /// Keeps 16-bit copies of what the products multiply with, where they are formed in 16 bits; sets
  /// NamedParameter::shadow for the optimizer.
  void keepShadows(const Weights& weights, std::vector<NamedParameter>& parameters);
  void refreshShadows() { shadows_.refresh(); }
  /// Everything in fp32.
  bool full() const { return mode_ == Mode::Full; }
  /// The residual stream is fp32 and nothing is rounded beside it: it may be added to and normed in one pass.
  bool joins() const { return mode_ == Mode::Full || (mode_ == Mode::Low && !lowStream_); }
  /// The type that projections read and give.
  at::ScalarType type() const { return type_; }
  /// Whether QKᵀ is rounded through fp16 before the scale.
  bool halfScores() const { return halfScores_; }

 private:
  enum class Mode { Full, Low, Emulated };
  Mode mode_ = Mode::Full;
  at::ScalarType type_ = at::kFloat;  ///< of Mode::Low
  bool lowStream_ = false, halfScores_ = false, rms_ = false;
  double normEpsilon_;
  ShadowWeights shadows_{at::kFloat};
};

}  // namespace entroscope
