#include "core/kernels/cpu/attention_rows.h"

#include <cmath>
#include <cstring>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/cpu/attention_rows.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as it demands.
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "core/kernels/cpu/attention_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace entroscope {
namespace HWY_NAMESPACE {

namespace {

using cpu::ConstHead;
using cpu::Head;
using cpu::HeadShape;
using cpu::RowMeasures;

/// Rows of a head without gaps, so that a power-of-two stride cannot thrash the cache.
void pack(ConstHead in, std::int64_t first, std::int64_t rows, std::int64_t width, float* out,
          std::int64_t outStride) {
  for (std::int64_t t = 0; t < rows; ++t) {
    std::memcpy(out + t * outStride, in.row(first + t), static_cast<std::size_t>(width) * sizeof(float));
  }
}

/// Sixteen rows as [d][16]; lanes past the last row are zero.
void packTransposed(ConstHead in, std::int64_t first, std::int64_t rows, std::int64_t width, float* out) {
  if (rows < kRows) std::memset(out, 0, static_cast<std::size_t>(width * kRows) * sizeof(float));
  transpose(in.row(first), in.stride, rows, width, out, kRows);
}

void scores(const HeadShape& shape, const float* keys, const float* queryT, std::int64_t firstRow,
            std::int64_t n, float* tile, TileStatistics& rows) {
  dotTiles(keys, queryT, shape.width, n, tile);
  if (shape.halfScores) {
    scaleAndMask<true>(tile, firstRow, n, shape.scale, rows);
  } else {
    scaleAndMask<false>(tile, firstRow, n, shape.scale, rows);
  }
}

/// A row with NaN among its scores is NaN as a whole (a row of only −inf, or with +inf, becomes so by
/// itself).
void poisonNanRows(TileStatistics& rows) {
  for (std::int64_t r = 0; r < kRows; ++r) {
    if (rows.nan[r] > 0) rows.maximum[r] = std::numeric_limits<float>::quiet_NaN();
  }
}

bool anyNotFinite(const float* values, std::int64_t count) {
  float sum = 0;
  for (std::int64_t i = 0; i < count; ++i) sum += values[i] * 0.0f;
  return !(sum == 0.0f);
}

/// outT = Σ_j p_j v_j. In the diagonal block a weight of 0 may meet a NaN value that the row must not see,
/// so there non-finite values take a path of their own; the released code lets 0 · NaN through.
void weightedValues(const HeadShape& shape, const float* values, const float* tile, std::int64_t firstRow,
                    std::int64_t n, float* outT) {
  const std::int64_t diagonal = n - firstRow, width = shape.width;
  if (shape.maskAsReleased || !anyNotFinite(values + firstRow * width, diagonal * width)) {
    weightedTiles<false>(values, tile, width, n, outT);
    return;
  }
  weightedTiles<false>(values, tile, width, firstRow, outT);
  // With the operations of weightedTiles, so that rows before the value keep every bit.
  const Floats f;
  for (std::int64_t j = firstRow; j < n; ++j) {
    for (int part = 0; part < kParts; ++part) {
      const auto sees =
          hn::Ge(hn::Iota(f, static_cast<float>(part * kLanes)), constant(static_cast<float>(j - firstRow)));
      const Vector weights = hn::Load(f, tile + j * kRows + part * kLanes);
      for (std::int64_t c = 0; c < width; ++c) {
        float* at = outT + c * kRows + part * kLanes;
        const Vector before = hn::Load(f, at);
        const Vector after = hn::MulAdd(weights, constant(values[j * width + c]), before);
        hn::Store(hn::IfThenElse(sees, after, before), f, at);
      }
    }
  }
}

void storeMeasures(const HeadShape& shape, const TileStatistics& rows, std::int64_t firstRow,
                   std::int64_t count, const RowMeasures& measures) {
  const Floats f;
  alignas(64) float lse[kRows], entropy[kRows];
  for (int part = 0; part < kParts; ++part) {
    const std::int64_t at = part * kLanes;
    const Vector total = hn::Load(f, rows.total + at), logTotal = hn::Log(f, total);
    // ln of NaN is whatever the polynomial gives; adding 0·l restores it.
    const Vector logged = hn::MulAdd(total, hn::Zero(f), logTotal);
    hn::Store(hn::Add(hn::Load(f, rows.maximum + at), logged), f, lse + at);
    if (shape.measure)
      hn::Store(hn::Sub(logged, hn::Div(hn::Load(f, rows.weighted + at), total)), f, entropy + at);
  }
  std::memcpy(measures.logSumExp + firstRow, lse, static_cast<std::size_t>(count) * sizeof(float));
  if (!shape.measure) return;
  for (std::int64_t r = 0; r < count; ++r) {
    measures.entropy[firstRow + r] = shape.asReleasedEntropy && std::isnan(entropy[r]) ? 0.0f : entropy[r];
    measures.nanScores[firstRow + r] = rows.nan[r];
  }
}

void ForwardRows(const HeadShape& shape, ConstHead q, ConstHead k, ConstHead v, std::int64_t firstRow,
                 std::int64_t lastRow, Head output, const RowMeasures& measures, float* scratch) {
  const Floats f;
  const std::int64_t width = shape.width;
  float* queryT = scratch;
  float* outT = queryT + width * kRows;
  float* tile = outT + width * kRows;
  float* keys = tile + ((shape.context + kRows - 1) / kRows) * kRows * kRows;
  float* values = keys + shape.context * width;
  float* poison = values + shape.context * width;
  pack(k, 0, lastRow, width, keys, width);
  pack(v, 0, lastRow, width, values, width);
  const float mask = cpu::releasedMask(shape);
  std::memset(poison, 0, static_cast<std::size_t>(width) * sizeof(float));
  for (std::int64_t j = 0; shape.maskAsReleased && j < shape.context; ++j) {
    for (std::int64_t c = 0; c < width; ++c) poison[c] += 0.0f * v.row(j)[c];
  }

  for (std::int64_t first = firstRow; first < lastRow; first += kRows) {
    const std::int64_t count = HWY_MIN(kRows, lastRow - first), n = first + count;
    TileStatistics rows;
    packTransposed(q, first, count, width, queryT);
    scores(shape, keys, queryT, first, n, tile, rows);
    poisonNanRows(rows);
    if (shape.measure) {
      exponentials<true>(tile, n, rows);
    } else {
      exponentials<false>(tile, n, rows);
    }
    weightedValues(shape, values, tile, first, n, outT);
    for (int part = 0; part < kParts; ++part) {
      const Vector inverse = hn::Div(constant(1.0f), hn::Load(f, rows.total + part * kLanes));
      for (std::int64_t c = 0; c < width; ++c) {
        float* at = outT + c * kRows + part * kLanes;
        hn::Store(hn::MulAdd(hn::Load(f, at), inverse, constant(poison[c])), f, at);
      }
    }
    transpose(outT, kRows, width, count, output.row(first), output.stride);
    storeMeasures(shape, rows, first, count, measures);
    for (std::int64_t r = 0; shape.maskAsReleased && r < count; ++r) {
      if (cpu::feelsReleasedMask(rows.maximum[r], mask)) {
        cpu::releasedRowForward(shape, q, k, v, first + r, output, measures);
      }
    }
  }
}

/// p = e/l and dS = p (dP − Σ p dP) · scale, in place of e and dP.
void scoreGradients(float* tile, float* products, std::int64_t n, float scale, const TileStatistics& rows,
                    const bool* skip) {
  const Floats f;
  alignas(64) float keep[kRows];
  for (std::int64_t r = 0; r < kRows; ++r) keep[r] = skip[r] ? 0.0f : 1.0f;
  for (int part = 0; part < kParts; ++part) {
    const std::int64_t at = part * kLanes;
    const Vector inverse = hn::Div(constant(1.0f), hn::Load(f, rows.total + at));
    const auto kept = hn::Ne(hn::Load(f, keep + at), hn::Zero(f));
    Vector mean = hn::Zero(f);
    for (std::int64_t j = 0; j < n; ++j) {
      mean = hn::MulAdd(hn::Load(f, tile + j * kRows + at), hn::Load(f, products + j * kRows + at), mean);
    }
    mean = hn::Mul(mean, inverse);
    for (std::int64_t j = 0; j < n; ++j) {
      float* weight = tile + j * kRows + at;
      float* product = products + j * kRows + at;
      const Vector p = hn::IfThenElseZero(kept, hn::Mul(hn::Load(f, weight), inverse));
      const Vector gradient = hn::Mul(hn::Mul(p, hn::Sub(hn::Load(f, product), mean)), constant(scale));
      hn::Store(p, f, weight);
      hn::Store(hn::IfThenElseZero(kept, gradient), f, product);
    }
  }
}

void BackwardHead(const HeadShape& shape, ConstHead gradient, ConstHead q, ConstHead k, ConstHead v, Head dq,
                  Head dk, Head dv, float* scratch) {
  const std::int64_t width = shape.width, context = shape.context;
  const std::int64_t padded = (width + kLanes - 1) / kLanes * kLanes;
  const std::int64_t tileSize = ((context + kRows - 1) / kRows) * kRows * kRows;
  float* queryT = scratch;
  float* gradientT = queryT + width * kRows;
  float* dqT = gradientT + width * kRows;
  float* query = dqT + width * kRows;
  float* outGradient = query + padded * kRows;
  float* tile = outGradient + padded * kRows;
  float* products = tile + tileSize;
  float* dkSum = products + tileSize;
  float* dvSum = dkSum + context * padded;
  float* keys = dvSum + context * padded;
  float* values = keys + context * width;
  pack(k, 0, context, width, keys, width);
  pack(v, 0, context, width, values, width);
  std::memset(dkSum, 0, static_cast<std::size_t>(2 * context * padded) * sizeof(float));
  const float mask = cpu::releasedMask(shape);

  for (std::int64_t first = 0; first < context; first += kRows) {
    const std::int64_t count = HWY_MIN(kRows, context - first), n = first + count;
    TileStatistics rows;
    packTransposed(q, first, count, width, queryT);
    packTransposed(gradient, first, count, width, gradientT);
    std::memset(query, 0, static_cast<std::size_t>(2 * padded * kRows) * sizeof(float));
    pack(q, first, count, width, query, padded);
    pack(gradient, first, count, width, outGradient, padded);

    scores(shape, keys, queryT, first, n, tile, rows);
    poisonNanRows(rows);
    bool released[kRows] = {};
    for (std::int64_t r = 0; r < kRows; ++r) {
      // Lanes past the end have zero queries; they are dropped the same way.
      released[r] = r >= count || (shape.maskAsReleased && cpu::feelsReleasedMask(rows.maximum[r], mask));
    }
    exponentials<false>(tile, n, rows);
    dotTiles(values, gradientT, width, n, products);
    scoreGradients(tile, products, n, shape.scale, rows, released);

    weightedTiles<false>(keys, products, width, n, dqT);
    transpose(dqT, kRows, width, count, dq.row(first), dq.stride);
    rankUpdate(products, query, padded, n, dkSum);
    rankUpdate(tile, outGradient, padded, n, dvSum);
    for (std::int64_t r = 0; shape.maskAsReleased && r < count; ++r) {
      if (released[r]) {
        cpu::releasedRowBackward(shape, gradient, q, k, v, first + r, dq, {dkSum, padded}, {dvSum, padded});
      }
    }
  }
  for (std::int64_t t = 0; t < context; ++t) {
    std::memcpy(dk.row(t), dkSum + t * padded, static_cast<std::size_t>(width) * sizeof(float));
    std::memcpy(dv.row(t), dvSum + t * padded, static_cast<std::size_t>(width) * sizeof(float));
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace entroscope
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entroscope {
HWY_EXPORT(ForwardRows);
HWY_EXPORT(BackwardHead);
}  // namespace entroscope

namespace entroscope::cpu {
namespace {

constexpr std::int64_t kMaximumLanes = 16;

std::int64_t tileFloats(const HeadShape& shape) {
  return ((shape.context + kRowBlock - 1) / kRowBlock) * kRowBlock * kRowBlock;
}

}  // namespace

std::size_t forwardScratch(const HeadShape& shape) {
  return static_cast<std::size_t>(2 * shape.width * kRowBlock + tileFloats(shape) +
                                  (2 * shape.context + 1) * shape.width);
}

std::size_t backwardScratch(const HeadShape& shape) {
  const std::int64_t padded = shape.width + kMaximumLanes - 1;
  return static_cast<std::size_t>((3 * shape.width + 2 * padded) * kRowBlock + 2 * tileFloats(shape) +
                                  2 * shape.context * padded + 2 * shape.context * shape.width);
}

void attentionForwardRows(const HeadShape& shape, ConstHead q, ConstHead k, ConstHead v,
                          std::int64_t firstRow, std::int64_t lastRow, Head output,
                          const RowMeasures& measures, float* scratch) {
  HWY_DYNAMIC_DISPATCH(entroscope::ForwardRows)
  (shape, q, k, v, firstRow, lastRow, output, measures, scratch);
}

void attentionBackwardHead(const HeadShape& shape, ConstHead gradient, ConstHead q, ConstHead k, ConstHead v,
                           Head dq, Head dk, Head dv, float* scratch) {
  HWY_DYNAMIC_DISPATCH(entroscope::BackwardHead)(shape, gradient, q, k, v, dq, dk, dv, scratch);
}

}  // namespace entroscope::cpu
#endif
