// A folder in the making: NAME.partial beside its final place, held by one process, renamed when
// complete, removed otherwise unless it is kept for another attempt.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/folder_lock.h"

namespace entroscope {

class PartialFolder {
 public:
  /// @param resume keep what an earlier attempt left. @throws Error{Io, Locked}.
  PartialFolder(std::filesystem::path target, bool resume);
  ~PartialFolder();
  PartialFolder(const PartialFolder&) = delete;
  PartialFolder& operator=(const PartialFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void keep() { kept_ = true; }
  bool kept() const { return kept_; }
  /// Moves the folder to its final place; an empty folder there is replaced. @throws Error{Io}.
  void complete();

 private:
  std::filesystem::path target_, path_;
  std::optional<FolderLock> lock_;
  bool kept_ = false;
};

}  // namespace entroscope
