// Who uses a folder: an flock on a file in it, with the process id inside. The kernel drops the lock with its
// process, so that a stale file heals itself. Torch- and Qt-free; any thread.
#pragma once

#include <filesystem>
#include <optional>

namespace entroscope {

class FolderLock {
 public:
  /// @param file in the folder, made where it is missing. @throws Error{Locked} naming the process that holds
  /// it, Error{Io}, Error{BadInput} where it is a link.
  explicit FolderLock(const std::filesystem::path& file);
  ~FolderLock();  ///< releases; the file stays
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// Process id of the living holder; nothing when nobody holds the lock (0: held, id unreadable).
  static std::optional<int> holder(const std::filesystem::path& file);
  /// Somebody held it whose process has ended; never so between a file's making and its locking.
  static bool isAbandoned(const std::filesystem::path& file);

 protected:
  void removeFile() const;

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

}  // namespace entroscope
