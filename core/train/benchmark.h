// How fast the training step is here, and what the measures cost. Torch- and Qt-free door; blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// Steps with measures, without, or both in alternating blocks; or, measures always on, blocks that are
/// written into a run folder alternate with blocks that are not. Writing counts until it is on its way to the
/// disk.
enum class BenchKinds { On, Off, Both, Writing };

struct BenchRequest {
  RunConfig config;
  int steps = 40;  ///< timed steps of each kind (measures on, off)
  int warmup = 5;
  int block = 0;  ///< steps a block of measures on or off; 0: at most five
  BenchKinds kinds = BenchKinds::Both;
  bool profile = false;  ///< emit NVTX ranges
};

struct Spread {
  double median = 0, iqr = 0;  ///< interquartile range
};

struct BenchReport {
  Spread stepOn, stepOff;     ///< milliseconds a step, measures (or writing) on and off; 0 when not asked for
  std::vector<double> times;  ///< milliseconds of each step of the kind that tokensPerSecond is about
  double tokensPerSecond = 0;  ///< with measures on where they were asked for
  /// 100 (on / off − 1): median over pairs of neighbouring blocks, and the spread of those pairs.
  Spread overheadPercent;
  double overheadLow = 0, overheadHigh = 0;  ///< bootstrap interval (95 %) of the median over the pairs
  int overheadPairs = 0;
  std::uint64_t peakBytes = 0;  ///< after the warm-up, before the probe of matrix products
  double flopsPerToken = 0;     ///< 6 N + 6 L C T
  double achievedFlops = 0;     ///< per second, from tokensPerSecond
  double gemmFlops = 0;         ///< per second: the model's own GEMM shapes, measured between the blocks
  double mfu = 0;               ///< achievedFlops / gemmFlops
  std::int64_t parameters = 0;
  double faultsPerStep = 0;  ///< pages that the system mapped anew: 0 where a step allocates nothing
  std::string device, precision, kernels, gemmLibrary;
  std::string launch;  ///< how steps were launched in truth
};

/// Spread of unsorted samples; quartiles by linear interpolation. Zero when there are none.
Spread spreadOf(std::vector<double> samples);

/// 95 % interval of the median of the samples, from 2,000 resamples by a fixed generator: {low, high}.
std::pair<double, double> bootstrapMedian(const std::vector<double>& samples);

/// Trains on random tokens: blocks with measures (or writing) on and off alternate, the matrix products of a
/// step are timed between them. @throws Error.
BenchReport runBenchmark(const BenchRequest& request, std::stop_token stop = {});

}  // namespace entroscope
