#include "core/runs/recording.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/run_writer.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

constexpr int kLargestSide = 1 << 14;

struct Matrix {
  int rows = 0, columns = 0;
  std::map<std::int64_t, std::vector<float>> steps;
};

/// Places every value. Sizes follow from the values themselves, so a hostile position cannot ask
/// for more memory than the file is long, up to the factor tolerated for gaps.
Matrix arrange(const Recording& recording, const std::string& name,
               const std::vector<RecordedValue>& values) {
  constexpr std::uint64_t kGapFactor = 16;
  Matrix matrix;
  std::map<std::int64_t, std::uint64_t> count;
  for (const auto& v : values) {
    matrix.rows = std::max(matrix.rows, v.row + 1);
    matrix.columns = std::max(matrix.columns, v.column + 1);
    ++count[v.step];
  }
  const auto width = static_cast<std::uint64_t>(matrix.rows) * static_cast<std::uint64_t>(matrix.columns);
  const std::string shape = std::to_string(matrix.rows) + " x " + std::to_string(matrix.columns);
  for (const auto& [step, found] : count) {
    const bool wrong = found > width || (found < width && !recording.gapsAllowed);
    if (!wrong) continue;
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: step %3: expected %4 values, found %5"),
                recording.source, name, step, shape, found);
  }
  if (width * count.size() > kGapFactor * values.size() + kLargestSide) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected %3 values a step, found %4 in %5 steps"),
                recording.source, name, shape, values.size(), count.size());
  }
  std::map<std::int64_t, std::vector<bool>> seen;
  for (const auto& v : values) {
    auto& row = matrix.steps[v.step];
    auto& marks = seen[v.step];
    if (row.empty()) {
      row.assign(width, std::numeric_limits<float>::quiet_NaN());
      marks.assign(width, false);
    }
    const auto at = static_cast<std::size_t>(v.row) * static_cast<std::size_t>(matrix.columns) +
                    static_cast<std::size_t>(v.column);
    if (marks[at]) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: %2: step %3: expected each value once, found row %4, column %5 twice"),
                  recording.source, name, v.step, v.row, v.column);
    }
    marks[at] = true;
    row[at] = static_cast<float>(v.value);
  }
  return matrix;
}

void requireScalar(const Recording& recording, const std::string& name,
                   const std::vector<RecordedValue>& values) {
  for (const auto& v : values) {
    if (v.row == 0 && v.column == 0) continue;
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected one value a step, found a matrix"),
                recording.source, name);
  }
}

void requireOnce(const Recording& recording, const std::string& name,
                 const std::vector<RecordedValue>& values) {
  std::set<std::int64_t> steps;
  for (const auto& v : values) {
    if (steps.insert(v.step).second) continue;
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2 at step %3: expected one value, found another"),
                recording.source, name, v.step);
  }
}

}  // namespace

void Recording::add(const std::string& measure, const RecordedValue& value, const Sentence& place) {
  const auto reject = [&](Sentence::Pattern expected, std::int64_t found) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected %2, found %3"), place, Sentence(expected),
                found);
  };
  if (measure.empty())
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected the name of a measure, found none"), place);
  if (value.step < 0 || value.step > kMaximumStep) reject(Sentence::tr("a step from 0"), value.step);
  if (value.row < 0 || value.row >= kLargestSide) reject(Sentence::tr("a row from 0 to 16383"), value.row);
  if (value.column < 0 || value.column >= kLargestSide)
    reject(Sentence::tr("a column from 0 to 16383"), value.column);
  measures[measure].push_back(value);
}

void writeRecording(const Recording& recording, const RunConfig& config,
                    const std::filesystem::path& runFolder) {
  // Everything is arranged and judged before the folder is touched.
  std::map<std::int64_t, StepRecord> steps;
  std::map<std::int64_t, Evaluation> evaluations;
  std::map<std::string, Matrix> matrices;
  const auto tokensAt = [&](std::int64_t step) {
    const auto found = recording.tokens.find(step);
    return found == recording.tokens.end() ? 0 : found->second;
  };
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [name, values] : recording.measures) {
    const int column = stepColumn(name);
    if (column < 0 && name != measure::kEvaluationLoss) {
      matrices.emplace(name, arrange(recording, name, values));
      continue;
    }
    requireScalar(recording, name, values);
    requireOnce(recording, name, values);
    for (const auto& v : values) {
      if (column < 0) {
        evaluations[v.step] = {v.step, tokensAt(v.step), v.value, std::exp(v.value)};
        continue;
      }
      const StepRecord empty{v.step, tokensAt(v.step), kNaN, kNaN, kNaN, kNaN};
      auto& record = steps.try_emplace(v.step, empty).first->second;
      double* const fields[] = {&record.loss, &record.gradientNorm, &record.learningRate,
                                &record.tokensPerSecond};
      *fields[column] = v.value;
    }
  }
  if (steps.empty() && evaluations.empty() && matrices.empty()) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected recorded values, found none"),
                recording.source);
  }
  if (matrices.size() > static_cast<std::size_t>(kMaximumSeries)) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected at most %2 measures, found %3"),
                recording.source, kMaximumSeries, matrices.size());
  }
  AtomicFolder folder(runFolder);  // an import that is killed leaves no part of a run
  auto writer = RunWriter::create(folder.path(), config, "imported");
  for (const auto& [step, record] : steps) writer->appendStep(record);
  for (const auto& [name, matrix] : matrices) {
    for (const auto& [step, values] : matrix.steps) {
      writer->appendMeasure(step, name, matrix.rows, matrix.columns, values);
    }
  }
  for (const auto& [step, evaluation] : evaluations) writer->appendEvaluation(evaluation);
  writer->appendEvent(0, "note", "imported from " + recording.source);
  writer->close(Outcome::Finished);
  writer.reset();
  folder.commit();
}

}  // namespace entroscope
