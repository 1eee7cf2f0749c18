#include "core/kernels/cpu/norm_rows.h"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/cpu/norm_rows.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as it demands.
#include <hwy/highway.h>

#include "core/kernels/cpu/simd_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace entroscope {
namespace HWY_NAMESPACE {
namespace {

using cpu::AddNormBackward;
using cpu::AddNormForward;
using cpu::AddNormSums;

/// Σ over lanes; the lanes past `count` of a short vector are 0 already.
HWY_INLINE float total(Vector x) { return hn::GetLane(hn::SumOfLanes(Floats(), x)); }

/// A vector whose lanes past `count` do not count in sums.
HWY_INLINE Vector only(Vector x, std::int64_t count) {
  return count == kLanes ? x : hn::IfThenElseZero(hn::FirstN(Floats(), static_cast<std::size_t>(count)), x);
}

HWY_INLINE void scaleAndShift(const float* sum, Vector mean, Vector inverse, const float* weight,
                              const float* shift, std::int64_t width, float* out) {
  forEachVector(width, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
    const Vector hat = hn::Mul(hn::Sub(loadSome(sum + i, n), mean), inverse);
    Vector y = hn::Mul(hat, loadSome(weight + i, n));
    if (shift) y = hn::Add(y, loadSome(shift + i, n));
    storeSome(y, out + i, n);
  });
}

void AddNormForwardRows(const AddNormForward& a, std::int64_t first, std::int64_t count) {
  const Floats f;
  const std::int64_t width = a.width;
  for (std::int64_t row = first; row < first + count; ++row) {
    const float* stream = a.stream + row * width;
    const float* addend = a.addend ? a.addend + row * width : nullptr;
    float* sum = a.sum ? a.sum + row * width : nullptr;
    Vector partial = hn::Zero(f);
    forEachVector(width, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
      Vector x = loadSome(stream + i, n);
      if (addend) x = hn::Add(x, loadSome(addend + i, n));
      if (a.bias1) x = hn::Add(x, loadSome(a.bias1 + i, n));
      if (a.bias2) x = hn::Add(x, loadSome(a.bias2 + i, n));
      if (sum) storeSome(x, sum + i, n);
      partial = hn::Add(partial, only(x, n));
    });
    const float mean = total(partial) / static_cast<float>(width);
    a.mean[row] = mean;
    if (!a.weight1 && !a.weight2) continue;
    const float* x = sum ? sum : stream;
    const Vector center = constant(a.rms ? 0.0f : mean);
    Vector squares = hn::Zero(f);
    forEachVector(width, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
      const Vector d = only(hn::Sub(loadSome(x + i, n), center), n);
      squares = hn::MulAdd(d, d, squares);
    });
    const float variance = total(squares) / static_cast<float>(width);
    const float inverse = 1.0f / std::sqrt(variance + static_cast<float>(a.epsilon));
    a.inverse[row] = inverse;
    if (a.weight1)
      scaleAndShift(x, center, constant(inverse), a.weight1, a.shift1, width, a.norm1 + row * width);
    if (a.weight2)
      scaleAndShift(x, center, constant(inverse), a.weight2, a.shift2, width, a.norm2 + row * width);
  }
}

HWY_INLINE void addTo(float* sums, Vector x, std::int64_t i, std::int64_t n) {
  if (sums) storeSome(hn::Add(loadSome(sums + i, n), x), sums + i, n);
}

