#include "core/runs/folder_writer.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/checkpoints.h"
#include "core/runs/manifest.h"
#include "core/runs/run_toml.h"
#include "core/runs/schema.h"
#include "core/runs/series_query.h"
#include "core/runs/storage_kind.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

/// Half of what is promised, so that a commit that takes its time still keeps the promise.
constexpr std::chrono::milliseconds kCommitInterval{250};

/// SQLite's own way waits for nobody, so that a log that is watched outgrows its database: it can begin anew
/// only at a moment without a question. Beyond this length the committing thread waits for the questions
/// under way; new ones do without the log meanwhile.
constexpr std::uintmax_t kLongLog = 2 << 20;
constexpr std::chrono::milliseconds kLogPatience{100};

/// Recorded when a step is evaluated, not when it is made.
bool isOfEvaluation(std::string_view series) {
  return series == measure::kAttention || series == measure::kPositionEntropy ||
         series == measure::kSnippetTokens;
}

std::string_view textOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Finished:
      return toText(RunStatus::Finished);
    case Outcome::Interrupted:
      return toText(RunStatus::Interrupted);
    case Outcome::Failed:
      break;
  }
  return toText(RunStatus::Failed);
}

/// Leaves one self-contained file. False: some reader was in the middle of one question all the time, so that
/// the log still holds what the database lacks. SQLite does not wait for readers when it leaves WAL mode, so
/// that is tried again; a reader that keeps its connection open keeps the mode, and the log is empty.
bool foldLogIn(const Database& database) {
  constexpr std::chrono::seconds kPatience{5};
  constexpr std::chrono::milliseconds kPause{2};
  if (!database.emptyLog(kPatience)) return false;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    try {
      database.execute("PRAGMA journal_mode = DELETE");
      return true;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::Locked) throw;
      if (std::chrono::steady_clock::now() > deadline) return true;
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

FolderWriter::FolderWriter(const fs::path& folder, std::unique_ptr<RunLock> lock)
    : folder_(folder),
      lock_(std::move(lock)),
      database_(std::make_unique<Database>(folder / "run.db", OpenMode::ReadWrite)),
      mapped_(keepsMappedPages(folder)) {
  checkSchema(*database_);
  struct stat made {};
  if (::stat((folder / "run.db").c_str(), &made) != 0) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot read: %2"), folder / "run.db", std::strerror(errno));
  }
  inode_ = made.st_ino;
  device_ = made.st_dev;
  id_ = readMeta(*database_, "id");
}

void FolderWriter::start() {
  connect();
  series_.load(*database_);
  committer_ = std::jthread([this](const std::stop_token& stop) { commitWhileAlive(stop); });
}

FolderWriter::~FolderWriter() {
  committer_.request_stop();
  if (committer_.joinable()) committer_.join();
}

void FolderWriter::commitWhileAlive(const std::stop_token& stop) {
  std::unique_lock lock(queueMutex_);
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, kCommitInterval, [] { return false; });
    lock.unlock();
    try {
      flush();
      shortenLog();
    } catch (const Error&) {
      // Kept in failure_ by flush(); the owner hears of it at its next commit().
    } catch (const std::bad_alloc&) {
      // What was to be written is kept, and tried again: a training that fills the memory must not end here.
    }
    lock.lock();
  }
}

/// Makes the connection ready to write, and anew where the one at hand is in doubt.
void FolderWriter::connect() {
  auto ready = doubtful_ ? std::make_unique<Database>(folder_ / "run.db", OpenMode::ReadWrite) : nullptr;
  inserter_.reset();
  if (ready != nullptr) database_ = std::move(ready);
  database_->execute(mapped_ ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
  // A journal that is synced in one go with its own count may be torn and played back all the same.
  database_->execute(mapped_ ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
  inserter_.emplace(*database_);
}

/// One transaction, under the database's lock. SQLite undoes a refused one by reading back its journal; sshfs
/// takes writes that the other side then refuses, so that the journal has gone and SQLite remembers rows that
/// no file holds. After a failure with such a journal only what a new connection reads is believed.
void FolderWriter::transact(const std::function<void()>& work) {
  if (doubtful_) connect();
  doubtful_ = !mapped_;
  WriteTransaction transaction(*database_);
  work();
  transaction.commit();
  doubtful_ = false;
}

/// A database that was deleted or moved away under an open connection takes rows that nobody will find.
void FolderWriter::requireInPlace() const {
  struct stat now {};
  const bool there = ::stat((folder_ / "run.db").c_str(), &now) == 0;
  if (there && now.st_ino == inode_ && now.st_dev == device_) return;
  if (there) {
    throw Error(
        ErrorCode::Io,
        Sentence::tr("%1: another run.db lies here now, for the folder was replaced or its disk mounted "
                     "anew; stop, then resume the run"),
        folder_);
  }
  if (errno == ENOENT || errno == ENOTDIR) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: the run folder was moved or deleted; put it back to go on"),
                folder_);
  }
  throw Error(ErrorCode::Io, Sentence::tr("%1: the run folder cannot be reached: %2"), folder_,
              std::strerror(errno));
}

