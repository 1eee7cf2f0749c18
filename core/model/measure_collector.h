// What one forward pass tells of every head and layer. Private to core/model; training thread.
//
// NaN counts, per layer and summed over batch and heads:
//   scores         NaN entries of QKᵀ·scale at or below the diagonal;
//   probabilities  T × NaN rows: softmax turns a row with one NaN into T of them. The paper's released
//                  code logs this number averaged over heads: divide by H;
//   residual       NaN entries of the [B,T,d] stream after the layer.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "core/kernels/attention.h"
#include "core/model/language_model.h"

namespace entroscope {

class MeasureCollector {
 public:
  void addAttention(const AttentionResult& result);
  /// @param census of the stream's rows where a kernel has made one (AddNormResult), else undefined.
  void addResidual(const at::Tensor& stream, const at::Tensor& census = {});
  void addProbabilities(const at::Tensor& probabilities) { probabilities_.push_back(probabilities); }
  /// Fills all measures of the result.
  void summarise(bool asReleasedEntropy, ForwardResult& result) const;

 private:
  std::vector<at::Tensor> entropy_, logSumExp_, nanScores_;  ///< [B,H,T] a layer
  std::vector<at::Tensor> residual_, range_;                 ///< [] fp32, [2] fp32 a layer
  std::vector<at::Tensor> probabilities_;                    ///< [H,n,n] a layer, where asked for
};

/// Smallest and largest entry of x as fp32 [2], on its device; both NaN where x holds one.
at::Tensor rangeOf(const at::Tensor& x);
/// NaN entries of x as fp32 []. On the CPU its range is looked at first, for an exact count costs 15 times as
/// much; on a GPU counting is cheaper than waiting for the answer.
at::Tensor countNan(const at::Tensor& x, const at::Tensor& range);

}  // namespace entroscope
