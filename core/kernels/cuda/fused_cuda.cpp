// Registers the fused step's operations for CUDA: classifier, residual addition with norms, activations,
// AdamW and the census of the gradients. Tensors to pointers and streams; the arithmetic is in the headers
// beside the .cu files. Matrix products and rotation need nothing of their own: their composite
// implementations run cuBLAS and ATen.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <c10/core/DeviceGuard.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number_of.h"

namespace entroscope {
namespace {

using Optional = std::optional<at::Tensor>;

/// Keeps contiguous copies, fp32 unless said, alive while their pointers are in use.
class Pointers {
 public:
  const float* operator()(const Optional& x) { return static_cast<const float*>(as(at::kFloat, x)); }
  const void* as(at::ScalarType type, const Optional& x) {
    if (!x || !x->defined()) return nullptr;
    kept_.push_back(x->to(type).contiguous());
    return kept_.back().const_data_ptr();
  }

 private:
  std::vector<at::Tensor> kept_;
};

/// The types the kernels read as they are; double goes through fp32.
at::Tensor readable(const at::Tensor& x) {
  const bool known =
      x.scalar_type() == at::kFloat || x.scalar_type() == at::kHalf || x.scalar_type() == at::kBFloat16;
  return (known ? x : x.to(at::kFloat)).contiguous();
}

at::Tensor crossEntropyCuda(at::Tensor logits, const at::Tensor& targets, bool gradient) {
  const c10::OptionalDeviceGuard guard(logits.device());
  const at::Tensor values = readable(logits), chosen = targets.contiguous();
  const at::Tensor count = chosen.ne(-100).sum().to(at::kFloat), scale = count.reciprocal();
  const at::Tensor losses = at::empty({values.size(0)}, count.options());
  cuda::ClassifierArguments a;
  a.logits = gradient ? values.mutable_data_ptr() : const_cast<void*>(values.const_data_ptr());
  a.type = numberOf(values);
  a.targets = chosen.const_data_ptr<std::int64_t>();
  a.scale = scale.const_data_ptr<float>();
  a.gradient = gradient;
  a.losses = losses.mutable_data_ptr<float>();
  a.rows = values.size(0);
  a.vocabulary = values.size(1);
  C10_CUDA_CHECK(cuda::launchClassifier(a, c10::cuda::getCurrentCUDAStream()));
  if (gradient && !values.is_same(logits)) logits.copy_(values);
  return losses.sum() / count;  // 0/0 is NaN where no row counts
}

void scaleCuda(at::Tensor values, const at::Tensor& factor) {
  const c10::OptionalDeviceGuard guard(values.device());
  const at::Tensor one = factor.to(at::kFloat), dense = readable(values);
  cuda::ScaleArguments a;
  a.values = dense.mutable_data_ptr();
  a.type = numberOf(dense);
  a.count = dense.numel();
  a.factor = one.const_data_ptr<float>();
  C10_CUDA_CHECK(cuda::launchScale(a, c10::cuda::getCurrentCUDAStream()));
  if (!dense.is_same(values)) values.copy_(dense);
}

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor> addNormCuda(
    const at::Tensor& stream, const Optional& addend, const Optional& bias1, const Optional& bias2,
    const Optional& weight1, const Optional& shift1, const Optional& weight2, const Optional& shift2,
    bool rms, double epsilon, at::ScalarType low, bool census) {
  const c10::OptionalDeviceGuard guard(stream.device());
  const bool adds = addend || bias1 || bias2 || !stream.is_contiguous();
  Pointers pointer;
  cuda::AddNormArguments a;
  a.rows = stream.size(0), a.width = stream.size(1);
  a.rms = rms;
  a.epsilon = static_cast<float>(epsilon);
  a.type = numberOf(low);
  a.stream = pointer(stream), a.addend = pointer.as(low, addend);
  a.bias1 = pointer(bias1), a.bias2 = pointer(bias2);
  a.weight1 = pointer(weight1), a.shift1 = pointer(shift1);
  a.weight2 = pointer(weight2), a.shift2 = pointer(shift2);
  const auto make = [&](bool wanted, at::IntArrayRef shape, float*& data) {
    if (!wanted) return at::Tensor();
    at::Tensor made = at::empty(shape, stream.options());
    data = made.mutable_data_ptr<float>();
    return made;
  };
  const at::Tensor sum = make(adds, stream.sizes(), a.sum);
  const auto makeLow = [&](bool wanted, void*& data) {
    if (!wanted) return at::Tensor();
    at::Tensor made = at::empty(stream.sizes(), stream.options().dtype(low));
    data = made.mutable_data_ptr();
    return made;
  };
  const at::Tensor norm1 = makeLow(weight1.has_value() || low != at::kFloat, a.norm1);
  const at::Tensor norm2 = makeLow(weight2.has_value(), a.norm2);
  const at::Tensor mean = make(true, {a.rows}, a.mean);
  const at::Tensor inverse = make(weight1 || weight2, {a.rows}, a.inverse);
  const at::Tensor counted = make(census, {a.rows, 3}, a.census);
  C10_CUDA_CHECK(cuda::launchAddNorm(a, c10::cuda::getCurrentCUDAStream()));
  return {adds ? sum : stream, norm1, norm2, mean, inverse, counted};
}

/// Partial sums over the rows of several quantities with `columns` columns each, added in order afterwards.
class PartialSums {
 public:
  PartialSums(std::vector<bool> wanted, std::int64_t rows, std::int64_t columns,
              const at::TensorOptions& options)
      : wanted_(std::move(wanted)),
        parts_(at::empty(
            {std::ranges::count(wanted_, true), (rows + cuda::kSumRows - 1) / cuda::kSumRows, columns},
            options.dtype(at::kFloat))) {}
  /// Null where not wanted.
  float* place(std::size_t quantity) const {
    return wanted_[quantity] ? parts_.select(0, index(quantity)).mutable_data_ptr<float>() : nullptr;
  }
  /// [columns] of each quantity; undefined where not wanted.
  std::vector<at::Tensor> sums() const {
    std::vector<at::Tensor> all(wanted_.size());
    if (parts_.size(0) == 0) return all;
    const at::Tensor summed = parts_.sum(1);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (wanted_[i]) all[i] = summed.select(0, index(i));
    }
    return all;
  }

