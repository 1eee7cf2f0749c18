#include "app/desktop/session/fork_pin.h"

#include <unistd.h>

#include <string>

#include "core/base/error.h"
#include "core/base/file_refusal.h"
#include "core/runs/checkpoints.h"

namespace entroscope {

namespace {

namespace fs = std::filesystem;

constexpr char kBegin[] = ".entroscope-", kEnd[] = ".fork";

/// What windows that were killed have left; a window that lives holds the lock in its folder.
void removeStale(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kBegin) || !name.ends_with(kEnd) || entry.is_symlink(ignored)) continue;
    if (fs::exists(RunLock::fileIn(entry.path()), ignored) && !RunLock::holder(entry.path()))
      fs::remove_all(entry.path(), ignored);
  }
}

/// Links, as the files of a checkpoint are never written to again: whoever replaces or removes them takes
/// away their names only. Copies where the file system has no such links, or not from there.
void take(const fs::path& from, const fs::path& to) {
  for (const auto& entry : fs::directory_iterator(from)) {
    if (!entry.is_regular_file()) continue;
    const fs::path file = to / entry.path().filename();
    std::error_code unlinked = std::make_error_code(std::errc::not_supported);
    if (!entry.is_symlink()) fs::create_hard_link(entry.path(), file, unlinked);
    if (unlinked) fs::copy_file(entry.path(), file);
  }
  // Checkpoints are renamed before they are removed: as long as it is there, nothing of it was missing.
  if (!fs::is_directory(from))
    throw Error(ErrorCode::Io, Sentence::tr("%1: the checkpoint has been removed meanwhile"), from);
}

}  // namespace

ForkPin::ForkPin(const fs::path& checkpoint, const fs::path& fork) : fork_(fork) {
  const fs::path beside = fork.parent_path();
  try {
    withIoErrors([&] {
      fs::create_directories(beside);
      removeStale(beside);
      const std::string begin = kBegin + std::to_string(::getpid()) + "-";
      for (int number = 1; home_.empty(); ++number) {
        const fs::path home = beside / (begin + std::to_string(number) + kEnd);
        if (fs::create_directory(home)) home_ = home;
      }
      lock_ = std::make_unique<RunLock>(home_);
      // The fork records where it comes from: the parent's name is left in the path.
      checkpoint_ =
          checkpointFolder(home_ / runFolderOf(checkpoint).filename(), checkpointStep(checkpoint).value());
      fs::create_directories(checkpoint_);
      take(checkpoint, checkpoint_);
    });
  } catch (...) {
    std::error_code ignored;
    if (!home_.empty()) fs::remove_all(home_, ignored);
    throw;
  }
}

ForkPin::~ForkPin() {
  std::error_code ignored;
  fs::remove_all(home_, ignored);
}

}  // namespace entroscope
