// Residual addition and LayerNorm or RMSNorm in one pass over the rows; the row means that come with it tell
// whether the stream holds a NaN. Dispatcher-registered with autograd; torch in the interface. Training
// thread. The stream and all sums are fp32; in mixed precision the addend comes, and the norms' results go,
// in 16 bits, so that no pass of its own converts them.
//
// sum = stream + addend + bias1 + bias2; norm_i = (sum − mean)/√(variance + ε) · weight_i + shift_i
// (Ba et al. 2016), or sum/√(Σ sum²/d + ε) · weight_i (Zhang & Sennrich 2019), or the sum itself where there
// is no weight_i.
#pragma once

#include <ATen/core/Tensor.h>

namespace entroscope {

struct NormParameters {
  at::Tensor weight, shift;  ///< [d]; both undefined where there is no norm
};

struct AddNormInputs {
  at::Tensor stream;        ///< [N,d]
  at::Tensor addend;        ///< [N,d] `low`; undefined: nothing is added (and there are no biases)
  at::Tensor bias1, bias2;  ///< [d] or undefined; their gradients are equal
  NormParameters first, second;
  bool two = false;  ///< whether a second result is wanted
  bool rms = false;  ///< RMSNorm: not centred
  double epsilon = 1e-5;
  at::ScalarType low = at::kFloat;  ///< of `first` and `second`, bf16 or fp16 in mixed precision
  bool census = false;              ///< whether the sum's values are to be counted along
};

struct AddNormResult {
  at::Tensor sum, first,
      second;       ///< [N,d], the sum fp32, the others `low`; `second` undefined unless asked for
  at::Tensor mean;  ///< [N] fp32 row means of the sum: NaN in each row that holds one. Detached
  /// [N,3] fp32 least and largest value of the sum's row, NaN where it holds one, and how many. Detached;
  /// undefined unless asked for, and on devices whose pass over the rows does not count along (the CPU).
  at::Tensor census;
};

/// @throws Error{BadInput} naming the shapes found.
AddNormResult addNorm(const AddNormInputs& inputs);

}  // namespace entroscope