void FolderWriter::flush() {
  const std::lock_guard database(databaseMutex_);
  {
    const std::lock_guard queue(queueMutex_);
    batch_.insert(batch_.end(), std::make_move_iterator(queue_.begin()),
                  std::make_move_iterator(queue_.end()));
    queue_.clear();
  }
  if (batch_.empty() || database_ == nullptr) return;
  std::exception_ptr failure;
  try {
    requireInPlace();
    transact([this] {
      for (const auto& row : batch_) inserter_->insert(row);
    });
    batch_.clear();
  } catch (const Error&) {
    failure = std::current_exception();
  }
  {
    const std::lock_guard queue(queueMutex_);
    failure_ = failure;
  }
  if (failure) std::rethrow_exception(failure);
}

void FolderWriter::shortenLog() {
  std::error_code none;
  const auto size = fs::file_size(folder_ / "run.db-wal", none);
  if (none || size <= kLongLog) return;
  const std::lock_guard database(databaseMutex_);
  if (database_ != nullptr) database_->emptyLog(kLogPatience);  // where it fails, the next commit tries again
}

void FolderWriter::appendStep(const StepRecord& record) {
  const std::lock_guard lock(queueMutex_);
  series_.addStep(record, queue_);
  lastStep_ = std::max(lastStep_, record.step);
}

void FolderWriter::appendMeasure(std::int64_t step, std::string_view name, int rows, int columns,
                                 std::span<const float> values) {
  const std::lock_guard lock(queueMutex_);
  series_.addMeasure(step, name, rows, columns, values, queue_);
  lastStep_ = std::max(lastStep_, step);
}

void FolderWriter::appendEvaluation(const Evaluation& evaluation) {
  const std::lock_guard lock(queueMutex_);
  queue_.push_back(evaluation);
  lastStep_ = std::max(lastStep_, evaluation.step);
}

void FolderWriter::appendEvent(std::int64_t step, std::string_view kind, std::string_view text) {
  const std::lock_guard lock(queueMutex_);
  queue_.push_back(RunEvent{step, utcNow(), std::string(kind), std::string(text)});
}

void FolderWriter::commit(bool now) {
  if (now) {
    flush();
    return;
  }
  const std::lock_guard lock(queueMutex_);
  if (failure_) std::rethrow_exception(failure_);
}

/// A value that was changed live still holds when the run goes back behind that step, for run.toml has it.
std::vector<RunEvent> FolderWriter::changesAfter(std::int64_t step) const {
  std::vector<RunEvent> changes;
  auto row = database_->prepare(
      "SELECT step, time, text, crc FROM events WHERE step > ? AND kind = 'hyperparameter' ORDER BY id");
  row.bind(1, step);
  while (row.step()) {
    RunEvent event{std::max<std::int64_t>(step, 0), row.text(1), "hyperparameter", row.text(2)};
    const bool sound = eventChecksum(row.integer(0), event.time, event.kind, event.text) == row.integer(3);
    if (sound) changes.push_back(std::move(event));
  }
  return changes;
}

void FolderWriter::deleteAfter(std::int64_t step, bool evaluationDue) {
  const auto run = [&](const char* sql, std::int64_t value) { database_->prepare(sql).bind(1, value).run(); };
  const std::int64_t evaluated = evaluationDue ? step - 1 : step;
  const auto changes = changesAfter(step);
  run("DELETE FROM steps WHERE step > ?", step);
  run("DELETE FROM evaluations WHERE step > ?", evaluated);
  run("DELETE FROM events WHERE step > ? AND kind <> 'note'", step);
  run("DELETE FROM pyramid WHERE last > ?", step);
  RowInserter inserter(*database_);
  for (const RunEvent& event : changes) inserter.insert(event);
  auto series = database_->prepare("SELECT id, name FROM series");
  auto records = database_->prepare("DELETE FROM records WHERE key > ? AND key <= ?");
  auto pyramid = database_->prepare("DELETE FROM pyramid WHERE key BETWEEN ? AND ? AND last > ?");
  while (series.step()) {
    const auto id = series.integer(0);
    const auto last = isOfEvaluation(series.text(1)) ? evaluated : step;
    // A negative step clears the series: its key then ends just below the first of the series.
    records.bind(1, last < 0 ? recordKey(id, 0) - 1 : recordKey(id, std::min(last, kMaximumStep)));
    records.bind(2, recordKey(id, kMaximumStep)).run();
    if (step < 0) continue;
    if (last == step) continue;
    pyramid.bind(1, recordKey(id, 0)).bind(2, recordKey(id, kMaximumStep)).bind(3, last).run();
  }
  if (step < 0) database_->execute("DELETE FROM series");  // what begins again may have other shapes
}

