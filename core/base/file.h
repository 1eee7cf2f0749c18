// Whole-file reading and crash-safe writing. Torch- and Qt-free; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/file_refusal.h"
#include "core/base/held_folder.h"

namespace entroscope {

/// Reads a regular file. @throws Error{Io} when missing, a directory or unreadable;
/// Error{BadInput} when it is larger than `limit` bytes.
std::string readTextFile(const std::filesystem::path& path, std::uint64_t limit = 1ull << 30);

/// A file written piece by piece that appears under its name only when complete: a temporary file
/// beside it, then fsync, rename, fsync of the folder. Destroyed without commit(): nothing is left. What is
/// there but no file (/dev/null, a pipe) is written to, as a shell's > does, and never replaced.
class AtomicFile {
 public:
  explicit AtomicFile(const std::filesystem::path& path);  ///< @throws Error{Io}
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);  ///< collected in pieces of 1 MiB. @throws Error{Io}
  void sync();                         ///< what was written so far is on the disk. @throws Error{Io}
  void commit();                       ///< @throws Error{Io}

  /// Whether a file of this name is what a killed process left of one that was to be `name`, beside it.
  static bool isLeftOf(std::string_view name, std::string_view found);

 private:
  void flush();

  std::filesystem::path path_, temporary_;
  std::string buffer_;
  int fd_ = -1;
};

/// A new folder that appears under its name only when complete: made beside it in a hidden one, renamed by
/// commit(). Destroyed without it: nothing is left.
class AtomicFolder {
 public:
  /// @throws Error{Io} when there is something at `target` already but an empty folder.
  explicit AtomicFolder(const std::filesystem::path& target);

  const std::filesystem::path& path() const { return made_; }  ///< where to put things
  void commit();                                               ///< @throws Error{Io}

 private:
  std::filesystem::path target_, made_;
  std::optional<HeldFolder> home_;
};

/// Writes `bytes` to a temporary file beside `path`, fsyncs, renames over `path`, fsyncs the folder:
/// `path` is at any moment absent, old or complete. @throws Error{Io}; the temporary file is removed.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// A regular file's bytes, `block` at a time and the rest at the end. @throws Error{Io}, also in the middle.
void readBlocks(const std::filesystem::path& path, std::size_t block,
                const std::function<void(std::string_view)>& visit);

/// Whether a megabyte can be written where `path` is or shall be, in its nearest folder that there is: not on
/// a disk that is full, read-only or gone.
bool takesFiles(const std::filesystem::path& path) noexcept;

/// fsync of a folder, so that renames inside it survive a power cut. @throws Error{Io}.
void syncFolder(const std::filesystem::path& folder);

/// For what lies in a folder that came from elsewhere: refuses a path that, links resolved, leads out of it.
/// @throws Error{BadInput}.
void requireInside(const std::filesystem::path& folder, const std::filesystem::path& path);

/// Read-only memory map of a regular file.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);  ///< @throws Error{Io}
  ~MappedFile();
  MappedFile(MappedFile&&) noexcept;
  MappedFile& operator=(MappedFile&&) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const { return {data_, size_}; }
  std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace entroscope
