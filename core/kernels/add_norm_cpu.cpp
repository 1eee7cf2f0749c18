#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>

#include "core/kernels/add_norm_checks.h"
#include "core/kernels/cpu/norm_rows.h"
#include "core/kernels/row_ranges.h"

namespace entroscope {
namespace {

/// Keeps contiguous copies alive while their pointers are in use.
class Pointers {
 public:
  const float* operator()(const OptionalTensor& x) {
    if (!x || !x->defined()) return nullptr;
    kept_.push_back(x->contiguous());
    return kept_.back().const_data_ptr<float>();
  }

 private:
  std::vector<at::Tensor> kept_;
};

}  // namespace

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor> addNormCpu(
    const at::Tensor& stream, const OptionalTensor& addend, const OptionalTensor& bias1,
    const OptionalTensor& bias2, const OptionalTensor& weight1, const OptionalTensor& shift1,
    const OptionalTensor& weight2, const OptionalTensor& shift2, bool rms, double epsilon) {
  const std::int64_t rows = stream.size(0), width = stream.size(1);
  const bool adds = addend || bias1 || bias2 || !stream.is_contiguous();
  Pointers pointer;
  cpu::AddNormForward a;
  a.width = width;
  a.rms = rms;
  a.epsilon = epsilon;
  a.stream = pointer(stream);
  a.addend = pointer(addend);
  a.bias1 = pointer(bias1), a.bias2 = pointer(bias2);
  a.weight1 = pointer(weight1), a.shift1 = pointer(shift1);
  a.weight2 = pointer(weight2), a.shift2 = pointer(shift2);
  const auto make = [&](bool wanted, at::IntArrayRef shape, float*& data) {
    if (!wanted) return at::Tensor();
    at::Tensor made = at::empty(shape, stream.options());
    data = made.mutable_data_ptr<float>();
    return made;
  };
  at::Tensor sum = make(adds, {rows, width}, a.sum);
  at::Tensor norm1 = make(weight1.has_value(), {rows, width}, a.norm1);
  at::Tensor norm2 = make(weight2.has_value(), {rows, width}, a.norm2);
  at::Tensor mean = make(true, {rows}, a.mean);
  at::Tensor inverse = make(weight1 || weight2, {rows}, a.inverse);
  at::parallel_for(0, rows, std::max<std::int64_t>(1, 4096 / width),
                   [&](std::int64_t begin, std::int64_t end) { cpu::addNormForward(a, begin, end - begin); });
  return {adds ? sum : stream, norm1, norm2, mean, inverse};
}

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor> addNormBackwardCpu(
    const OptionalTensor& gradientSum, const OptionalTensor& gradient1, const OptionalTensor& gradient2,
    const at::Tensor& sum, const at::Tensor& mean, const OptionalTensor& inverse,
    const OptionalTensor& weight1, const OptionalTensor& weight2, bool rms, bool bias) {
  const std::int64_t rows = sum.size(0), width = sum.size(1);
  Pointers pointer;
  cpu::AddNormBackward a;
  a.width = width;
  a.rms = rms;
  a.gradientSum = pointer(gradientSum);
  a.gradient1 = pointer(gradient1), a.gradient2 = pointer(gradient2);
  a.sum = pointer(sum), a.mean = pointer(mean), a.inverse = pointer(inverse);
  a.weight1 = pointer(weight1), a.weight2 = pointer(weight2);
  const at::Tensor result = at::empty({rows, width}, sum.options());
  a.result = result.mutable_data_ptr<float>();
  std::vector<ColumnSum> sums(5);
  at::Tensor parameters[5];
  const bool normed1 = a.weight1 && a.gradient1, normed2 = a.weight2 && a.gradient2;
  const bool wanted[] = {normed1, normed1, normed2, normed2, bias};
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i].columns = width;
    if (!wanted[i]) continue;
    parameters[i] = at::empty({width}, sum.options());
    sums[i].result = parameters[i].mutable_data_ptr<float>();
  }
  sumOverRanges(rows, sums, [&](std::int64_t first, std::int64_t count, float* const* own) {
    cpu::addNormBackward(a, first, count, {own[0], own[1], own[2], own[3], own[4]});
  });
  return {result, parameters[0], parameters[1], parameters[2], parameters[3], parameters[4]};
}

}  // namespace entroscope