void FolderWriter::requireNothingToLose() const {
  const Database& database = *database_;
  const auto last = [&](const char* sql) { return database.integer(sql); };
  const std::string status = readMeta(database, "status");
  const bool ended = status == toText(RunStatus::Finished) || status == toText(RunStatus::Interrupted);
  const std::int64_t checkpoint = last(
      "SELECT ifnull(max(step), -1) FROM events WHERE kind IN ('checkpoint', 'fork') OR (kind = 'resume' AND "
      "step > 0)");
  const std::int64_t recorded = last(
      "SELECT max((SELECT ifnull(max(step), -1) FROM steps), (SELECT ifnull(max(step), -1) FROM "
      "evaluations))");
  if (checkpoint < 0 && !(ended && recorded >= 0)) return;
  throw Error(
      ErrorCode::Io,
      Sentence::tr("%1: expected a checkpoint to go on from, found none: beginning again would delete what "
                   "is recorded up to step %2; put it back, or train a new run in another folder"),
      folder_ / "checkpoints", std::max(checkpoint, recorded));
}

/// Checkpoints go last before the commit, when nothing is left that another process or a full disk refuses; a
/// kill in between leaves rows past the newest one, which the next resume deletes.
/// A run that was closed is in one file, and what is refused here leaves that as it was, byte for byte: the
/// log begins after this.
void FolderWriter::beginAgain(std::int64_t step, bool evaluationDue, const std::string& device) {
  const std::lock_guard database(databaseMutex_);
  if (!mapped_) connect();  // a log that came from another file system is not written to
  lastStep_ = std::max<std::int64_t>(step, 0);
  std::optional<LaterCheckpointsAside> later;
  transact([&] {
    if (step >= 0) requireSoundSeries(*database_);
    deleteAfter(step, evaluationDue);
    writeMeta(*database_, "status", toText(RunStatus::Training));
    writeMeta(*database_, "error", "");
    writeMeta(*database_, "device", device);
    RowInserter(*database_).insert(RunEvent{lastStep_, utcNow(), "resume", device});
    later.emplace(folder_, step);
  });
  later->remove();
}

void FolderWriter::rewind(std::int64_t step, bool evaluationDue) {
  flush();
  std::optional<LaterCheckpointsAside> later;
  {
    const std::lock_guard database(databaseMutex_);
    transact([&] {
      requireSoundSeries(*database_);
      deleteAfter(step, evaluationDue);
      later.emplace(folder_, step);
    });
    later->remove();
    const std::lock_guard queue(queueMutex_);
    series_.load(*database_);
    lastStep_ = step;
  }
  appendEvent(step, "rewind", "went back to step " + std::to_string(step));
}

void FolderWriter::checkpoint(std::int64_t step, int keep, const std::function<void(const fs::path&)>& fill,
                              std::int64_t instead) {
  // What was recorded up to this step is on the disk before a checkpoint claims the step.
  flush();
  requireInPlace();
  {
    const std::lock_guard database(databaseMutex_);
    database_->execute("PRAGMA wal_checkpoint(PASSIVE)");
    database_->syncLog();
  }
  writeCheckpoint(folder_, step, fill);
  appendEvent(step, "checkpoint", checkpointFolder(folder_, step).filename().string());
  if (instead >= 0 && instead != step) removeCheckpoint(folder_, instead);
  prune(keep);
}

/// What is good is read from the record, so that a resumed run spares the same checkpoint.
void FolderWriter::prune(int keep) {
  std::int64_t good = 0;
  {
    const std::lock_guard database(databaseMutex_);
    good = database_->integer(
        "SELECT ifnull((SELECT step FROM steps WHERE abs(loss) < 9e999 AND abs(gradient_norm) < 9e999 "
        "ORDER BY step DESC LIMIT 1), 0)");
  }
  pruneCheckpoints(folder_, keep, good);
}

void FolderWriter::updateConfig(const RunConfig& config) {
  // Both survive a power cut or neither: a value that holds has its trace in the record.
  flush();
  {
    const std::lock_guard database(databaseMutex_);
    requireInPlace();
    if (database_ != nullptr) database_->syncLog();
  }
  writeFileAtomically(folder_ / "run.toml", toToml(config));
}

void FolderWriter::close(Outcome outcome, const std::string& error) {
  if (closed_) return;
  if (database_ != nullptr) closeDatabase(outcome, error);
  // With rows in the log whoever opens the database next may change it: a manifest would call that damage.
  // What else lies in the folder is not the run's: its owner may change it.
  if (folded_) writeManifest(folder_, {"run.toml", "run.db", "tokenizer.json", "checkpoints"});
  lock_.reset();
  closed_ = true;
}

void FolderWriter::closeDatabase(Outcome outcome, const std::string& error) {
  if (!ending_) {  // a close that is tried again ends the run once
    if (!error.empty()) appendEvent(lastStep_, "error", error);
    appendEvent(lastStep_, "end", textOf(outcome));
    ending_ = true;
  }
  flush();
  committer_.request_stop();
  if (committer_.joinable()) committer_.join();

  const std::lock_guard lock(databaseMutex_);
  transact([&] {
    writeMeta(*database_, "status", textOf(outcome));
    writeMeta(*database_, "error", error);
    writeMeta(*database_, "closed_at", utcNow());
  });
  database_->syncLog();
  inserter_.reset();
  folded_ = foldLogIn(*database_);
  database_->close();
  database_.reset();
}

}  // namespace entroscope
