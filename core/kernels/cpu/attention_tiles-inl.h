// The inner loops of attention_rows.cpp, one copy per instruction set. A tile is [n][16]: entry j holds
// one value for each of sixteen query rows, one row per lane.
#if defined(ENTROSCOPE_ATTENTION_TILES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENTROSCOPE_ATTENTION_TILES_INL_H
#undef ENTROSCOPE_ATTENTION_TILES_INL_H
#else
#define ENTROSCOPE_ATTENTION_TILES_INL_H
#endif

#include "core/kernels/cpu/attention_rows.h"
#include "core/kernels/cpu/simd_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace entroscope {
namespace HWY_NAMESPACE {

inline constexpr std::int64_t kRows = cpu::kRowBlock;
/// Vectors that hold sixteen rows: 1 (AVX-512), 2 (AVX2), 4 (SSE2).
inline constexpr int kParts = static_cast<int>(kRows / kLanes);
/// 32 vector registers instead of 16: AVX-512 and Arm.
inline constexpr bool kManyRegisters = HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_NEON;
/// Keys (or dimensions) accumulated at once: as many accumulators as the register file allows.
inline constexpr int kUnroll = HWY_MAX(2, (kManyRegisters ? 16 : 8) / kParts);

/// tile[b][lane] = Σ_c x[b][c] · yT[c][lane] for b < Count; x has rows of `width` floats.
template <int Count>
HWY_INLINE void dotTile(const float* x, const float* yT, std::int64_t width, float* tile) {
  const Floats f;
  Vector sum[Count][kParts];
  for (int b = 0; b < Count; ++b) {
    for (int part = 0; part < kParts; ++part) sum[b][part] = hn::Zero(f);
  }
  for (std::int64_t c = 0; c < width; ++c) {
    Vector y[kParts];
    for (int part = 0; part < kParts; ++part) y[part] = hn::Load(f, yT + c * kRows + part * kLanes);
#pragma GCC unroll 16
    for (int b = 0; b < Count; ++b) {
      const Vector value = constant(x[b * width + c]);
      for (int part = 0; part < kParts; ++part) sum[b][part] = hn::MulAdd(value, y[part], sum[b][part]);
    }
  }
#pragma GCC unroll 16
  for (int b = 0; b < Count; ++b) {
    for (int part = 0; part < kParts; ++part) hn::Store(sum[b][part], f, tile + b * kRows + part * kLanes);
  }
}

/// The same for n rows of x.
HWY_INLINE void dotTiles(const float* x, const float* yT, std::int64_t width, std::int64_t n, float* tile) {
  std::int64_t j = 0;
  for (; j + kUnroll <= n; j += kUnroll) dotTile<kUnroll>(x + j * width, yT, width, tile + j * kRows);
  for (; j < n; ++j) dotTile<1>(x + j * width, yT, width, tile + j * kRows);
}

/// outT[b][lane] (+)= Σ_j tile[j][lane] · x[j][b] for b < Count.
template <int Count, bool Accumulate>
HWY_INLINE void weightedTile(const float* x, const float* tile, std::int64_t width, std::int64_t n,
                             float* outT) {
  const Floats f;
  Vector sum[Count][kParts];
#pragma GCC unroll 16
  for (int b = 0; b < Count; ++b) {
    for (int part = 0; part < kParts; ++part) {
      sum[b][part] = Accumulate ? hn::Load(f, outT + b * kRows + part * kLanes) : hn::Zero(f);
    }
  }
  for (std::int64_t j = 0; j < n; ++j) {
    Vector weight[kParts];
    for (int part = 0; part < kParts; ++part) weight[part] = hn::Load(f, tile + j * kRows + part * kLanes);
#pragma GCC unroll 16
    for (int b = 0; b < Count; ++b) {
      const Vector value = constant(x[j * width + b]);
      for (int part = 0; part < kParts; ++part) sum[b][part] = hn::MulAdd(value, weight[part], sum[b][part]);
    }
  }
#pragma GCC unroll 16
  for (int b = 0; b < Count; ++b) {
    for (int part = 0; part < kParts; ++part) hn::Store(sum[b][part], f, outT + b * kRows + part * kLanes);
  }
}

template <bool Accumulate>
HWY_INLINE void weightedTiles(const float* x, const float* tile, std::int64_t width, std::int64_t n,
                              float* outT) {
  std::int64_t c = 0;
  for (; c + kUnroll <= width; c += kUnroll) {
    weightedTile<kUnroll, Accumulate>(x + c, tile, width, n, outT + c * kRows);
  }
  for (; c < width; ++c) weightedTile<1, Accumulate>(x + c, tile, width, n, outT + c * kRows);
}

/// sum[j][c] += Σ_rows tile[j][row] · x[row][c]: gradients of keys and values. x is [16][padded], zero
/// beyond the head width and beyond the last row.
template <int Keys, int Parts>
HWY_INLINE void rankUpdateBlock(const float* tile, const float* x, std::int64_t padded, float* sum) {
  const Floats f;
  Vector acc[Keys][Parts];
#pragma GCC unroll 16
  for (int b = 0; b < Keys; ++b) {
    for (int part = 0; part < Parts; ++part) acc[b][part] = hn::Load(f, sum + b * padded + part * kLanes);
  }
  for (std::int64_t row = 0; row < kRows; ++row) {
    Vector value[Parts];
    for (int part = 0; part < Parts; ++part) value[part] = hn::Load(f, x + row * padded + part * kLanes);
#pragma GCC unroll 16
    for (int b = 0; b < Keys; ++b) {
      const Vector weight = constant(tile[b * kRows + row]);
      for (int part = 0; part < Parts; ++part) acc[b][part] = hn::MulAdd(weight, value[part], acc[b][part]);
    }
  }
#pragma GCC unroll 16
  for (int b = 0; b < Keys; ++b) {
    for (int part = 0; part < Parts; ++part) hn::Store(acc[b][part], f, sum + b * padded + part * kLanes);
  }
}

HWY_INLINE void rankUpdate(const float* tile, const float* x, std::int64_t padded, std::int64_t n,
                           float* sum) {
  constexpr int kKeys = kManyRegisters ? 8 : 4;
  std::int64_t c = 0;
  for (; c + 2 * kLanes <= padded; c += 2 * kLanes) {
    std::int64_t j = 0;
    for (; j + kKeys <= n; j += kKeys) {
      rankUpdateBlock<kKeys, 2>(tile + j * kRows, x + c, padded, sum + j * padded + c);
    }
    for (; j < n; ++j) rankUpdateBlock<1, 2>(tile + j * kRows, x + c, padded, sum + j * padded + c);
  }
  for (; c < padded; c += kLanes) {
    std::int64_t j = 0;
    for (; j + kKeys <= n; j += kKeys) {
      rankUpdateBlock<kKeys, 1>(tile + j * kRows, x + c, padded, sum + j * padded + c);
    }
    for (; j < n; ++j) rankUpdateBlock<1, 1>(tile + j * kRows, x + c, padded, sum + j * padded + c);
  }
}

/// Row statistics of a score tile, one lane per row.
struct TileStatistics {
  alignas(64) float maximum[kRows], total[kRows], weighted[kRows];
  alignas(64) std::int32_t nan[kRows];
};

/// Scales the raw products in place (after rounding them through fp16 when asked), hides keys after each
/// row's diagonal as −inf, and finds each row's maximum over its numbers and its count of NaN.
template <bool Half>
HWY_INLINE void scaleAndMask(float* tile, std::int64_t firstRow, std::int64_t n, float scale,
                             TileStatistics& rows) {
  const Floats f;
  const Integers i;
  const Vector factor = constant(scale), hidden = hn::Neg(hn::Inf(f));
  Vector maximum[kParts];
  hn::Vec<Integers> nan[kParts];
  for (int part = 0; part < kParts; ++part) maximum[part] = hidden, nan[part] = hn::Zero(i);
  for (std::int64_t j = 0; j < n; ++j) {
    for (int part = 0; part < kParts; ++part) {
      float* at = tile + j * kRows + part * kLanes;
      Vector score = hn::Load(f, at);
      if (Half) score = roundThroughHalf(score);
      score = hn::Mul(score, factor);
      if (j >
          firstRow) {  // the first row of the block sees up to firstRow, so earlier keys are visible to all
        const auto row = hn::Iota(i, static_cast<std::int32_t>(part * kLanes));
        const auto key = hn::Set(i, static_cast<std::int32_t>(j - firstRow));
        score = hn::IfThenElse(hn::RebindMask(f, hn::Gt(key, row)), hidden, score);
      }
      hn::Store(score, f, at);
      const auto isNan = hn::IsNaN(score);
      nan[part] = hn::Sub(nan[part], hn::BitCast(i, hn::VecFromMask(f, isNan)));
      maximum[part] = hn::Max(maximum[part], hn::IfThenElse(isNan, hidden, score));
    }
  }
  for (int part = 0; part < kParts; ++part) {
    hn::Store(maximum[part], f, rows.maximum + part * kLanes);
    hn::Store(nan[part], i, rows.nan + part * kLanes);
  }
}

/// Replaces scores by e^{s−m} and sums l = Σ e^{s−m} and, when measured, W = Σ e^{s−m}(s−m). Hidden keys
/// contribute 0: s−m is held at −200, where the exponential is exactly 0, so no −inf · 0 appears.
template <bool Measure>
HWY_INLINE void exponentials(float* tile, std::int64_t n, TileStatistics& rows) {
  const Floats f;
  for (int part = 0; part < kParts; ++part) {
    const Vector maximum = hn::Load(f, rows.maximum + part * kLanes), floor = constant(-200.0f);
    Vector total[2] = {hn::Zero(f), hn::Zero(f)}, weighted[2] = {hn::Zero(f), hn::Zero(f)};
    float* at = tile + part * kLanes;
    const auto one = [&](std::int64_t j, int which) HWY_ATTR {
      const Vector shifted = hn::Max(floor, hn::Sub(hn::Load(f, at + j * kRows), maximum));
      const Vector e = exponential(shifted);
      hn::Store(e, f, at + j * kRows);
      total[which] = hn::Add(total[which], e);
      if (Measure) weighted[which] = hn::MulAdd(e, shifted, weighted[which]);
    };
    std::int64_t j = 0;
    for (; j + 2 <= n; j += 2) one(j, 0), one(j + 1, 1);
    if (j < n) one(j, 0);
    hn::Store(hn::Add(total[0], total[1]), f, rows.total + part * kLanes);
    if (Measure) hn::Store(hn::Add(weighted[0], weighted[1]), f, rows.weighted + part * kLanes);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace entroscope
HWY_AFTER_NAMESPACE();

#endif
