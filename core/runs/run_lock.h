// Who writes a run: an flock on run.lock with the writer's process id inside. The kernel drops the
// lock with its process, so a stale file heals itself. Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <optional>

namespace entroscope {

class RunLock {
 public:
  /// @throws Error{Locked} naming the process that holds it, Error{Io}.
  explicit RunLock(const std::filesystem::path& runFolder);
  ~RunLock();  ///< removes the file and releases
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// Process id of the living writer; nothing when nobody holds the lock (0: held, id unreadable).
  static std::optional<int> holder(const std::filesystem::path& runFolder);
  static std::filesystem::path fileIn(const std::filesystem::path& runFolder) {
    return runFolder / "run.lock";
  }

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

}  // namespace entroscope
