// Who writes a run: a FolderLock on its run.lock, which goes with a clean end. Torch- and Qt-free.
#pragma once

#include "core/base/folder_lock.h"

namespace entroscope {

class RunLock : public FolderLock {
 public:
  /// @throws Error{Locked} naming the process that holds it, Error{Io, BadInput}.
  explicit RunLock(const std::filesystem::path& runFolder) : FolderLock(fileIn(runFolder)) {}
  ~RunLock() { removeFile(); }
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// Process id of the living writer, as FolderLock's.
  static std::optional<int> holder(const std::filesystem::path& runFolder) {
    return FolderLock::holder(fileIn(runFolder));
  }
  static std::filesystem::path fileIn(const std::filesystem::path& runFolder) {
    return runFolder / "run.lock";
  }
};

}  // namespace entroscope
