#include "core/runs/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/printable.h"
#include "core/base/sync.h"

namespace entroscope {
namespace {

constexpr int kLargestValue =
    256 << 20;  // bytes; the attention of a thousand heads on 256 tokens takes 135 MB
constexpr int kPatienceMilliseconds = 2000;  // for another connection's lock

[[noreturn]] void fail(const std::filesystem::path& path, sqlite3* database, int code) {
  // A damaged schema is quoted in it, line feeds and all.
  const std::string reason = printable(database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code));
  const int system = database != nullptr ? sqlite3_system_errno(database) : 0;
  const std::string because = system != 0 ? reason + " (" + std::strerror(system) + ")" : reason;
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a run database, found something else"),
                  path);
    case SQLITE_CORRUPT:
    case SQLITE_TOOBIG:  // a damaged row's own word of its size; what is bound is looked at there
      throw Error(ErrorCode::Corrupt, Sentence::tr("%1: the database is damaged: %2"), path, reason);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorCode::Locked, Sentence::tr("%1: another process keeps the database busy"), path);
    case SQLITE_NOMEM:
      throw Error(ErrorCode::OutOfMemory, Sentence::tr("%1: out of memory"), path);
    case SQLITE_FULL:
      throw Error(ErrorCode::Io, Sentence::tr("%1: cannot write: the disk is full"), path);
    case SQLITE_MISUSE:
    case SQLITE_CONSTRAINT:
    case SQLITE_RANGE:
      throw Error(ErrorCode::Internal, path.string() + ": " + reason);
    case SQLITE_ERROR:  // a table or column that is not there
      throw Error(ErrorCode::Corrupt, Sentence::tr("%1: not a complete run database: %2"), path, reason);
    default:
      throw Error(ErrorCode::Io, Sentence::tr("%1: %2"), path, because);
  }
}

/// What is too large to be kept is no damage.
[[noreturn]] void failBinding(const std::filesystem::path& path, sqlite3* database, int code) {
  fail(path, database, code == SQLITE_TOOBIG ? SQLITE_MISUSE : code);
}

/// A URI with everything but plain letters escaped, so that any path is taken literally.
std::string immutableUri(const std::filesystem::path& path) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '.' || c == '-' || c == '_';
    if (plain) {
      uri += c;
    } else {
      uri += '%';
      uri += kDigits[byte >> 4];
      uri += kDigits[byte & 15];
    }
  }
  return uri + "?immutable=1";
}

/// SQLite plays an unfinished journal back and folds a log in, whoever left it: in a folder from elsewhere
/// that must reach no other file. Nothing of ours spans two databases, so no journal of ours names a
/// super-journal, a file that SQLite deletes afterwards; its record ends with eight bytes that mark it
/// (SQLite's file format, section 3).
void refuseForeignJournals(const std::filesystem::path& path) {
  for (const char* suffix : {"-journal", "-wal", "-shm"}) {
    const std::string beside = path.string() + suffix;
    struct stat info {};
    if (::lstat(beside.c_str(), &info) != 0) continue;
    if (!S_ISREG(info.st_mode))
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a file of its own"), beside);
  }
  constexpr std::string_view kMark("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  const std::string name = path.string() + "-journal";
  std::ifstream journal(name, std::ios::binary);
  char end[kMark.size()] = {};
  if (journal.seekg(-static_cast<std::streamoff>(kMark.size()), std::ios::end).read(end, kMark.size()) &&
      std::string_view(end, kMark.size()) == kMark) {
    throw Error(
        ErrorCode::BadInput,
        Sentence::tr("%1: expected a journal of this database alone, found one that names other files"),
        name);
  }
}

}  // namespace

Statement::Statement(sqlite3* database, const std::filesystem::path& path, std::string_view sql)
    : database_(database), path_(path) {
  const int code =
      sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
  if (code != SQLITE_OK) fail(path_, database_, code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      path_(std::move(other.path_)),
      statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::bind(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_, index, value); code != SQLITE_OK)
    failBinding(path_, database_, code);
  return *this;
}

Statement& Statement::bind(int index, double value) {
  if (const int code = sqlite3_bind_double(statement_, index, value); code != SQLITE_OK)
    failBinding(path_, database_, code);
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  const char* data = text.data() != nullptr ? text.data() : "";  // null would bind NULL
  if (const int code =
          sqlite3_bind_text(statement_, index, data, static_cast<int>(text.size()), SQLITE_STATIC);
      code != SQLITE_OK) {
    failBinding(path_, database_, code);
  }
  return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
  const char* data = bytes.data() != nullptr ? bytes.data() : "";
  if (const int code = sqlite3_bind_blob64(statement_, index, data, bytes.size(), SQLITE_STATIC);
      code != SQLITE_OK) {
    failBinding(path_, database_, code);
  }
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3_reset(statement_);
  fail(path_, database_, code);
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(statement_); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::real(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::numeric_limits<double>::quiet_NaN();
  return sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(const std::filesystem::path& path, OpenMode mode) : path_(path) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  switch (mode) {
    case OpenMode::ReadOnly:
      flags |= SQLITE_OPEN_READONLY;
      break;
    case OpenMode::Immutable:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
      break;
    case OpenMode::ReadWrite:
      flags |= SQLITE_OPEN_READWRITE;
      break;
    case OpenMode::Create:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;
  }
  if (mode != OpenMode::Immutable) refuseForeignJournals(path);
  // A plain name is made absolute: SQLite would take one that begins with "file:" for a URI.
  const std::string name =
      mode == OpenMode::Immutable ? immutableUri(path) : std::filesystem::absolute(path).string();
  const int code = sqlite3_open_v2(name.c_str(), &database_, flags, nullptr);
  if (code != SQLITE_OK) {
    sqlite3* failed = std::exchange(database_, nullptr);
    try {
      fail(path_, failed, code);
    } catch (...) {
      sqlite3_close(failed);
      throw;
    }
  }
  sqlite3_extended_result_codes(database_, 1);
  sqlite3_busy_timeout(database_, kPatienceMilliseconds);
  // A stored schema may name functions and virtual tables; a file from elsewhere gets to call none.
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, kLargestValue);
}

Database::~Database() { sqlite3_close(database_); }

void Database::execute(const char* sql) const {
  if (const int code = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) {
    fail(path_, database_, code);
  }
}

std::int64_t Database::integer(const char* sql) const {
  auto statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

bool Database::inTransaction() const { return sqlite3_get_autocommit(database_) == 0; }

bool Database::emptyLog(std::chrono::milliseconds patience) const {
  sqlite3_busy_timeout(database_, static_cast<int>(patience.count()));
  const int code =
      sqlite3_wal_checkpoint_v2(database_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(database_, kPatienceMilliseconds);
  if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) fail(path_, database_, code);
  return code == SQLITE_OK;
}

void Database::syncLog() const {
  const std::filesystem::path log = path_.string() + "-wal";
  std::error_code none;
  if (std::filesystem::exists(log, none)) {
    syncFile(log);
  } else {
    // A journal that was deleted and is back after a power cut takes the last transaction back.
    syncFolder(path_.parent_path());
  }
}

void Database::rollback() const noexcept {
  if (inTransaction()) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Database::close() {
  if (database_ == nullptr) return;
  const int code = sqlite3_close(database_);
  if (code != SQLITE_OK) fail(path_, database_, code);
  database_ = nullptr;
}

}  // namespace entroscope
