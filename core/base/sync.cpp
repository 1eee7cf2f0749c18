#include "core/base/sync.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"

namespace entroscope {

void syncFile(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  const bool opened = fd >= 0, synced = opened && ::fsync(fd) == 0;
  const int code = errno;
  if (opened) ::close(fd);
  if (synced) return;
  const Sentence what = opened ? Sentence::tr("cannot sync") : Sentence::tr("cannot open");
  throw Error(ErrorCode::Io, Sentence::tr("%1: %2: %3"), path, what, std::strerror(code));
}

void syncTree(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_symlink()) continue;
    if (entry.is_regular_file()) syncFile(entry.path());
    if (entry.is_directory()) syncFolder(entry.path());
  }
  syncFolder(folder);
}

}  // namespace entroscope
