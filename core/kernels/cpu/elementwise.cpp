#include "core/kernels/cpu/elementwise.h"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/cpu/elementwise.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as it demands.
#include <hwy/highway.h>

#include "core/kernels/cpu/simd_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace entroscope {
namespace HWY_NAMESPACE {
namespace {

using cpu::BiasView;
using cpu::SlopeView;

constexpr float kRootTwoOverPi = 0.7978845608028654f, kCubic = 0.044715f, kRootTwoPi = 0.3989422804014327f;

/// f(x) and, with Gradient, f'(x). `slope` serves leaky ReLU alone. NaN passes through every branch.
template <Activation Kind, bool Gradient>
HWY_INLINE Vector evaluate(Vector x, Vector slope) {
  const Floats f;
  const Vector one = constant(1.0f), zero = hn::Zero(f);
  if constexpr (Kind == Activation::GeluErf) {
    Vector gauss;
    const Vector phi = normalDistribution(x, gauss);
    if (!Gradient) return hn::Mul(x, phi);
    return hn::MulAdd(hn::Mul(x, constant(kRootTwoPi)), gauss, phi);
  } else if constexpr (Kind == Activation::GeluTanh) {
    // x/2 (1 + tanh u) = x σ(2u).
    const Vector square = hn::Mul(x, x);
    const Vector u =
        hn::Mul(hn::Mul(x, constant(2 * kRootTwoOverPi)), hn::MulAdd(square, constant(kCubic), one));
    const Vector e = exponential(hn::Min(constant(80.0f), hn::Neg(u)));
    const Vector sigma = hn::Div(one, hn::Add(one, e));
    if (!Gradient) return hn::Mul(x, sigma);
    const Vector du = hn::Mul(constant(2 * kRootTwoOverPi), hn::MulAdd(square, constant(3 * kCubic), one));
    // 1 − σ as e σ, which keeps its digits where σ is near 1.
    return hn::MulAdd(hn::Mul(x, du), hn::Mul(sigma, hn::Mul(e, sigma)), sigma);
  } else if constexpr (Kind == Activation::Relu) {
    // A NaN is not below zero: it passes, and so does the gradient there.
    if (!Gradient) return hn::IfThenZeroElse(hn::Lt(x, zero), x);
    return hn::IfThenZeroElse(hn::Le(x, zero), one);
  } else {
    const auto upper = hn::Ge(x, zero);
    if (!Gradient) return hn::IfThenElse(upper, x, hn::Mul(x, slope));
    return hn::IfThenElse(upper, one, slope);
  }
}

std::int64_t rowOf(std::int64_t n, const SlopeView& slope, const BiasView& bias) {
  return slope.perFeature ? slope.features : bias.data ? bias.features : n;
}

template <Activation Kind>
void forwardOf(const float* x, float* y, std::int64_t n, const SlopeView& slope, const BiasView& bias) {
  const std::int64_t row = rowOf(n, slope, bias);
  const Vector single = constant(slope.data ? slope.data[0] : 0.0f);
  for (std::int64_t start = 0; start < n; start += row) {
    forEachVector(row, [&](std::int64_t i, std::int64_t count) HWY_ATTR {
      const Vector s = slope.perFeature ? loadSome(slope.data + i, count) : single;
      Vector value = loadSome(x + start + i, count);
      if (bias.data) value = hn::Add(value, loadSome(bias.data + i, count));
      storeSome(evaluate<Kind, false>(value, s), y + start + i, count);
    });
  }
}

template <Activation Kind>
void backwardOf(const float* x, const float* g, float* dx, std::int64_t n, const SlopeView& slope,
                const BiasView& bias, double* slopeGradient, float* biasGradient) {
  const Floats f;
  const std::int64_t row = rowOf(n, slope, bias);
  const Vector single = constant(slope.data ? slope.data[0] : 0.0f);
  Vector sum = hn::Zero(f);
  for (std::int64_t start = 0; start < n; start += row) {
    forEachVector(row, [&](std::int64_t i, std::int64_t count) HWY_ATTR {
      const Vector s = slope.perFeature ? loadSome(slope.data + i, count) : single;
      Vector value = loadSome(x + start + i, count);
      const Vector gradient = loadSome(g + start + i, count);
      if (bias.data) value = hn::Add(value, loadSome(bias.data + i, count));
      const Vector result = hn::Mul(gradient, evaluate<Kind, true>(value, s));
      storeSome(result, dx + start + i, count);
      if (biasGradient)
        storeSome(hn::Add(loadSome(biasGradient + i, count), result), biasGradient + i, count);
      if (Kind != Activation::LeakyRelu || !slopeGradient) return;
      const Vector term = hn::IfThenZeroElse(hn::Ge(value, hn::Zero(f)), hn::Mul(value, gradient));
      if (!slope.perFeature) {
        sum = hn::Add(sum, term);
        return;
      }
      alignas(64) float terms[kLanes];
      hn::Store(term, f, terms);
      for (std::int64_t c = 0; c < count; ++c) slopeGradient[i + c] += terms[c];
    });
  }
  if (Kind == Activation::LeakyRelu && slopeGradient && !slope.perFeature) {
    alignas(64) float lanes[kLanes];
    hn::Store(sum, f, lanes);
    for (const float lane : lanes) *slopeGradient += lane;
  }
}

void ActivateForward(Activation activation, const float* x, float* y, std::int64_t n, const SlopeView& slope,
                     const BiasView& bias) {
  switch (activation) {
    case Activation::GeluErf:
      return forwardOf<Activation::GeluErf>(x, y, n, slope, bias);
    case Activation::GeluTanh:
      return forwardOf<Activation::GeluTanh>(x, y, n, slope, bias);
    case Activation::Relu:
      return forwardOf<Activation::Relu>(x, y, n, slope, bias);
    case Activation::LeakyRelu:
      return forwardOf<Activation::LeakyRelu>(x, y, n, slope, bias);
  }
}

void ActivateBackward(Activation activation, const float* x, const float* g, float* dx, std::int64_t n,
                      const SlopeView& slope, const BiasView& bias, double* slopeGradient,
                      float* biasGradient) {
  switch (activation) {
    case Activation::GeluErf:
      return backwardOf<Activation::GeluErf>(x, g, dx, n, slope, bias, slopeGradient, biasGradient);
    case Activation::GeluTanh:
      return backwardOf<Activation::GeluTanh>(x, g, dx, n, slope, bias, slopeGradient, biasGradient);
    case Activation::Relu:
      return backwardOf<Activation::Relu>(x, g, dx, n, slope, bias, slopeGradient, biasGradient);
    case Activation::LeakyRelu:
      return backwardOf<Activation::LeakyRelu>(x, g, dx, n, slope, bias, slopeGradient, biasGradient);
  }
}

double CrossEntropyRow(float* logits, std::int64_t vocabulary, std::int64_t target, float gradientScale) {
  const Floats f;
  const std::int64_t whole = vocabulary / kLanes * kLanes;
  Vector highest = hn::Neg(hn::Inf(f));
  for (std::int64_t i = 0; i < whole; i += kLanes) highest = hn::Max(highest, hn::LoadU(f, logits + i));
  float maximum = hn::GetLane(hn::MaxOfLanes(f, highest));
  for (std::int64_t i = whole; i < vocabulary; ++i) maximum = logits[i] > maximum ? logits[i] : maximum;

  const double chosen = logits[target];
  const Vector shift = constant(maximum);
  Vector partial = hn::Zero(f);
  const bool keep = gradientScale != 0.0f;
  forEachVector(vocabulary, [&](std::int64_t i, std::int64_t count) HWY_ATTR {
    Vector e = exponential(hn::Sub(loadSome(logits + i, count), shift));
    if (keep) storeSome(e, logits + i, count);
    if (count < kLanes) e = hn::IfThenElseZero(hn::FirstN(f, static_cast<std::size_t>(count)), e);
    partial = hn::Add(partial, e);
  });
  const float total = hn::GetLane(hn::SumOfLanes(f, partial));
  if (keep) {
    const Vector factor = constant(gradientScale / total);
    forEachVector(vocabulary, [&](std::int64_t i, std::int64_t count) HWY_ATTR {
      storeSome(hn::Mul(loadSome(logits + i, count), factor), logits + i, count);
    });
    logits[target] -= gradientScale;
  }
  return std::log(static_cast<double>(total)) + maximum - chosen;
}

void AdamwRange(float* parameter, const float* gradient, float* mean, float* variance, std::int64_t n,
                const AdamwNumbers& c) {
  const Vector beta1 = constant(c.beta1), rest1 = constant(c.rest1);
  const Vector beta2 = constant(c.beta2), rest2 = constant(c.rest2);
  forEachVector(n, [&](std::int64_t i, std::int64_t count) HWY_ATTR {
    const Vector g = hn::Mul(loadSome(gradient + i, count), constant(c.gradientScale));
    const Vector m = hn::MulAdd(rest1, g, hn::Mul(beta1, loadSome(mean + i, count)));
    const Vector v = hn::MulAdd(hn::Mul(rest2, g), g, hn::Mul(beta2, loadSome(variance + i, count)));
    const Vector root = hn::MulAdd(hn::Sqrt(v), constant(c.rootScale), constant(c.epsilon));
    const Vector kept = hn::Mul(loadSome(parameter + i, count), constant(c.keepBefore));
    const Vector updated = hn::NegMulAdd(constant(c.stepSize), hn::Div(m, root), kept);
    storeSome(m, mean + i, count);
    storeSome(v, variance + i, count);
    storeSome(hn::Mul(updated, constant(c.keepAfter)), parameter + i, count);
  });
}

double SquaredSum(const float* x, std::int64_t n) {
  const hn::Half<Floats> half;
  const hn::Rebind<double, hn::Half<Floats>> d;
  using Doubles = hn::Vec<decltype(d)>;
  constexpr std::int64_t kHalf = kLanes / 2;
  Doubles sum[4] = {hn::Zero(d), hn::Zero(d), hn::Zero(d), hn::Zero(d)};
  std::int64_t i = 0;
  for (; i + 4 * kHalf <= n; i += 4 * kHalf) {
    for (int part = 0; part < 4; ++part) {
      const Doubles value = hn::PromoteTo(d, hn::LoadU(half, x + i + part * kHalf));
      sum[part] = hn::MulAdd(value, value, sum[part]);
    }
  }
  double total = hn::GetLane(hn::SumOfLanes(d, hn::Add(hn::Add(sum[0], sum[1]), hn::Add(sum[2], sum[3]))));
  for (; i < n; ++i) total += static_cast<double>(x[i]) * x[i];
  return total;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace entroscope
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entroscope {
HWY_EXPORT(ActivateForward);
HWY_EXPORT(ActivateBackward);
HWY_EXPORT(CrossEntropyRow);
HWY_EXPORT(AdamwRange);
HWY_EXPORT(SquaredSum);
}  // namespace entroscope

namespace entroscope::cpu {

void activateForward(Activation activation, const float* x, float* y, std::int64_t n, const SlopeView& slope,
                     const BiasView& bias) {
  HWY_DYNAMIC_DISPATCH(entroscope::ActivateForward)(activation, x, y, n, slope, bias);
}
void activateBackward(Activation activation, const float* x, const float* gradient, float* dx, std::int64_t n,
                      const SlopeView& slope, const BiasView& bias, double* slopeGradient,
                      float* biasGradient) {
  HWY_DYNAMIC_DISPATCH(entroscope::ActivateBackward)
  (activation, x, gradient, dx, n, slope, bias, slopeGradient, biasGradient);
}
double crossEntropyRow(float* logits, std::int64_t vocabulary, std::int64_t target, float gradientScale) {
  return HWY_DYNAMIC_DISPATCH(entroscope::CrossEntropyRow)(logits, vocabulary, target, gradientScale);
}
void adamwRange(float* parameter, const float* gradient, float* mean, float* variance, std::int64_t n,
                const AdamwNumbers& c) {
  HWY_DYNAMIC_DISPATCH(entroscope::AdamwRange)(parameter, gradient, mean, variance, n, c);
}
double squaredSum(const float* x, std::int64_t n) {
  return HWY_DYNAMIC_DISPATCH(entroscope::SquaredSum)(x, n);
}

}  // namespace entroscope::cpu
#endif
