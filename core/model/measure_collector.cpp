#include "core/model/measure_collector.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/aminmax.h>
#include <ATen/ops/full.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace entroscope {

at::Tensor rangeOf(const at::Tensor& x) {
  const auto [smallest, largest] = at::aminmax(x.detach());
  return at::stack({smallest, largest}).to(at::kFloat);
}

at::Tensor countNan(const at::Tensor& x, const at::Tensor& range) {
  const at::Tensor values = x.detach();
  if (values.is_cpu() && !std::isnan(range.const_data_ptr<float>()[0])) return at::zeros({}, at::kFloat);
  return at::isnan(values).sum().to(at::kFloat);
}

void MeasureCollector::addAttention(const AttentionResult& result) {
  entropy_.push_back(result.entropy);
  logSumExp_.push_back(result.logSumExp);
  nanScores_.push_back(result.nanScores);
}

void MeasureCollector::addResidual(const at::Tensor& stream, const at::Tensor& census) {
  if (census.defined()) {
    const at::Tensor columns = census.detach();
    range_.push_back(at::stack({columns.select(1, 0).amin(), columns.select(1, 1).amax()}));
    residual_.push_back(columns.select(1, 2).sum());
    return;
  }
  range_.push_back(rangeOf(stream));
  residual_.push_back(countNan(stream, range_.back()));
}

void MeasureCollector::summarise(bool asReleasedEntropy, ForwardResult& result) const {
  const c10::NoGradGuard noGrad;
  const at::Tensor entropy = at::stack(entropy_);  // [L,B,H,T]
  // With the released code's nansum a NaN row's entropy is a number; its log-sum-exp is not.
  const at::Tensor sums = at::stack(logSumExp_);
  const at::Tensor nan = asReleasedEntropy ? at::isnan(sums) : at::isnan(entropy);
  const at::Tensor nanRows = nan.sum({1, 3}).to(at::kFloat);  // [L,H]
  const auto rows = static_cast<double>(entropy.size(1) * entropy.size(3));
  const auto context = static_cast<double>(entropy.size(3));
  if (asReleasedEntropy) {
    result.entropy = entropy.mean({1, 3});
  } else {
    const at::Tensor finite = at::where(nan, at::zeros({}, entropy.options()), entropy);
    result.entropy = finite.sum({1, 3}) / (rows - nanRows);  // 0/0 is NaN where no row is finite
  }
  result.nanRowShare = nanRows / rows;
  result.nanCounts = at::stack(
      {at::stack(nanScores_).sum({1, 2, 3}).to(at::kFloat), nanRows.sum(1) * context, at::stack(residual_)});
  result.scoreMaximum = sums.amax({1, 3});
  result.residualRange = at::stack(range_);
  if (probabilities_.empty()) return;
  result.attention = at::stack(probabilities_);
  result.positionEntropy = entropy.nanmean(1);
}

}  // namespace entroscope
