#include "core/base/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include "core/base/error.h"

namespace entroscope {
namespace {

/// Readers probe with a shared lock for an instant; a writer outlasts such a probe by trying again.
constexpr int kAttempts = 20;
constexpr std::chrono::milliseconds kPause{10};

int pidIn(int fd) {
  char text[32] = {};
  const ssize_t got = ::pread(fd, text, sizeof text - 1, 0);
  return got > 0 ? std::atoi(text) : 0;
}

int openToAsk(const std::filesystem::path& file) {
  return ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

bool isStillAt(int fd, const std::filesystem::path& path) {
  struct stat mine {
  }, there{};
  return ::fstat(fd, &mine) == 0 && ::lstat(path.c_str(), &there) == 0 && mine.st_ino == there.st_ino &&
         mine.st_dev == there.st_dev;
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& file) : path_(file) {
  for (int attempt = 1;; ++attempt) {
    // The folder may come from elsewhere: the process id must not be written through a link of its making.
    fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
    if (fd_ < 0 && errno == ELOOP)
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a file, found a link"), path_);
    if (fd_ < 0)
      throw Error(ErrorCode::Io, Sentence::tr("%1: cannot open the lock: %2"), path_, std::strerror(errno));
    const bool locked = ::flock(fd_, LOCK_EX | LOCK_NB) == 0;
    const int code = errno;
    // A writer that closed cleanly has removed the file between our open and our lock: try again.
    if (locked && isStillAt(fd_, path_)) break;
    const int owner = pidIn(fd_);
    ::close(std::exchange(fd_, -1));
    if (!locked && code != EWOULDBLOCK) {
      throw Error(ErrorCode::Io, Sentence::tr("%1: cannot lock: %2"), path_, std::strerror(code));
    }
    if (attempt >= kAttempts) {
      throw Error(ErrorCode::Locked, Sentence::tr("%1: already written by process %2; stop it first"),
                  path_.parent_path(), owner);
    }
    std::this_thread::sleep_for(kPause);
  }
  const std::string text = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd_, 0) != 0 ||
      ::pwrite(fd_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      (::fsync(fd_) != 0 && errno != EINVAL)) {
    const int code = errno;
    ::close(std::exchange(fd_, -1));
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot write the lock: %2"), path_, std::strerror(code));
  }
}

FolderLock::~FolderLock() { ::close(fd_); }

void FolderLock::removeFile() const {
  // Another folder's lock may stand at this path by now, where this one was moved away.
  if (isStillAt(fd_, path_)) ::unlink(path_.c_str());
}

std::optional<int> FolderLock::holder(const std::filesystem::path& file) {
  const int fd = openToAsk(file);
  if (fd < 0) return std::nullopt;
  std::optional<int> result;
  if (::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) result = pidIn(fd);
  ::close(fd);
  return result;
}

bool FolderLock::isAbandoned(const std::filesystem::path& file) {
  const int fd = openToAsk(file);
  if (fd < 0) return false;
  const bool abandoned = ::flock(fd, LOCK_SH | LOCK_NB) == 0 && pidIn(fd) > 0;
  ::close(fd);
  return abandoned;
}

}  // namespace entroscope
