// Sums over rows in a fixed partition: each range of rows adds into sums of its own, which are added in order
// afterwards, so the result is the same for every thread count. Internal to core/kernels; torch in the
// implementation only through at::parallel_for.
#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/kernels/cpu/norm_rows.h"

namespace entroscope {

struct ColumnSum {
  std::int64_t columns = 0;
  float* result = nullptr;  ///< null: not wanted
};

inline constexpr std::int64_t kRowsPerRange = 64;

/// @param body (first row, rows, one zeroed row of floats for each of `sums`, null where not wanted).
template <typename Body>
void sumOverRanges(std::int64_t rows, const std::vector<ColumnSum>& sums, const Body& body) {
  const std::int64_t ranges = (rows + kRowsPerRange - 1) / kRowsPerRange;
  std::int64_t width = 0;
  for (const ColumnSum& sum : sums) width += sum.result ? sum.columns : 0;
  thread_local std::vector<float> storage;  // kept: the steady state allocates nothing
  storage.assign(static_cast<std::size_t>(ranges * width), 0.0f);
  float* const partial = storage.data();
  at::parallel_for(0, ranges, 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float*> own(sums.size());
    for (std::int64_t range = begin; range < end; ++range) {
      float* next = partial + range * width;
      for (std::size_t i = 0; i < sums.size(); ++i) {
        own[i] = sums[i].result ? next : nullptr;
        if (sums[i].result) next += sums[i].columns;
      }
      const std::int64_t first = range * kRowsPerRange;
      body(first, std::min(kRowsPerRange, rows - first), own.data());
    }
  });
  std::int64_t offset = 0;
  for (const ColumnSum& sum : sums) {
    if (!sum.result) continue;
    std::fill_n(sum.result, sum.columns, 0.0f);
    cpu::columnSums(partial + offset, ranges, sum.columns, sum.result, width);
    offset += sum.columns;
  }
}

}  // namespace entroscope
