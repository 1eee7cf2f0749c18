// A thin layer over SQLite: RAII, errors with the file's name, bound parameters only. A connection
// belongs to one thread at a time. Torch- and Qt-free; private to core/runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace entroscope {

class Statement {
 public:
  Statement(sqlite3* database, const std::filesystem::path& path, std::string_view sql);
  ~Statement();
  Statement(Statement&&) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Parameters count from 1; bytes are not copied and must live until the next reset().
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, double value);  ///< NaN becomes NULL
  Statement& bind(int index, std::string_view text);
  Statement& bindBlob(int index, std::string_view bytes);

  bool step();   ///< true when there is a row. @throws Error
  void run();    ///< step() until done, then reset()
  void reset();  ///< ready for new parameters

  std::int64_t integer(int column) const;
  double real(int column) const;  ///< NULL becomes NaN
  std::string text(int column) const;
  std::string_view blob(int column) const;  ///< valid until the next step() or reset()

 private:
  sqlite3* database_;
  std::filesystem::path path_;
  sqlite3_stmt* statement_ = nullptr;
};

enum class OpenMode {
  ReadOnly,   ///< an existing file; sees a writer's commits
  Immutable,  ///< without a lock: on media that cannot be written, or who reads asks anew should it change
  ReadWrite,  ///< an existing file
  Create,     ///< a new file
};

class Database {
 public:
  /// @throws Error{Io, BadInput, Corrupt, Locked} naming `path`.
  Database(const std::filesystem::path& path, OpenMode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  const std::filesystem::path& path() const { return path_; }
  Statement prepare(std::string_view sql) const { return {database_, path_, sql}; }
  void execute(const char* sql) const;
  std::int64_t integer(const char* sql) const;  ///< first column of the first row
  bool inTransaction() const;
  /// Moves the write-ahead log into the database and empties it, waiting so long for readers in the middle of
  /// a question. False: one of them is still there. @throws Error.
  bool emptyLog(std::chrono::milliseconds patience) const;
  /// What was committed is on the disk when this returns. With synchronous = NORMAL SQLite leaves the log to
  /// whoever folds it in, which a reader in the middle of one question prevents, and always the deletion of a
  /// journal. @throws Error{Io}.
  void syncLog() const;
  /// A row was left out, for it differs from its checksum.
  void noteDamage() const { damageSeen_ = true; }
  bool damageSeen() const { return damageSeen_; }
  /// ROLLBACK when a transaction is open; never throws.
  void rollback() const noexcept;
  /// Closes and reports failure, which the destructor cannot. @throws Error.
  void close();

 private:
  std::filesystem::path path_;
  sqlite3* database_ = nullptr;
  mutable bool damageSeen_ = false;
};

/// One consistent view of the database for several reads.
class ReadTransaction {
 public:
  explicit ReadTransaction(const Database& database) : database_(database) { database.execute("BEGIN"); }
  ~ReadTransaction() { database_.rollback(); }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  const Database& database_;
};

/// Several writes or none: rolled back unless commit() was reached.
class WriteTransaction {
 public:
  /// Whoever reads where there is no log is waited for here, not by commit(), after the work.
  explicit WriteTransaction(const Database& database) : database_(database) {
    database.execute("BEGIN EXCLUSIVE");
  }
  ~WriteTransaction() { database_.rollback(); }
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;

  void commit() { database_.execute("COMMIT"); }

 private:
  const Database& database_;
};

}  // namespace entroscope
