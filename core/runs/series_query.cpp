#include "core/runs/series_query.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

/// Both kinds of raw rows as (key, ordinal, payload…); the step table's key is its step.
constexpr std::string_view kRecordRowSql = "SELECT key, ordinal, data, crc FROM records ";

constexpr std::int64_t kLargestWidth = std::int64_t{1} << 24;

/// Of buckets, that are filled one by one. What finding the place costs, a file from elsewhere decides: with
/// more gaps than these all that follows is read as one.
constexpr int kGapsOfAQuestion = 16;

}  // namespace

SeriesInfo stepSeries() { return {kStepSeries, "steps", 1, kStepColumns}; }

std::vector<SeriesInfo> readSeries(const Database& database) {
  std::vector<SeriesInfo> result;
  auto statement = database.prepare("SELECT id, name, rows, columns, crc FROM series ORDER BY id");
  while (statement.step()) {
    const auto id = statement.integer(0), rows = statement.integer(2), columns = statement.integer(3);
    const std::string name = statement.text(1);
    const bool sound = seriesChecksum(id, name, rows, columns) == statement.integer(4) && id >= 1 &&
                       id <= kMaximumSeries && rows >= 1 && columns >= 1 && rows <= kLargestWidth / columns;
    if (sound) {
      result.push_back({id, name, static_cast<int>(rows), static_cast<int>(columns)});
    } else {
      database.noteDamage();
    }
  }
  return result;
}

void requireSoundSeries(const Database& database) {
  const std::int64_t all = database.integer("SELECT count(*) FROM series");
  const std::int64_t sound = std::ssize(readSeries(database));
  if (all == sound) return;
  throw Error(
      ErrorCode::Corrupt,
      Sentence::tr("%1: %2 of %3 measures differ from their checksums: what is recorded next could not "
                   "be told from them; fork the run instead"),
      database.path(), all - sound, all);
}

bool SeriesQuery::ofSteps() const { return info_.id == kStepSeries; }

std::optional<SeriesQuery::Place> SeriesQuery::soundRow(std::int64_t first, std::int64_t last,
                                                        bool newest) const {
  auto row = rowsBetween(first, last, newest);
  while (row.step()) {
    // What a file from elsewhere claims may agree with its checksum and still be no row number.
    const bool numbered = row.integer(1) >= 0 && row.integer(1) < kMaximumRows;
    if (!numbered) database_.noteDamage();
    if (numbered && !valuesOf(row).empty()) return Place{row.integer(0), row.integer(1)};
  }
  return std::nullopt;
}

Statement SeriesQuery::rowsBetween(std::int64_t first, std::int64_t last, bool newestFirst) const {
  const std::string key = ofSteps() ? "step" : "key";
  const std::string sql = std::string(ofSteps() ? kStepRowSql : kRecordRowSql) + "WHERE " + key +
                          " BETWEEN ? AND ? ORDER BY " + key + (newestFirst ? " DESC" : "");
  auto row = database_.prepare(sql);
  row.bind(1, first).bind(2, last);
  return row;
}

SeriesQuery::Extent SeriesQuery::extent() const {
  const auto last = soundRow(recordKey(info_.id, 0), recordKey(info_.id, kMaximumStep), true);
  return last ? Extent{last->ordinal + 1, stepOfKey(last->key)} : Extent{};
}

std::int64_t SeriesQuery::rowsAfter(std::int64_t step) const {
  auto row = rowsBetween(recordKey(info_.id, step + 1), recordKey(info_.id, kMaximumStep), false);
  std::int64_t count = 0;
  while (row.step()) ++count;
  return count;
}

SeriesQuery::Rows SeriesQuery::rowsIn(StepRange range) const {
  const auto first = recordKey(info_.id, std::clamp<std::int64_t>(range.first, 0, kMaximumStep));
  const auto last = recordKey(info_.id, std::clamp<std::int64_t>(range.last, 0, kMaximumStep));
  if (range.last < 0 || first > last) return {};
  const auto begin = soundRow(first, last, false), end = soundRow(first, last, true);
  return begin && end ? Rows{begin->ordinal, end->ordinal + 1, begin->key} : Rows{};
}

std::int64_t SeriesQuery::firstKeyFrom(std::int64_t ordinal) const {
  const std::int64_t limit = recordKey(info_.id, kMaximumStep);
  std::int64_t low = recordKey(info_.id, 0), high = limit;
  if (ordinal == 0) return low;
  // Rows are keyed by step; their numbers grow with it, so bisect over steps.
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto probe = soundRow(middle, limit, false);
    if (!probe || probe->ordinal >= ordinal) {
      high = middle;
    } else {
      low = probe->key + 1;
    }
  }
  return low;
}

std::vector<float> SeriesQuery::valuesOf(const Statement& row) const {
  if (ofSteps()) {
    if (const auto record = soundStep(row)) {
      return {static_cast<float>(record->loss), static_cast<float>(record->gradientNorm),
              static_cast<float>(record->learningRate), static_cast<float>(record->tokensPerSecond)};
    }
  } else {
    const auto data = row.blob(2);
    const bool sound = data.size() == info_.width() * sizeof(float) &&
                       recordChecksum(row.integer(0), row.integer(1), data) == row.integer(3);
    if (sound) return floatsOfBytes(data);
  }
  database_.noteDamage();
  return {};
}

