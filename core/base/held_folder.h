// A hidden folder for what is in the making or kept for a while, held by a lock in it as long as its process
// lives: what nobody holds any more was left by a killed one and is removed. Torch- and Qt-free; any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/folder_lock.h"

namespace entroscope {

class HeldFolder {
 public:
  /// Makes BEGIN-NUMBER.END in `beside`, after it has removed what is abandoned under such names.
  /// @throws Error{Io}, std::filesystem::filesystem_error.
  HeldFolder(const std::filesystem::path& beside, const std::string& begin, const std::string& end);
  ~HeldFolder();  ///< removes it with all that is in it
  HeldFolder(const HeldFolder&) = delete;
  HeldFolder& operator=(const HeldFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  void remove() noexcept;

  std::filesystem::path path_;
  std::optional<FolderLock> lock_;
};

}  // namespace entroscope
