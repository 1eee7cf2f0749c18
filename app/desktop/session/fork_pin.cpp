#include "app/desktop/session/fork_pin.h"

#include "core/base/error.h"
#include "core/base/file_refusal.h"
#include "core/runs/checkpoints.h"
#include "core/runs/manifest.h"

namespace entroscope {

namespace {

namespace fs = std::filesystem;

/// Links, as the files of a checkpoint are never written to again: whoever replaces or removes them takes
/// away their names only. Copies where the file system has no such links, or not from there.
void take(const fs::path& from, const fs::path& to) {
  const std::string manifest = manifestOf(from);
  for (const auto& entry : fs::directory_iterator(from)) {
    if (!entry.is_regular_file()) continue;
    const fs::path file = to / entry.path().filename();
    std::error_code unlinked = std::make_error_code(std::errc::not_supported);
    if (!entry.is_symlink()) fs::create_hard_link(entry.path(), file, unlinked);
    if (unlinked) fs::copy_file(entry.path(), file);
  }
  // Checkpoints are renamed before they are removed or replaced: as long as it is there, nothing of it was
  // missing, and nothing came from another one.
  if (!fs::is_directory(from) || manifestOf(from) != manifest)
    throw Error(ErrorCode::Io, Sentence::tr("%1: the checkpoint has been removed meanwhile"), from);
}

}  // namespace

ForkPin::ForkPin(const fs::path& checkpoint, const fs::path& fork) : fork_(fork) {
  withIoErrors([&] {
    fs::create_directories(fork.parent_path());
    home_.emplace(fork.parent_path(), ".entroscope", "fork");
    // The fork records where it comes from: the parent's name is left in the path.
    checkpoint_ = checkpointFolder(home_->path() / runFolderOf(checkpoint).filename(),
                                   checkpointStep(checkpoint).value());
    fs::create_directories(checkpoint_);
    take(checkpoint, checkpoint_);
  });
}

}  // namespace entroscope
