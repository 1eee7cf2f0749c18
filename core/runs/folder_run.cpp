#include "core/runs/folder_run.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_toml.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

RunStatus statusNamed(const std::string& text, bool writerAlive) {
  for (const auto status : {RunStatus::Finished, RunStatus::Interrupted, RunStatus::Failed}) {
    if (text == toText(status)) return status;
  }
  return writerAlive ? RunStatus::Training : RunStatus::Crashed;
}

/// Tokens seen after a step: those of the newest sound step record at or before it.
class TokenLookup {
 public:
  explicit TokenLookup(const Database& database)
      : database_(database),
        row_(database.prepare(std::string(kStepRowSql) + "WHERE step <= ? ORDER BY step DESC LIMIT " +
                              std::to_string(kMostDamaged))) {}
  std::int64_t operator()(std::int64_t step) {
    std::optional<StepRecord> record;
    row_.bind(1, step);
    while (!record && row_.step()) {
      record = soundStep(row_);
      if (!record) database_.noteDamage();
    }
    row_.reset();
    if (record) last_ = record->tokens;
    return last_;
  }

 private:
  /// Asked for every row that is read: of a file full of wrong rows it may not read them all each time, but
  /// repeats its last answer.
  static constexpr int kMostDamaged = 16;
  const Database& database_;
  Statement row_;
  std::int64_t last_ = 0;
};

std::vector<Evaluation> readEvaluations(const Database& database) {
  std::vector<Evaluation> result;
  auto row = database.prepare(std::string(kEvaluationRowSql) + "ORDER BY step");
  while (row.step()) {
    if (const auto evaluation = soundEvaluation(row)) {
      result.push_back(*evaluation);
    } else {
      database.noteDamage();
    }
  }
  return result;
}

/// Of the newest evaluation; 0 where there is none.
std::int64_t newestEvaluation(const Database& database) {
  auto row = database.prepare(std::string(kEvaluationRowSql) + "ORDER BY step DESC");
  while (row.step()) {
    if (const auto evaluation = soundEvaluation(row)) return evaluation->step;
    database.noteDamage();
  }
  return 0;
}

void append(ScalarSeries& series, std::int64_t tokens, const Summary& summary, std::size_t column) {
  series.step.push_back(summary.last);
  series.tokens.push_back(tokens);
  series.value.push_back(summary.mean(column));
  series.minimum.push_back(summary.minimum[column]);
  series.maximum.push_back(summary.maximum[column]);
  series.nanCount.push_back(static_cast<std::int32_t>(summary.notFinite[column]));
}

void append(ScalarSeries& series, std::int64_t step, std::int64_t tokens, float value) {
  series.step.push_back(step);
  series.tokens.push_back(tokens);
  series.value.push_back(value);
  series.minimum.push_back(value);
  series.maximum.push_back(value);
  series.nanCount.push_back(std::isfinite(value) ? 0 : 1);
}

ScalarSeries evaluationSeries(const std::vector<Evaluation>& all, StepRange range, int points) {
  std::vector<Evaluation> inside;
  std::copy_if(all.begin(), all.end(), std::back_inserter(inside),
               [&](const Evaluation& e) { return e.step >= range.first && e.step <= range.last; });
  const auto rows = static_cast<std::int64_t>(inside.size());
  const auto perPoint = decimationFor(0, rows, points).rowsPerPoint;
  ScalarSeries series;
  for (std::int64_t begin = 0; begin < rows; begin += perPoint) {
    Summary summary(1);
    const auto end = std::min(rows, begin + perPoint);
    for (auto i = begin; i < end; ++i) {
      const float value = static_cast<float>(inside[static_cast<std::size_t>(i)].loss);
      summary.add(inside[static_cast<std::size_t>(i)].step, {&value, 1});
    }
    const auto tokens = inside[static_cast<std::size_t>(end) - 1].tokens;
    if (perPoint == 1) {
      append(series, summary.last, tokens, static_cast<float>(inside[static_cast<std::size_t>(begin)].loss));
    } else {
      append(series, tokens, summary, 0);
    }
  }
  return series;
}

/// Of the evaluations, the steps and each series.
std::vector<std::int64_t> newestSteps(const Database& database) {
  std::vector<std::int64_t> newest{newestEvaluation(database),
                                   SeriesQuery(database, stepSeries()).extent().lastStep};
  for (const auto& series : readSeries(database))
    newest.push_back(SeriesQuery(database, series).extent().lastStep);
  return newest;
}

std::optional<SeriesInfo> findSeries(const Database& database, std::string_view name) {
  for (auto& info : readSeries(database)) {
    if (info.name == name) return std::move(info);
  }
  return std::nullopt;
}

}  // namespace

