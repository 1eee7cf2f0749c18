// The GPU kernel's arithmetic, compiled for the host: rows streamed in tiles by several lanes, as the kernel
// does, against fp64.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/kernels/cuda/row_entropy.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Scores in tiles of 32, `lanes` lanes taking turns, joined in the kernel's order.
cuda::RowEntropy streamed(const std::vector<float>& scores, std::size_t lanes) {
  std::vector<cuda::RowEntropy> sums(lanes);
  for (std::size_t tile = 0; tile < scores.size(); tile += 32) {
    const std::size_t end = std::min(scores.size(), tile + 32);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      float maximum = -kInfinity;
      for (std::size_t j = tile + lane; j < end; j += lanes) maximum = std::fmax(maximum, scores[j]);
      sums[lane].raise(maximum);
      for (std::size_t j = tile + lane; j < end; j += lanes) sums[lane].add(scores[j]);
    }
  }
  for (std::size_t distance = 1; distance < lanes; distance *= 2) {
    std::vector<cuda::RowEntropy> joined = sums;
    for (std::size_t lane = 0; lane < lanes; ++lane) joined[lane].merge(sums[lane ^ distance]);
    sums = joined;
  }
  return sums.front();
}

double exactEntropy(const std::vector<float>& scores) {
  const double maximum = *std::max_element(scores.begin(), scores.end());
  double total = 0, weighted = 0;
  for (const double score : scores) {
    const double e = std::exp(score - maximum);
    total += e;
    weighted += e == 0 ? 0 : e * (score - maximum);
  }
  return std::log(total) - weighted / total;
}

std::vector<float> values(const Recorder& recorder, std::int64_t n, double spread) {
  const at::Tensor x = recorder.normal({n}, 71, spread).cpu();
  return {x.const_data_ptr<float>(), x.const_data_ptr<float>() + n};
}

}  // namespace

void checkStreaming(Recorder& recorder) {
  const auto check = [&](const std::string& name, const std::vector<float>& scores, double expected) {
    for (const std::size_t lanes : {1u, 2u, 4u}) {
      const auto options = at::TensorOptions(at::kDouble);
      recorder.compare("streaming/" + name + "/lanes" + std::to_string(lanes), at::kFloat,
                       at::full({}, static_cast<double>(streamed(scores, lanes).entropy()), options),
                       at::full({}, expected, options), 2e-6);
    }
  };
  for (const std::int64_t n : {1, 2, 31, 33, 128, 1000}) {
    for (const double spread : {0.0, 1.0, 20.0, 1e4}) {
      const std::vector<float> scores = values(recorder, n, spread);
      check("random/" + std::to_string(n) + "x" + std::to_string(static_cast<int>(spread)), scores,
            exactEntropy(scores));
    }
  }
  std::vector<float> rising(300);
  for (std::size_t i = 0; i < rising.size(); ++i) rising[i] = static_cast<float>(i) * 7.0f;
  check("maximum-moves-each-step", rising, exactEntropy(rising));
  std::vector<float> holes = values(recorder, 100, 1.0);
  std::vector<float> kept;
  for (std::size_t i = 0; i < holes.size(); ++i) {
    if (i < 40 || i % 3 == 0) {
      holes[i] = -kInfinity;
    } else {
      kept.push_back(holes[i]);
    }
  }
  check("minus-infinity-drops-out", holes, exactEntropy(kept));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  check("only-minus-infinity", std::vector<float>(50, -kInfinity), nan);
  std::vector<float> bad = values(recorder, 70, 1.0);
  bad[3] = std::numeric_limits<float>::quiet_NaN();
  check("nan-first-tile", bad, nan);
  std::swap(bad[3], bad[69]);
  check("nan-last-tile", bad, nan);
  bad[69] = kInfinity;
  check("infinity", bad, nan);
}

}  // namespace entroscope
