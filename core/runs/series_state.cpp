#include "core/runs/series_state.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/runs/schema.h"
#include "core/runs/series_query.h"

namespace entroscope {
namespace {

void checkStep(std::string_view name, std::int64_t step, std::int64_t last) {
  if (step > last && step <= kMaximumStep) return;
  throw Error(ErrorCode::Internal, std::string(name) + ": step " + std::to_string(step) +
                                       " appended after step " + std::to_string(last));
}

}  // namespace

void SeriesState::load(const Database& database) {
  steps_ = {kStepSeries, 1, kStepColumns, 0, -1, PyramidBuilder(kStepColumns)};
  measures_.clear();
  restorePyramid(database, steps_);
  for (const auto& info : readSeries(database)) {
    Series series{info.id, info.rows, info.columns, 0, -1, PyramidBuilder(info.width())};
    restorePyramid(database, series);
    measures_.emplace(info.name, std::move(series));
  }
}

void SeriesState::restorePyramid(const Database& database, Series& series) {
  const SeriesQuery query(database, {series.id, {}, series.rows, series.columns});
  const auto extent = query.extent();
  series.count = extent.rows + query.rowsAfter(extent.lastStep);  // damaged ones keep their numbers
  series.lastStep = extent.lastStep;
  // Level by level, the children that are complete but whose parent is not.
  for (int level = 1; (series.count >> (kPyramidShift * (level - 1))) > 0; ++level) {
    const auto children = series.count >> (kPyramidShift * (level - 1));
    const auto begin = children / kPyramidFactor * kPyramidFactor;
    for (const auto& child : query.stretch({level - 1, begin, children}))
      series.pyramid.restore(level, child);
  }
}

void SeriesState::addToPyramid(Series& series, std::int64_t step, std::span<const float> values,
                               std::vector<PendingRow>& out) {
  std::vector<PyramidRow> done;
  series.pyramid.add(series.count, step, values, done);
  for (const auto& row : done) {
    // One that lacks a damaged row, after a resume, would not be what it says: readers make it anew.
    if (row.summary.count != std::int64_t{1} << (kPyramidShift * row.level)) continue;
    out.push_back(SummaryRow{pyramidKey(series.id, row.level, row.bucket), row.summary.last,
                             encodeSummary(row.summary)});
  }
  ++series.count;
  series.lastStep = step;
}

void SeriesState::addStep(const StepRecord& record, std::vector<PendingRow>& out) {
  checkStep("steps", record.step, steps_.lastStep);
  out.push_back(StepRow{record, steps_.count});
  const float values[kStepColumns] = {
      static_cast<float>(record.loss), static_cast<float>(record.gradientNorm),
      static_cast<float>(record.learningRate), static_cast<float>(record.tokensPerSecond)};
  addToPyramid(steps_, record.step, values, out);
}

void SeriesState::addMeasure(std::int64_t step, std::string_view name, int rows, int columns,
                             std::span<const float> values, std::vector<PendingRow>& out) {
  const auto shape = [](int r, int c) { return std::to_string(r) + " x " + std::to_string(c); };
  if (rows < 1 || columns < 1 ||
      values.size() != static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns)) {
    throw Error(ErrorCode::Internal, std::string(name) + ": expected " + shape(rows, columns) +
                                         " values, found " + std::to_string(values.size()));
  }
  if (name.empty() || stepColumn(name) >= 0 || name == measure::kEvaluationLoss) {
    throw Error(ErrorCode::Internal, "\"" + std::string(name) + "\" is not recorded as a measure");
  }
  auto found = measures_.find(name);
  if (found == measures_.end()) {
    std::int64_t id = 1;
    for (const auto& [other, series] : measures_) id = std::max(id, series.id + 1);
    if (id > kMaximumSeries) throw Error(ErrorCode::Internal, "more than 2047 measures in one run");
    const auto width = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    found =
        measures_.emplace(std::string(name), Series{id, rows, columns, 0, -1, PyramidBuilder(width)}).first;
    out.push_back(SeriesRow{id, std::string(name), rows, columns});
  }
  Series& series = found->second;
  if (series.rows != rows || series.columns != columns) {
    throw Error(ErrorCode::Internal, std::string(name) + ": expected " + shape(series.rows, series.columns) +
                                         " values as before, found " + shape(rows, columns));
  }
  checkStep(name, step, series.lastStep);
  out.push_back(RecordRow{recordKey(series.id, step), series.count, bytesOfFloats(values)});
  addToPyramid(series, step, values, out);
}

}  // namespace entroscope
