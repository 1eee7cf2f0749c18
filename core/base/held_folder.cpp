#include "core/base/held_folder.h"

#include <random>

namespace entroscope {
namespace {

namespace fs = std::filesystem;

fs::path lockIn(const fs::path& folder) { return folder / "lock"; }

void removeAbandoned(const fs::path& beside, const std::string& begin, const std::string& end) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(beside, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(begin) || !name.ends_with(end) || entry.is_symlink(ignored)) continue;
    if (FolderLock::isAbandoned(lockIn(entry.path()))) fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace

HeldFolder::HeldFolder(const fs::path& beside, const std::string& begin, const std::string& end) {
  removeAbandoned(beside, begin + "-", "." + end);
  // Never a number that was there: another process may be removing that one.
  for (std::random_device number; path_.empty();) {
    const fs::path folder = beside / (begin + "-" + std::to_string(number()) + "." + end);
    if (fs::create_directory(folder)) path_ = folder;
  }
  try {
    lock_.emplace(lockIn(path_));
  } catch (...) {
    remove();
    throw;
  }
}

HeldFolder::~HeldFolder() { remove(); }

void HeldFolder::remove() noexcept {
  lock_.reset();  // over a network a file that is open cannot be removed for good
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace entroscope
