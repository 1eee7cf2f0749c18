#include "core/runs/pyramid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace entroscope {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kBytesPerElement = sizeof(double) + 2 * sizeof(float) + sizeof(std::uint32_t);

template <typename T>
void append(std::string& bytes, const std::vector<T>& values) {
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <typename T>
void take(std::string_view& bytes, std::vector<T>& values) {
  std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  bytes.remove_prefix(values.size() * sizeof(T));
}

}  // namespace

Summary::Summary(std::size_t width)
    : sum(width, 0.0), minimum(width, kNaN), maximum(width, kNaN), notFinite(width, 0) {}

void Summary::add(std::int64_t step, std::span<const float> row) {
  last = step;
  ++count;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const float value = row[i];
    if (!std::isfinite(value)) {
      ++notFinite[i];
      continue;
    }
    sum[i] += value;
    minimum[i] = std::fmin(minimum[i], value);  // fmin ignores a NaN on either side
    maximum[i] = std::fmax(maximum[i], value);
  }
}

void Summary::merge(const Summary& next) {
  last = next.last;
  count += next.count;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    sum[i] += next.sum[i];
    minimum[i] = std::fmin(minimum[i], next.minimum[i]);
    maximum[i] = std::fmax(maximum[i], next.maximum[i]);
    notFinite[i] += next.notFinite[i];
  }
}

float Summary::mean(std::size_t element) const {
  const auto finite = count - static_cast<std::int64_t>(notFinite[element]);
  return finite > 0 ? static_cast<float>(sum[element] / static_cast<double>(finite)) : kNaN;
}

std::string encodeSummary(const Summary& summary) {
  std::string bytes;
  bytes.reserve(summary.width() * kBytesPerElement);
  append(bytes, summary.sum);
  append(bytes, summary.minimum);
  append(bytes, summary.maximum);
  append(bytes, summary.notFinite);
  return bytes;
}

Summary decodeSummary(std::string_view bytes, std::size_t width, std::int64_t last, std::int64_t count) {
  if (bytes.size() != width * kBytesPerElement) return Summary();
  Summary summary(width);
  summary.last = last;
  summary.count = count;
  take(bytes, summary.sum);
  take(bytes, summary.minimum);
  take(bytes, summary.maximum);
  take(bytes, summary.notFinite);
  return summary;
}

Summary& PyramidBuilder::at(int level) {
  while (partial_.size() < static_cast<std::size_t>(level)) partial_.emplace_back(width_);
  return partial_[static_cast<std::size_t>(level) - 1];
}

void PyramidBuilder::add(std::int64_t ordinal, std::int64_t step, std::span<const float> row,
                         std::vector<PyramidRow>& done) {
  at(1).add(step, row);
  std::int64_t bucket = ordinal;
  for (int level = 1; (bucket & (kPyramidFactor - 1)) == kPyramidFactor - 1; ++level) {
    bucket >>= kPyramidShift;
    Summary full = std::exchange(at(level), Summary(width_));
    at(level + 1).merge(full);
    done.push_back({level, bucket, std::move(full)});
  }
}

void PyramidBuilder::restore(int level, const Summary& child) { at(level).merge(child); }

std::vector<Stretch> coverRows(std::int64_t begin, std::int64_t end, int level) {
  std::vector<Stretch> left, right;
  for (int k = 0; begin < end; ++k) {  // begin and end count buckets of level k here
    if (k == level) {
      left.push_back({k, begin, end});
      break;
    }
    const auto upBegin = (begin + kPyramidFactor - 1) >> kPyramidShift;
    const auto upEnd = end >> kPyramidShift;
    if (upBegin >= upEnd) {
      left.push_back({k, begin, end});
      break;
    }
    if (begin < upBegin << kPyramidShift) left.push_back({k, begin, upBegin << kPyramidShift});
    if (upEnd << kPyramidShift < end) right.push_back({k, upEnd << kPyramidShift, end});
    begin = upBegin;
    end = upEnd;
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

Decimation decimationFor(std::int64_t begin, std::int64_t end, int points) {
  Decimation result;
  if (end <= begin) return result;
  const std::int64_t limit = std::max(points, 1);
  const auto slots = [&](std::int64_t rows) { return (end - 1) / rows - begin / rows + 1; };
  if (slots(1) <= limit) return result;
  std::int64_t unit = 1;
  const std::int64_t wanted = (end - begin + limit - 1) / limit;
  while (unit <= wanted >> kPyramidShift) {
    unit <<= kPyramidShift;
    ++result.level;
  }
  result.rowsPerPoint = (wanted + unit - 1) / unit * unit;
  while (slots(result.rowsPerPoint) > limit) {
    // One slot cannot hold rows on both sides of a slot's edge unless it reaches from row 0.
    result.rowsPerPoint = limit == 1 ? std::max(result.rowsPerPoint * 2, end) : result.rowsPerPoint + unit;
  }
  return result;
}

}  // namespace entroscope
