#include "core/runs/run_writer.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/checkpoints.h"
#include "core/runs/folder_run.h"
#include "core/runs/folder_writer.h"
#include "core/runs/manifest.h"
#include "core/runs/pending_rows.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_toml.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

std::string randomUuid() {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes) {
    throw Error(ErrorCode::Io, Sentence::tr("cannot make a run id: %1"), std::strerror(errno));
  }
  bytes[6] = (bytes[6] & 0x0F) | 0x40;  // version 4, variant 1 (RFC 4122)
  bytes[8] = (bytes[8] & 0x3F) | 0x80;
  std::string text;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  return text;
}

/// Made complete under another name, so that a kill leaves no half database under its own.
void makeDatabase(const fs::path& folder, const std::string& device,
                  const std::optional<ForkOrigin>& fork = {}) {
  const fs::path made = folder / "run.db.tmp";
  std::error_code ignored;
  for (const char* rest : {"run.db.tmp", "run.db.tmp-journal"}) fs::remove(folder / rest, ignored);
  {
    Database database(made, OpenMode::Create);
    createSchema(database);
    {
      WriteTransaction transaction(database);
      writeMeta(database, "id", randomUuid());
      writeMeta(database, "created_at", utcNow());
      writeMeta(database, "device", device);
      writeMeta(database, "status", toText(RunStatus::Training));
      if (fork) RowInserter(database).insert(RunEvent{fork->step, utcNow(), "fork", fork->text});
      transaction.commit();  // synchronous = FULL until a writer takes over: on the disk now
    }
    database.close();
  }
  if (::rename(made.c_str(), (folder / "run.db").c_str()) != 0) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot make run.db: %2"), folder, std::strerror(errno));
  }
  syncFolder(folder);
}

/// What a creation that was killed at once may leave; anything else is somebody's.
bool isEmptyForRun(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool halfWritten =
        (name.front() == '.' && name.ends_with(".tmp")) || name.rfind("run.db.tmp", 0) == 0;
    if (name != "run.lock" && !halfWritten) return false;
  }
  return true;
}

/// @param locked by this process, which is then not who writes there.
void requireEmpty(const fs::path& folder, bool locked) {
  if (isEmptyForRun(folder)) return;
  if (const auto pid = locked ? std::nullopt : RunLock::holder(folder)) {
    throw Error(ErrorCode::Locked, Sentence::tr("%1: already written by process %2; stop it first"), folder,
                *pid);
  }
  if (fs::exists(folder / "run.toml")) {
    throw Error(
        ErrorCode::Io,
        Sentence::tr("%1: expected a new or empty folder, found a run; resume it or choose another folder"),
        folder);
  }
  throw Error(ErrorCode::Io, Sentence::tr("%1: expected a new or empty folder, found other files in it"),
              folder);
}

/// Nothing half-made stays, unless it is another writer's. `lock` is null when a writer had taken it over.
void removeHalfMade(const fs::path& folder, std::unique_ptr<RunLock> lock) {
  try {
    if (lock == nullptr) lock = std::make_unique<RunLock>(folder);
  } catch (const Error&) {
    return;
  }
  std::error_code ignored;
  for (const char* name : {"run.toml", "run.db", "run.db-wal", "run.db-shm", "run.db-journal", "run.db.tmp",
                           "run.db.tmp-journal"}) {
    fs::remove(folder / name, ignored);
  }
}

}  // namespace

std::unique_ptr<RunWriter> RunWriter::create(const fs::path& folder, const RunConfig& config,
                                             const std::string& device,
                                             const std::optional<ForkOrigin>& fork) {
  std::error_code code;
  const bool existed = fs::exists(folder, code);
  if (existed && !fs::is_directory(folder)) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a folder for the run, found a file"), folder);
  }
  try {
    if (existed) requireEmpty(folder, false);
    fs::create_directories(folder);
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot make the run folder: %2"), folder,
                error.code().message());
  }
  std::unique_ptr<RunLock> lock;
  try {
    lock = std::make_unique<RunLock>(folder);
    requireEmpty(folder, true);  // somebody may have made a run here before it could be locked
  } catch (const Error&) {
    lock.reset();
    if (!existed) fs::remove(folder, code);  // only when empty
    throw;
  }
  try {
    removeLeftovers(folder);
    writeFileAtomically(folder / "run.toml", toToml(config));
    makeDatabase(folder, device, fork);
    auto writer = std::make_unique<FolderWriter>(folder, std::move(lock));
    writer->start();
    writer->appendEvent(0, "start", device);
    writer->commit(true);
    return writer;
  } catch (const Error&) {
    removeHalfMade(folder, std::move(lock));
    if (!existed) fs::remove(folder, code);  // only when empty
    throw;
  }
}

std::unique_ptr<RunLock> lockForResuming(const fs::path& folder) {
  if (!fs::is_regular_file(folder / "run.toml")) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a run folder with run.toml, found none"), folder);
  }
  refuseLinks(folder);
  auto lock = std::make_unique<RunLock>(folder);
  removeLeftovers(folder);
  return lock;
}

std::unique_ptr<RunWriter> RunWriter::resume(const fs::path& folder, std::int64_t step,
                                             const std::string& device) {
  return resume(folder, step, device, lockForResuming(folder));
}

std::unique_ptr<RunWriter> RunWriter::resume(const fs::path& folder, std::int64_t step,
                                             const std::string& device, std::unique_ptr<RunLock> lock,
                                             bool evaluationDue) {
  const RunConfig config = readConfig(folder / "run.toml");
  requireAsListed(folder, {"run.toml", "tokenizer.json"});
  const auto checkpoints = checkpointsOf(folder);
  const bool anew = step == 0 && (checkpoints.empty() || checkpointStep(checkpoints.front()) != 0);
  if (anew && !config.parent.empty()) {
    throw Error(
        ErrorCode::Io,
        Sentence::tr("%1: expected the checkpoint that the fork began with, found none; fork again into "
                     "another folder"),
        folder);
  }
  if (openForReading(folder) == nullptr) makeDatabase(folder, device);  // the creation was killed before this
  auto writer = std::make_unique<FolderWriter>(folder, std::move(lock));
  if (anew) {
    writer->requireNothingToLose();
    step = -1;
  }
  ManifestAside manifest(folder);  // from here on the folder is no longer what it says
  try {
    writer->beginAgain(step, evaluationDue, device);
  } catch (...) {
    if (checkpointsOf(folder) == checkpoints) manifest.putBack();
    throw;
  }
  writer->start();
  writer->prune(config.train.keepCheckpoints);  // a kill may have come before that
  return writer;
}

}  // namespace entroscope
