// Entropic overload: how many heads sit in which quarter of the entropy range (paper, Fig 2a).
// Plain values; torch- and Qt-free.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace entroscope {

/// Largest possible mean entropy of a causal head over T query positions, nats: ln(T!)/T
/// (row i can spread over i positions). T ≥ 1.
double theoreticalMaximumEntropy(int context);

/// Where the histogram's upper end M comes from.
enum class OverloadMaximum { Pooled, PerRun, Theoretical };

struct OverloadHistogram {
  double maximum = 0;               ///< M used, nats
  std::array<int, 4> count{};       ///< heads in [0,M/4), [M/4,M/2), [M/2,3M/4), [3M/4,M]
  int undefined = 0;                ///< heads whose entropy is NaN, in no quarter
  int heads() const { return count[0] + count[1] + count[2] + count[3]; }
  double percent(int quarter) const { return heads() ? 100.0 * count[quarter] / heads() : 0.0; }
};

/// @param entropy any number of heads, nats. @param maximum M > 0; values above M count in the top quarter.
OverloadHistogram overloadHistogram(std::span<const float> entropy, double maximum);

/// Largest finite value; NaN when there is none.
double largestFinite(std::span<const float> values);

/// Perplexity change in percent against a baseline: 100 (p / p0 − 1).
double perplexityChangePercent(double perplexity, double baseline);

/// Decay-only reference of a slope: what weight decay alone would leave after the given learning
/// rates, a_t = a_0 · Π (1 − lr_t · decay) (decoupled decay, AdamW).
double decayedSlope(double initial, std::span<const double> learningRates, double weightDecay);

}  // namespace entroscope
