#include "core/measures/overload.h"

#include <cmath>
#include <limits>
#include <sstream>

#include "core/base/error.h"

namespace entroscope {

double theoreticalMaximumEntropy(int context) {
  if (context < 1) {
    throw Error(ErrorCode::BadInput, Sentence::tr("maximum entropy: expected a context >= 1, found %1"),
                context);
  }
  return std::lgamma(static_cast<double>(context) + 1.0) / context;
}

OverloadHistogram overloadHistogram(std::span<const float> entropy, double maximum) {
  if (!(maximum > 0) || !std::isfinite(maximum)) {
    std::ostringstream text;
    text << maximum;
    throw Error(ErrorCode::BadInput,
                Sentence::tr("overload histogram: expected a finite maximum > 0, found %1"), text.str());
  }
  OverloadHistogram histogram;
  histogram.maximum = maximum;
  for (const float value : entropy) {
    if (std::isnan(value)) {
      ++histogram.undefined;
      continue;
    }
    // Compared with the quarters' bounds rather than divided: a bound itself belongs to the upper quarter.
    int quarter = 0;
    while (quarter < 3 && value >= maximum * (quarter + 1) / 4) ++quarter;
    ++histogram.count[quarter];
  }
  return histogram;
}

double largestFinite(std::span<const float> values) {
  double largest = std::numeric_limits<double>::quiet_NaN();
  for (const float value : values) {
    if (std::isfinite(value) && !(value <= largest)) largest = value;
  }
  return largest;
}

double perplexityChangePercent(double perplexity, double baseline) {
  return 100.0 * (perplexity / baseline - 1.0);
}

double decayedSlope(double initial, std::span<const double> learningRates, double weightDecay) {
  for (const double rate : learningRates) initial *= 1.0 - rate * weightDecay;
  return initial;
}

}  // namespace entroscope
