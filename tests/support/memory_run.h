// A run that lives in memory, for tests of whatever reads runs: say what was recorded, get a Run.
// Torch- and Qt-free. Rows must be added in order of steps.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "core/runs/run.h"

namespace entroscope {

class MemoryRun : public Run {
 public:
  explicit MemoryRun(const std::string& configuration, const std::string& name = {}) {
    info_.id = "memory/" + configuration + "/" + name;
    info_.name = name.empty() ? configuration : name;
    info_.status = RunStatus::Finished;
    config_.configuration = configuration;
    config_.name = info_.name;
  }

  RunInfo& editInfo() { return info_; }
  RunConfig& editConfig() { return config_; }
  /// Of what is added from now on.
  void setTokensPerStep(std::int64_t tokens) { tokensPerStep_ = tokens; }

  /// One recorded matrix; scalars are 1 × 1.
  void add(std::string_view name, std::int64_t step, int rows, int columns, std::vector<float> values) {
    rows_[std::string(name)].push_back({step, step * tokensPerStep_, rows, columns, std::move(values)});
    info_.lastStep = std::max(info_.lastStep, step);
    info_.tokens = info_.lastStep * tokensPerStep_;
    grown_ = true;
  }
  void addScalar(std::string_view name, std::int64_t step, float value) { add(name, step, 1, 1, {value}); }
  void addEvaluation(std::int64_t step, double loss) {
    evaluations_.push_back({step, step * tokensPerStep_, loss, std::exp(loss)});
    addScalar(measure::kEvaluationLoss, step, static_cast<float>(loss));
  }
  void addEvent(RunEvent event) { events_.push_back(std::move(event)); }

  const RunInfo& info() const override { return info_; }
  const RunConfig& config() const override { return config_; }
  bool refresh() override { return std::exchange(grown_, false); }

  std::vector<std::string> measures() const override {
    std::vector<std::string> names;
    for (const auto& [name, rows] : rows_) names.push_back(name);
    return names;
  }

  ScalarSeries scalar(std::string_view name, StepRange range, int points) const override {
    const FrameSeries all = frames(name, range, points);
    ScalarSeries result;
    result.step = all.step;
    result.tokens = all.tokens;
    result.value = all.values;
    result.minimum = all.minimum;
    result.maximum = all.maximum;
    // A bucket's rows are those after the bucket before it.
    std::int64_t before = range.first - 1;
    for (std::size_t b = 0; b < all.size(); ++b) {
      const auto& rows = rows_.find(std::string(name))->second;
      const auto inBucket = [&](const Frame& f) { return f.step > before && f.step <= all.step[b]; };
      const auto count = std::count_if(rows.begin(), rows.end(), inBucket);
      result.nanCount.push_back(
          static_cast<std::int32_t>(std::lround(all.nanShare[b] * static_cast<double>(count))));
      before = all.step[b];
    }
    return result;
  }

  FrameSeries frames(std::string_view name, StepRange range, int points) const override {
    FrameSeries result;
    std::vector<const Frame*> chosen;
    if (const auto found = rows_.find(std::string(name)); found != rows_.end()) {
      for (const Frame& frame : found->second) {
        if (frame.step >= range.first && frame.step <= range.last) chosen.push_back(&frame);
      }
    }
    if (chosen.empty()) return result;
    result.rows = chosen.front()->rows;
    result.columns = chosen.front()->columns;
    const std::size_t buckets = std::min(chosen.size(), static_cast<std::size_t>(std::max(points, 1)));
    for (std::size_t b = 0; b < buckets; ++b) {
      appendBucket(result, chosen, b * chosen.size() / buckets, (b + 1) * chosen.size() / buckets);
    }
    return result;
  }

  std::optional<Frame> frameAt(std::string_view name, std::int64_t step) const override {
    const auto found = rows_.find(std::string(name));
    if (found == rows_.end()) return std::nullopt;
    std::optional<Frame> newest;
    for (const Frame& frame : found->second) {
      if (frame.step <= step) newest = frame;
    }
    return newest;
  }
  std::vector<Evaluation> evaluations() const override { return evaluations_; }
  std::vector<RunEvent> events() const override { return events_; }

  static constexpr std::int64_t kTokensPerStep = 2048;

 private:
  static void appendBucket(FrameSeries& out, const std::vector<const Frame*>& rows, std::size_t from,
                           std::size_t to) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    out.step.push_back(rows[to - 1]->step);
    out.tokens.push_back(rows[to - 1]->tokens);
    for (std::size_t i = 0; i < rows[from]->values.size(); ++i) {
      double sum = 0;
      int finite = 0;
      float lowest = kNan, highest = kNan;
      for (std::size_t r = from; r < to; ++r) {
        const float value = rows[r]->values[i];
        if (std::isnan(value)) continue;
        sum += value;
        lowest = finite == 0 ? value : std::min(lowest, value);
        highest = finite == 0 ? value : std::max(highest, value);
        ++finite;
      }
      out.values.push_back(finite == 0 ? kNan : static_cast<float>(sum / finite));
      out.minimum.push_back(lowest);
      out.maximum.push_back(highest);
      out.nanShare.push_back(1.0F - static_cast<float>(finite) / static_cast<float>(to - from));
    }
  }

  RunInfo info_;
  RunConfig config_;
  std::map<std::string, std::vector<Frame>> rows_;
  std::vector<Evaluation> evaluations_;
  std::vector<RunEvent> events_;
  std::int64_t tokensPerStep_ = kTokensPerStep;
  bool grown_ = false;
};

}  // namespace entroscope