 private:
  std::int64_t index(std::size_t quantity) const {
    return std::count(wanted_.begin(), wanted_.begin() + static_cast<std::ptrdiff_t>(quantity), true);
  }

  std::vector<bool> wanted_;
  at::Tensor parts_;  ///< [quantities, parts, columns]
};

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor>
addNormBackwardCuda(const Optional& gradientSum, const Optional& gradient1, const Optional& gradient2,
                    const at::Tensor& sum, const at::Tensor& mean, const Optional& inverse,
                    const Optional& weight1, const Optional& weight2, bool rms, bool bias,
                    at::ScalarType addend) {
  const c10::OptionalDeviceGuard guard(sum.device());
  const std::int64_t rows = sum.size(0), width = sum.size(1);
  Pointers pointer;
  cuda::AddNormBackwardArguments a;
  a.rows = rows, a.width = width;
  a.rms = rms;
  a.gradientSum = pointer(gradientSum);
  // Where nothing was added, the norms' gradients have the type.
  at::ScalarType type = addend;
  for (const Optional* gradient : {&gradient1, &gradient2}) {
    if (*gradient && (*gradient)->scalar_type() != at::kFloat) type = (*gradient)->scalar_type();
  }
  a.type = numberOf(type);
  a.gradient1 = pointer.as(type, gradient1), a.gradient2 = pointer.as(type, gradient2);
  a.sum = pointer(sum), a.mean = pointer(mean), a.inverse = pointer(inverse);
  a.weight1 = pointer(weight1), a.weight2 = pointer(weight2);
  const at::Tensor result = at::empty({rows, width}, sum.options());
  a.result = result.mutable_data_ptr<float>();
  at::Tensor low;
  if (addend != at::kFloat) {
    low = at::empty({rows, width}, sum.options().dtype(addend));
    a.low = low.mutable_data_ptr();
  }
  const bool normed1 = a.gradient1 && a.weight1, normed2 = a.gradient2 && a.weight2;
  const PartialSums parts({normed1, normed1, normed2, normed2, bias}, rows, width, sum.options());
  a.partWeight1 = parts.place(0), a.partShift1 = parts.place(1);
  a.partWeight2 = parts.place(2), a.partShift2 = parts.place(3);
  a.partBias = parts.place(4);
  C10_CUDA_CHECK(cuda::launchAddNormBackward(a, c10::cuda::getCurrentCUDAStream()));
  const auto sums = parts.sums();
  return {result, sums[0], sums[1], sums[2], sums[3], sums[4], low};
}

struct ActivationCall {
  Pointers pointer;
  cuda::ActivationArguments a;
  ActivationCall(const at::Tensor& x, std::int64_t kind, const Optional& slope, const Optional& bias) {
    a.type = numberOf(x);
    a.kind = static_cast<cuda::ActivationKind>(kind);
    a.features = x.dim() > 0 ? x.size(-1) : 1;
    a.rows = a.features > 0 ? x.numel() / a.features : 0;
    a.x = x.const_data_ptr();
    a.slope = pointer(slope), a.bias = pointer(bias);
    a.perFeature = slope && slope->dim() == 1;
  }
};

at::Tensor activationCuda(const at::Tensor& x, std::int64_t kind, const Optional& slope,
                          const Optional& bias) {
  const c10::OptionalDeviceGuard guard(x.device());
  const at::Tensor input = readable(x), result = at::empty(input.sizes(), input.options());
  ActivationCall call(input, kind, slope, bias);
  call.a.result = result.mutable_data_ptr();
  C10_CUDA_CHECK(cuda::launchActivation(call.a, c10::cuda::getCurrentCUDAStream()));
  return result.to(x.scalar_type());
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> activationBackwardCuda(const at::Tensor& gradient,
                                                                      const at::Tensor& x, std::int64_t kind,
                                                                      const Optional& slope,
                                                                      const Optional& bias,
                                                                      bool slopeGradient, bool biasGradient) {
  const c10::OptionalDeviceGuard guard(x.device());
  const at::Tensor input = readable(x), upstream = gradient.to(input.scalar_type()).contiguous();
  const at::Tensor dx = at::empty(input.sizes(), input.options());
  ActivationCall call(input, kind, slope, bias);
  call.a.gradient = upstream.const_data_ptr();
  call.a.result = dx.mutable_data_ptr();
  const PartialSums parts({slopeGradient, biasGradient}, call.a.rows, call.a.features, input.options());
  call.a.partSlope = parts.place(0), call.a.partBias = parts.place(1);
  C10_CUDA_CHECK(cuda::launchActivation(call.a, c10::cuda::getCurrentCUDAStream()));
  const auto sums = parts.sums();
  at::Tensor dslope = sums[0];
  if (slopeGradient && slope->dim() == 0) dslope = dslope.sum();
  return {dx.to(x.scalar_type()), dslope, sums[1]};
}

void adamwCuda(at::Tensor parameter, const at::Tensor& gradient, at::Tensor mean, at::Tensor variance,
               const at::Tensor& numbers, const Optional& clip, const Optional& skip, Optional shadow) {
  const c10::OptionalDeviceGuard guard(parameter.device());
  cuda::AdamwArguments a;
  a.parameter = parameter.mutable_data_ptr<float>();
  a.mean = mean.mutable_data_ptr<float>();
  a.variance = variance.mutable_data_ptr<float>();
  a.gradient = gradient.const_data_ptr<float>();
  a.count = parameter.numel();
  a.numbers = static_cast<const AdamwNumbers*>(numbers.const_data_ptr());
  if (clip) a.clip = clip->const_data_ptr<float>();
  if (skip) a.skip = skip->const_data_ptr<float>();
  if (shadow) {
    a.shadow = shadow->mutable_data_ptr();
    a.shadowType = numberOf(*shadow);
  }
  C10_CUDA_CHECK(cuda::launchAdamw(a, c10::cuda::getCurrentCUDAStream()));
}

at::Tensor gradientCensusCuda(at::TensorList gradients) {
  const c10::OptionalDeviceGuard guard(gradients[0].device());
  const auto count = static_cast<std::int64_t>(gradients.size());
  std::vector<at::Tensor> values;
  for (const at::Tensor& gradient : gradients)
    values.push_back(gradient.detach().to(at::kFloat).contiguous());
  const at::Tensor parts = at::empty({count, cuda::kCensusParts, 2}, values[0].options().dtype(at::kDouble));
  for (std::int64_t first = 0; first < count; first += cuda::kCensusTable) {
    cuda::CensusArguments a;
    a.gradients = static_cast<int>(std::min<std::int64_t>(count - first, cuda::kCensusTable));
    for (int i = 0; i < a.gradients; ++i) {
      const at::Tensor& x = values[static_cast<std::size_t>(first + i)];
      a.data[i] = x.const_data_ptr<float>();
      a.count[i] = x.numel();
    }
    a.parts = parts.mutable_data_ptr<double>() + first * cuda::kCensusParts * 2;
    C10_CUDA_CHECK(cuda::launchCensus(a, c10::cuda::getCurrentCUDAStream()));
  }
  return parts.sum(1);
}

}  // namespace

TORCH_LIBRARY_IMPL(entroscope, CUDA, library) {
  library.impl("cross_entropy_", &crossEntropyCuda);
  library.impl("scale_", &scaleCuda);
  library.impl("add_norm", &addNormCuda);
  library.impl("add_norm_backward", &addNormBackwardCuda);
  library.impl("activation", &activationCuda);
  library.impl("activation_backward", &activationBackwardCuda);
  library.impl("adamw_", &adamwCuda);
  library.impl("gradient_census", &gradientCensusCuda);
}

}  // namespace entroscope