void SeriesQuery::visitNumbered(Rows rows, const NumberedVisitor& visit) const {
  if (rows.begin >= rows.end) return;
  auto row = rowsBetween(rows.firstKey >= 0 ? rows.firstKey : firstKeyFrom(rows.begin),
                         recordKey(info_.id, kMaximumStep), false);
  while (row.step()) {
    const auto values = valuesOf(row);
    if (values.empty() || row.integer(1) < rows.begin) continue;  // its number is as doubtful
    if (row.integer(1) >= rows.end) break;
    visit(row.integer(1), stepOfKey(row.integer(0)), values);
  }
}

void SeriesQuery::visitRows(Rows rows, const RowVisitor& visit) const {
  visitNumbered(rows,
                [&](std::int64_t, std::int64_t step, std::span<const float> values) { visit(step, values); });
}

void SeriesQuery::visitBuckets(const Stretch& stretch, std::int64_t firstKey, int& gaps,
                               const BucketVisitor& visit) const {
  if (stretch.level == 0) {
    visitNumbered({stretch.begin, stretch.end, firstKey},
                  [&](std::int64_t ordinal, std::int64_t step, std::span<const float> values) {
                    Summary summary(info_.width());
                    summary.add(step, values);
                    visit(ordinal, std::move(summary));
                  });
    return;
  }
  auto row =
      database_.prepare("SELECT key, last, data, crc FROM pyramid WHERE key >= ? AND key < ? ORDER BY key");
  row.bind(1, pyramidKey(info_.id, stretch.level, stretch.begin));
  row.bind(2, pyramidKey(info_.id, stretch.level, stretch.end));
  const std::int64_t count = std::int64_t{1} << (kPyramidShift * stretch.level);
  std::int64_t next = stretch.begin;
  while (row.step()) {
    Summary summary;
    const bool sound = isStep(row.integer(1)) &&
                       pyramidChecksum(row.integer(0), row.integer(1), row.blob(2)) == row.integer(3);
    if (sound) summary = decodeSummary(row.blob(2), info_.width(), row.integer(1), count);
    if (summary.count == 0) {
      database_.noteDamage();
      continue;
    }
    const std::int64_t bucket = row.integer(0) - pyramidKey(info_.id, stretch.level, 0);
    if (next < bucket && gaps-- <= 0) break;
    visitFromBelow({stretch.level, next, bucket}, gaps, visit);
    visit(bucket, std::move(summary));
    next = bucket + 1;
  }
  visitFromBelow({stretch.level, next, stretch.end}, gaps, visit);
}

/// A gap in one go, not bucket by bucket: it may be of any length.
void SeriesQuery::visitFromBelow(const Stretch& lost, int& gaps, const BucketVisitor& visit) const {
  if (lost.begin >= lost.end) return;
  std::optional<std::pair<std::int64_t, Summary>> made;
  visitBuckets({lost.level - 1, lost.begin << kPyramidShift, lost.end << kPyramidShift}, -1, gaps,
               [&](std::int64_t child, Summary&& summary) {
                 const std::int64_t bucket = child >> kPyramidShift;
                 if (made && made->first == bucket) return made->second.merge(summary);
                 if (made) visit(made->first, std::move(made->second));
                 made.emplace(bucket, std::move(summary));
               });
  if (made) visit(made->first, std::move(made->second));
}

std::vector<Summary> SeriesQuery::stretch(const Stretch& stretch) const {
  std::vector<Summary> result;
  int gaps = kGapsOfAQuestion;
  visitBuckets(stretch, -1, gaps,
               [&](std::int64_t, Summary&& summary) { result.push_back(std::move(summary)); });
  return result;
}

std::vector<Summary> SeriesQuery::decimated(Rows rows, const Decimation& decimation) const {
  std::vector<Summary> result;
  // Where each summary belongs follows from its number, not from how many came before: a damaged
  // row must not shift its neighbours into other slots.
  std::int64_t slot = -1;
  int gaps = kGapsOfAQuestion;
  for (const auto& part : coverRows(rows.begin, rows.end, decimation.level)) {
    // A part in one go: to find where each slot begins would cost more than to read it.
    const bool known = part.level == 0 && part.begin == rows.begin;
    visitBuckets(part, known ? rows.firstKey : -1, gaps, [&](std::int64_t bucket, Summary&& summary) {
      const std::int64_t wanted = (bucket << (kPyramidShift * part.level)) / decimation.rowsPerPoint;
      if (std::exchange(slot, wanted) == wanted && !result.empty()) return result.back().merge(summary);
      result.push_back(std::move(summary));
    });
  }
  return result;
}

std::optional<std::pair<std::int64_t, std::vector<float>>> SeriesQuery::rowAt(std::int64_t step) const {
  if (step < 0) return std::nullopt;
  auto row = rowsBetween(recordKey(info_.id, 0), recordKey(info_.id, std::min(step, kMaximumStep)), true);
  while (row.step()) {
    auto values = valuesOf(row);
    if (!values.empty()) return std::pair{stepOfKey(row.integer(0)), std::move(values)};
  }
  return std::nullopt;
}

}  // namespace entroscope