std::shared_ptr<const Database> openForReading(const fs::path& runFolder) {
  const fs::path path = runFolder / "run.db";
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    // Only a creation that was killed has none, and that has no checkpoint either.
    const bool begun = fs::exists(runFolder / "manifest.json", ignored) || !checkpointsOf(runFolder).empty();
    if (begun && !fs::exists(path, ignored)) {
      throw Error(ErrorCode::Io, Sentence::tr("%1: the file is missing"), path);
    }
    return nullptr;
  }
  requireInside(runFolder, path);
  if (!fs::is_regular_file(path, ignored))
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a file, found a folder"), path);
  const auto openAs = [&](OpenMode mode) {
    auto database = std::make_shared<const Database>(path, mode);
    checkSchema(*database);
    return database;
  };
  try {
    return openAs(OpenMode::ReadOnly);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Io) throw;
    if (::access(path.c_str(), W_OK) == 0 && ::access(runFolder.c_str(), W_OK) == 0) {
      // A writer killed inside a transaction may leave a journal that only a writing connection rolls back.
      openAs(OpenMode::ReadWrite);
      return openAs(OpenMode::ReadOnly);
    }
    // A database left in WAL mode cannot be read where its side files cannot be made. Without a log
    // there is nothing in them, and nobody can be writing here.
    const auto log = fs::file_size(runFolder / "run.db-wal", ignored);
    const bool noLog = (ignored || log == 0) && !fs::exists(runFolder / "run.db-journal");
    if (!noLog) throw;
    return openAs(OpenMode::Immutable);
  }
}

FolderRun::FolderRun(const fs::path& folder) : folder_(folder) {
  seen_ = signature();
  load();
}

FolderRun::Signature FolderRun::signature() const {
  Signature result;
  for (const char* name : {"run.db", "run.db-wal", "run.toml"}) {
    struct stat info {};
    const bool there = ::stat((folder_ / name).c_str(), &info) == 0;
    result.parts.push_back(there ? info.st_size : -1);
    result.parts.push_back(there ? info.st_mtim.tv_sec : 0);
    result.parts.push_back(there ? info.st_mtim.tv_nsec : 0);
    result.parts.push_back(there ? static_cast<std::int64_t>(info.st_ino) : 0);
  }
  const bool live = RunLock::holder(folder_).has_value();
  if (live) {
    // A commit may write over the log's beginning within one tick of the files' clock, and the log's time
    // changes before the commit can be seen: only the database knows.
    if (const auto database = openForReading(folder_)) {
      const ReadTransaction transaction(*database);
      result.parts.push_back(database->integer("SELECT max(id) FROM events"));
      std::ranges::copy(newestSteps(*database), std::back_inserter(result.parts));
    }
  }
  result.parts.push_back(live);
  return result;
}

/// One consistent look at the database. False: there is none yet.
class FolderRun::Question {
 public:
  explicit Question(const FolderRun& run)
      : run_(run), database_(run.kept_ != nullptr ? run.kept_ : openForReading(run.folder_)) {
    if (database_ == nullptr) return;
    if (!run_.live_) run_.kept_ = database_;
    transaction_.emplace(*database_);
  }
  ~Question() {
    if (database_ != nullptr && database_->damageSeen()) run_.damageSeen_ = true;
  }
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  explicit operator bool() const { return database_ != nullptr; }
  const Database& operator*() const { return *database_; }
  const Database* operator->() const { return database_.get(); }

 private:
  const FolderRun& run_;
  std::shared_ptr<const Database> database_;
  std::optional<ReadTransaction> transaction_;
};

void FolderRun::load() {
  kept_.reset();
  requireInside(folder_, folder_ / "run.toml");
  config_ = readConfig(folder_ / "run.toml");
  live_ = seen_.parts.back() != 0;
  info_.path = folder_;
  const auto name = fs::absolute(folder_).lexically_normal();
  info_.name = !config_.name.empty()
                   ? config_.name
                   : (name.has_filename() ? name.filename() : name.parent_path().filename()).string();
  info_.readOnly = ::access(folder_.c_str(), W_OK) != 0;
  const Question database(*this);
  if (!database) {
    info_.status = live_ ? RunStatus::Training : RunStatus::Crashed;
    return;
  }
  info_.id = readMeta(*database, "id");
  info_.createdAt = readMeta(*database, "created_at");
  info_.device = readMeta(*database, "device");
  info_.error = readMeta(*database, "error");
  info_.note = readMeta(*database, "note");
  info_.tags.clear();
  if (const auto tags = readMeta(*database, "tags"); !tags.empty()) {
    for (const auto& tag : parseJson(tags, "tags")) {
      if (tag.is_string()) info_.tags.push_back(tag.get<std::string>());
    }
  }
  info_.status = statusNamed(readMeta(*database, "status"), live_);
  const std::int64_t before =
      std::exchange(info_.lastStep, std::max<std::int64_t>(0, std::ranges::max(newestSteps(*database))));
  // What is damaged may be gone: cut back, or written anew. Readers find it again where it is not.
  if (!live_ || info_.lastStep < before) damageSeen_ = false;
  info_.tokens = TokenLookup(*database)(kMaximumStep);
}