void AddNormBackwardRows(const AddNormBackward& a, std::int64_t first, std::int64_t count,
                         const AddNormSums& sums) {
  const Floats f;
  const std::int64_t width = a.width;
  const bool normed1 = a.weight1 && a.gradient1, normed2 = a.weight2 && a.gradient2;
  for (std::int64_t row = first; row < first + count; ++row) {
    const auto at = [&](const float* x) { return x ? x + row * width : nullptr; };
    const float *direct = at(a.gradientSum), *g1 = at(a.gradient1), *g2 = at(a.gradient2), *x = at(a.sum);
    float* result = a.result + row * width;
    Vector mean = hn::Zero(f), inverse = hn::Zero(f), m1 = hn::Zero(f), m2 = hn::Zero(f);
    if (normed1 || normed2) {
      mean = constant(a.rms ? 0.0f : a.mean[row]);
      inverse = constant(a.inverse[row]);
      Vector s1 = hn::Zero(f), s2 = hn::Zero(f);
      forEachVector(width, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
        const Vector hat = hn::Mul(hn::Sub(loadSome(x + i, n), mean), inverse);
        Vector g = hn::Zero(f);
        if (normed1) {
          const Vector up = loadSome(g1 + i, n);
          g = hn::Mul(up, loadSome(a.weight1 + i, n));
          addTo(sums.weight1, hn::Mul(up, hat), i, n);
          addTo(sums.shift1, up, i, n);
        }
        if (normed2) {
          const Vector up = loadSome(g2 + i, n);
          g = hn::MulAdd(up, loadSome(a.weight2 + i, n), g);
          addTo(sums.weight2, hn::Mul(up, hat), i, n);
          addTo(sums.shift2, up, i, n);
        }
        storeSome(g, result + i, n);
        g = only(g, n);
        s1 = hn::Add(s1, g);
        s2 = hn::MulAdd(g, hat, s2);
      });
      m1 = constant(a.rms ? 0.0f : total(s1) / static_cast<float>(width));
      m2 = constant(total(s2) / static_cast<float>(width));
    }
    forEachVector(width, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
      Vector d = hn::Zero(f);
      if (normed1 || normed2) {
        const Vector hat = hn::Mul(hn::Sub(loadSome(x + i, n), mean), inverse);
        d = hn::Mul(inverse, hn::Sub(hn::Sub(loadSome(result + i, n), m1), hn::Mul(hat, m2)));
      }
      if (direct) d = hn::Add(d, loadSome(direct + i, n));
      if (g1 && !a.weight1) d = hn::Add(d, loadSome(g1 + i, n));
      if (g2 && !a.weight2) d = hn::Add(d, loadSome(g2 + i, n));
      storeSome(d, result + i, n);
      addTo(sums.bias, d, i, n);
    });
  }
}

void ColumnSums(const float* x, std::int64_t rows, std::int64_t columns, float* sums, std::int64_t stride) {
  if (stride == 0) stride = columns;
  // Columns that fit the registers, down all rows.
  constexpr std::int64_t kBlock = 4 * kLanes;
  const Floats f;
  std::int64_t c = 0;
  for (; c + kBlock <= columns; c += kBlock) {
    Vector sum[4];
    for (int part = 0; part < 4; ++part) sum[part] = hn::LoadU(f, sums + c + part * kLanes);
    for (std::int64_t row = 0; row < rows; ++row) {
      for (int part = 0; part < 4; ++part)
        sum[part] = hn::Add(sum[part], hn::LoadU(f, x + row * stride + c + part * kLanes));
    }
    for (int part = 0; part < 4; ++part) hn::StoreU(sum[part], f, sums + c + part * kLanes);
  }
  forEachVector(columns - c, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
    Vector sum = loadSome(sums + c + i, n);
    for (std::int64_t row = 0; row < rows; ++row) sum = hn::Add(sum, loadSome(x + row * stride + c + i, n));
    storeSome(sum, sums + c + i, n);
  });
}

void RotateHeads(float* values, std::int64_t heads, std::int64_t headWidth, std::int64_t half,
                 const float* cosine, const float* sine, float direction) {
  for (std::int64_t head = 0; head < heads; ++head) {
    float* const low = values + head * headWidth;
    float* const high = low + half;
    forEachVector(half, [&](std::int64_t i, std::int64_t n) HWY_ATTR {
      const Vector c = loadSome(cosine + i, n), s = hn::Mul(loadSome(sine + i, n), constant(direction));
      const Vector x = loadSome(low + i, n), y = loadSome(high + i, n);
      storeSome(hn::NegMulAdd(y, s, hn::Mul(x, c)), low + i, n);
      storeSome(hn::MulAdd(x, s, hn::Mul(y, c)), high + i, n);
    });
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace entroscope
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entroscope {
HWY_EXPORT(AddNormForwardRows);
HWY_EXPORT(AddNormBackwardRows);
HWY_EXPORT(ColumnSums);
HWY_EXPORT(RotateHeads);
}  // namespace entroscope

namespace entroscope::cpu {

void addNormForward(const AddNormForward& rows, std::int64_t first, std::int64_t count) {
  HWY_DYNAMIC_DISPATCH(entroscope::AddNormForwardRows)(rows, first, count);
}
void addNormBackward(const AddNormBackward& rows, std::int64_t first, std::int64_t count,
                     const AddNormSums& sums) {
  HWY_DYNAMIC_DISPATCH(entroscope::AddNormBackwardRows)(rows, first, count, sums);
}
void columnSums(const float* x, std::int64_t rows, std::int64_t columns, float* sums, std::int64_t stride) {
  HWY_DYNAMIC_DISPATCH(entroscope::ColumnSums)(x, rows, columns, sums, stride);
}
void rotateHeads(float* values, std::int64_t heads, std::int64_t headWidth, std::int64_t half,
                 const float* cosine, const float* sine, float direction) {
  HWY_DYNAMIC_DISPATCH(entroscope::RotateHeads)(values, heads, headWidth, half, cosine, sine, direction);
}

}  // namespace entroscope::cpu
#endif
