#include "views/plot/step_tokens.h"

#include <algorithm>

namespace entroscope {
namespace {

constexpr int kPoints = 512;

using Point = std::pair<double, double>;

double between(double x, double x0, double y0, double x1, double y1) {
  return x1 > x0 ? y0 + (x - x0) * (y1 - y0) / (x1 - x0) : y1;
}

}  // namespace

StepTokens::StepTokens(const Run& run) {
  points_.emplace_back(0, 0);
  const auto add = [this](std::int64_t step, std::int64_t tokens) {
    const Point point(static_cast<double>(step), static_cast<double>(tokens));
    if (point.first > points_.back().first && point.second > points_.back().second) points_.push_back(point);
  };
  const ScalarSeries loss = run.scalar(measure::kLoss, {}, kPoints);
  for (std::size_t i = 0; i < loss.size(); ++i) add(loss.step[i], loss.tokens[i]);
  for (const Evaluation& evaluation : run.evaluations()) add(evaluation.step, evaluation.tokens);
  if (points_.size() == 1) points_.emplace_back(1, 1);
}

double StepTokens::tokensAt(double step) const {
  const auto after = std::lower_bound(points_.begin(), points_.end(), step,
                                      [](const Point& p, double x) { return p.first < x; });
  if (after == points_.begin()) return 0;
  if (after == points_.end()) return between(step, 0, 0, points_.back().first, points_.back().second);
  const Point& before = *std::prev(after);
  return between(step, before.first, before.second, after->first, after->second);
}

double StepTokens::stepAt(double tokens) const {
  const auto after = std::lower_bound(points_.begin(), points_.end(), tokens,
                                      [](const Point& p, double x) { return p.second < x; });
  if (after == points_.begin()) return 0;
  if (after == points_.end()) return between(tokens, 0, 0, points_.back().second, points_.back().first);
  const Point& before = *std::prev(after);
  return between(tokens, before.second, before.first, after->second, after->first);
}

}  // namespace entroscope