bool FolderRun::refresh() {
  const auto now = signature();
  if (now == seen_) return false;
  seen_ = now;
  try {
    load();
  } catch (...) {
    seen_ = {};  // read again at the next look
    throw;
  }
  return true;
}

std::vector<std::string> FolderRun::measures() const {
  std::vector<std::string> result;
  const Question database(*this);
  if (!database) return result;
  if (SeriesQuery(*database, stepSeries()).extent().rows > 0) {
    result.assign(std::begin(kStepMeasures), std::end(kStepMeasures));
  }
  if (database->integer("SELECT count(*) FROM (SELECT 1 FROM evaluations LIMIT 1)") > 0) {
    result.emplace_back(measure::kEvaluationLoss);
  }
  for (const auto& series : readSeries(*database)) {
    if (SeriesQuery(*database, series).extent().rows > 0) result.push_back(series.name);
  }
  return result;
}

ScalarSeries FolderRun::scalar(std::string_view name, StepRange range, int points) const {
  const Question database(*this);
  if (!database) return {};
  if (name == measure::kEvaluationLoss) return evaluationSeries(readEvaluations(*database), range, points);
  const int stepMeasure = stepColumn(name);
  const auto info = stepMeasure >= 0 ? std::optional(stepSeries()) : findSeries(*database, name);
  if (!info || (stepMeasure < 0 && info->width() != 1)) return {};
  const auto column = static_cast<std::size_t>(std::max(stepMeasure, 0));
  const SeriesQuery query(*database, *info);
  const auto rows = query.rowsIn(range);
  const auto decimation = decimationFor(rows.begin, rows.end, points);
  TokenLookup tokens(*database);
  ScalarSeries series;
  if (decimation.rowsPerPoint == 1) {
    query.visitRows(rows, [&](std::int64_t step, std::span<const float> values) {
      append(series, step, tokens(step), values[column]);
    });
  } else {
    for (const auto& summary : query.decimated(rows, decimation))
      append(series, tokens(summary.last), summary, column);
  }
  return series;
}

FrameSeries FolderRun::frames(std::string_view name, StepRange range, int points) const {
  const Question database(*this);
  if (!database) return {};
  const auto info = findSeries(*database, name);
  if (!info) return {};
  const SeriesQuery query(*database, *info);
  const auto rows = query.rowsIn(range);
  const auto decimation = decimationFor(rows.begin, rows.end, points);
  TokenLookup tokens(*database);
  FrameSeries series;
  series.rows = info->rows;
  series.columns = info->columns;
  const auto place = [&](std::int64_t step) {
    series.step.push_back(step);
    series.tokens.push_back(tokens(step));
  };
  if (decimation.rowsPerPoint == 1) {
    query.visitRows(rows, [&](std::int64_t step, std::span<const float> values) {
      place(step);
      for (auto* list : {&series.values, &series.minimum, &series.maximum}) {
        list->insert(list->end(), values.begin(), values.end());
      }
      for (const float value : values) series.nanShare.push_back(std::isfinite(value) ? 0.0f : 1.0f);
    });
    return series;
  }
  for (const auto& summary : query.decimated(rows, decimation)) {
    place(summary.last);
    for (std::size_t i = 0; i < summary.width(); ++i) {
      series.values.push_back(summary.mean(i));
      series.nanShare.push_back(static_cast<float>(summary.notFinite[i]) / static_cast<float>(summary.count));
    }
    series.minimum.insert(series.minimum.end(), summary.minimum.begin(), summary.minimum.end());
    series.maximum.insert(series.maximum.end(), summary.maximum.begin(), summary.maximum.end());
  }
  return series;
}

std::optional<Frame> FolderRun::frameAt(std::string_view name, std::int64_t step) const {
  const Question database(*this);
  if (!database) return std::nullopt;
  const auto info = findSeries(*database, name);
  if (!info) return std::nullopt;
  auto row = SeriesQuery(*database, *info).rowAt(step);
  if (!row) return std::nullopt;
  return Frame{row->first, TokenLookup(*database)(row->first), info->rows, info->columns,
               std::move(row->second)};
}

std::vector<Evaluation> FolderRun::evaluations() const {
  const Question database(*this);
  return database ? readEvaluations(*database) : std::vector<Evaluation>();
}

std::vector<RunEvent> FolderRun::events() const {
  std::vector<RunEvent> result;
  const Question database(*this);
  if (!database) return result;
  auto row = database->prepare("SELECT step, time, kind, text, crc FROM events ORDER BY id");
  while (row.step()) {
    RunEvent event{row.integer(0), row.text(1), row.text(2), row.text(3)};
    if (eventChecksum(event.step, event.time, event.kind, event.text) == row.integer(4)) {
      result.push_back(std::move(event));
    } else {
      database->noteDamage();
    }
  }
  return result;
}

}  // namespace entroscope
