// How fast the training step is here, and what the measures cost. Torch- and Qt-free door; blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

enum class BenchMeasures { On, Off, Both };

struct BenchRequest {
  RunConfig config;
  int steps = 40;  ///< timed steps of each kind (measures on, off)
  int warmup = 5;
  BenchMeasures measures = BenchMeasures::Both;
};

struct Spread {
  double median = 0, iqr = 0;  ///< interquartile range
};

struct BenchReport {
  Spread stepOn, stepOff;      ///< milliseconds a step; 0 when not asked for
  double tokensPerSecond = 0;  ///< with measures on where they were asked for
  /// 100 (on / off − 1): median over pairs of neighbouring blocks, and the spread of those pairs.
  Spread overheadPercent;
  std::uint64_t peakBytes = 0;
  double flopsPerToken = 0;  ///< 6 N + 6 L C T
  double achievedFlops = 0;  ///< per second, from tokensPerSecond
  double gemmFlops = 0;      ///< per second: the model's own GEMM shapes, measured between the blocks
  double mfu = 0;            ///< achievedFlops / gemmFlops
  std::int64_t parameters = 0;
  std::string device, precision;
};

/// Spread of unsorted samples; quartiles by linear interpolation. Zero when there are none.
Spread spreadOf(std::vector<double> samples);

/// Trains on random tokens: blocks with measures on and off alternate, the matrix products of a step
/// are timed between them. @throws Error.
BenchReport runBenchmark(const BenchRequest& request, std::stop_token stop = {});

}  // namespace entroscope
