// Vector arithmetic shared by the CPU kernels: one copy per instruction set (Highway's include-again
// pattern). fp32; 16 rows or values at a time whatever the vector width.
#include <hwy/highway.h>

#if defined(ENTROSCOPE_SIMD_MATH_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENTROSCOPE_SIMD_MATH_INL_H
#undef ENTROSCOPE_SIMD_MATH_INL_H
#else
#define ENTROSCOPE_SIMD_MATH_INL_H
#endif

#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace entroscope {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;
using Integers = hn::RebindToSigned<Floats>;
using Vector = hn::Vec<Floats>;
inline constexpr std::int64_t kLanes = HWY_MIN(HWY_MAX_BYTES, 64) / 4;

HWY_INLINE Vector constant(float value) { return hn::Set(Floats(), value); }

/// body(index, count) over n values, a vector at a time; the last may be short.
template <typename Body>
HWY_INLINE void forEachVector(std::int64_t n, const Body& body) {
  std::int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) body(i, kLanes);
  if (i < n) body(i, n - i);
}

/// Loads and stores that end early in the last vector.
HWY_INLINE Vector loadSome(const float* at, std::int64_t count) {
  const Floats f;
  if (count == kLanes) return hn::LoadU(f, at);
  alignas(64) float buffer[kLanes] = {};
  for (std::int64_t i = 0; i < count; ++i) buffer[i] = at[i];
  return hn::Load(f, buffer);
}
HWY_INLINE void storeSome(Vector value, float* at, std::int64_t count) {
  const Floats f;
  if (count == kLanes) {
    hn::StoreU(value, f, at);
    return;
  }
  alignas(64) float buffer[kLanes];
  hn::Store(value, f, buffer);
  for (std::int64_t i = 0; i < count; ++i) at[i] = buffer[i];
}

/// e^x for x ≤ 88; exactly 0 below −87.3 (so for −inf), NaN for NaN. Relative error < 2e-7.
HWY_INLINE Vector exponential(Vector x) {
  const Floats f;
  const Integers i;
  // Adding 1.5·2^23 leaves the nearest integer in the low bits.
  const Vector magic = constant(12582912.0f);
  const Vector shifted = hn::MulAdd(x, constant(1.44269504088896341f), magic);
  const Vector n = hn::Sub(shifted, magic);
  Vector r = hn::NegMulAdd(n, constant(0.693145751953125f), x);
  r = hn::NegMulAdd(n, constant(1.428606765330187045e-6f), r);
  Vector p = hn::MulAdd(r, constant(0.0013814597623422742f), constant(0.008368716575205326f));
  p = hn::MulAdd(p, r, constant(0.04166838899254799f));
  p = hn::MulAdd(p, r, constant(0.1666652113199234f));
  p = hn::MulAdd(p, r, constant(0.4999999403953552f));
  p = hn::MulAdd(p, hn::Mul(r, r), hn::Add(r, constant(1.0f)));
  // 2^n as bits; multiplied rather than added to the exponent, so that NaN stays NaN.
  const auto power = hn::Add(hn::ShiftLeft<23>(hn::BitCast(i, shifted)), hn::Set(i, 0x3F800000));
  const Vector e = hn::Mul(p, hn::BitCast(f, power));
  return hn::IfThenZeroElse(hn::Lt(x, constant(-87.3f)), e);
}

/// Φ(x), the standard normal distribution, and e^{−x²/2}. Relative error of Φ < 1e-6 in both tails:
/// Φ(−a) = e^{−a²/2} R(a) with R a polynomial in 1/(1 + 0.35 a), fitted for relative error.
HWY_INLINE Vector normalDistribution(Vector x, Vector& gauss) {
  // Held at 20, where the tail is 0 anyway, so that a² cannot overflow; NaN passes as the second operand.
  const Vector a = hn::Min(constant(20.0f), hn::Abs(x));
  const Vector square = hn::Mul(a, a);
  const Vector lost = hn::MulSub(a, a, square);  // what rounding a² dropped
  const Vector e = exponential(hn::Mul(square, constant(-0.5f)));
  gauss = hn::NegMulAdd(hn::Mul(lost, constant(0.5f)), e, e);
  const Vector t = hn::Div(constant(1.0f), hn::MulAdd(a, constant(0.35f), constant(1.0f)));
  Vector r = hn::MulAdd(t, constant(-0.029158029705286026f), constant(0.1440316140651703f));
  r = hn::MulAdd(r, t, constant(-0.25584040092064f));
  r = hn::MulAdd(r, t, constant(0.15932124853134155f));
  r = hn::MulAdd(r, t, constant(-0.023213393986225128f));
  r = hn::MulAdd(r, t, constant(0.10555292665958405f));
  r = hn::MulAdd(r, t, constant(0.11982118338346481f));
  r = hn::MulAdd(r, t, constant(0.1398635357618332f));
  r = hn::MulAdd(r, t, constant(0.139621302485466f));
  const Vector tail = hn::Mul(hn::Mul(r, t), gauss);
  return hn::IfThenElse(hn::Lt(x, hn::Zero(Floats())), tail, hn::Sub(constant(1.0f), tail));
}

/// Rounds to the nearest IEEE fp16 value, ties to even, overflow (|x| ≥ 65520) to ±inf, NaN kept.
HWY_INLINE Vector roundThroughHalf(Vector x) {
  const Floats f;
  const Integers i;
  const Vector magnitude = hn::Abs(x);
  const auto bits = hn::BitCast(i, magnitude);
  const auto odd = hn::And(hn::ShiftRight<13>(bits), hn::Set(i, 1));
  const auto kept = hn::And(hn::Add(bits, hn::Add(odd, hn::Set(i, 0xFFF))),
                            hn::Set(i, static_cast<std::int32_t>(~0x1FFFu)));
  // Below 2^-14 the grid is 2^-24, which is the spacing of floats at 0.75.
  const Vector subnormal = hn::Sub(hn::Add(magnitude, constant(0.75f)), constant(0.75f));
  Vector result =
      hn::IfThenElse(hn::Lt(magnitude, constant(6.103515625e-05f)), subnormal, hn::BitCast(f, kept));
  result = hn::IfThenElse(hn::Ge(magnitude, constant(65520.0f)), hn::Inf(f), result);
  result = hn::IfThenElse(hn::IsNaN(x), x, result);
  return hn::CopySign(result, x);
}

/// out[c·outStride + r] = in[r·inStride + c]: 4 × 4 blocks, the rest one by one.
HWY_INLINE void transpose(const float* in, std::int64_t inStride, std::int64_t rows, std::int64_t columns,
                          float* out, std::int64_t outStride) {
  const hn::FixedTag<float, 4> four;
  const hn::FixedTag<double, 2> two;
  const std::int64_t fullRows = rows & ~std::int64_t{3}, fullColumns = columns & ~std::int64_t{3};
  for (std::int64_t r = 0; r < fullRows; r += 4) {
    for (std::int64_t c = 0; c < fullColumns; c += 4) {
      const float* from = in + r * inStride + c;
      const auto row0 = hn::LoadU(four, from), row1 = hn::LoadU(four, from + inStride);
      const auto row2 = hn::LoadU(four, from + 2 * inStride), row3 = hn::LoadU(four, from + 3 * inStride);
      const auto low01 = hn::BitCast(two, hn::InterleaveLower(four, row0, row1));
      const auto low23 = hn::BitCast(two, hn::InterleaveLower(four, row2, row3));
      const auto high01 = hn::BitCast(two, hn::InterleaveUpper(four, row0, row1));
      const auto high23 = hn::BitCast(two, hn::InterleaveUpper(four, row2, row3));
      float* to = out + c * outStride + r;
      hn::StoreU(hn::BitCast(four, hn::InterleaveLower(two, low01, low23)), four, to);
      hn::StoreU(hn::BitCast(four, hn::InterleaveUpper(two, low01, low23)), four, to + outStride);
      hn::StoreU(hn::BitCast(four, hn::InterleaveLower(two, high01, high23)), four, to + 2 * outStride);
      hn::StoreU(hn::BitCast(four, hn::InterleaveUpper(two, high01, high23)), four, to + 3 * outStride);
    }
  }
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = r < fullRows ? fullColumns : 0; c < columns; ++c)
      out[c * outStride + r] = in[r * inStride + c];
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace entroscope
HWY_AFTER_NAMESPACE();

#endif
