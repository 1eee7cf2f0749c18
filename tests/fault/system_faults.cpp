#include "tests/fault/system_faults.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>

namespace entroscope::faults {
namespace {

char prefix[PATH_MAX];  // written while disarmed only
std::atomic<bool> armed{false};
std::atomic<std::int64_t> calls{0}, firstHit{0}, lastHit{0};
std::atomic<int> failure{0};
std::atomic<bool> kills{false};
std::atomic<const char*> hit{nullptr};

bool below(const char* path) { return path != nullptr && ::strstr(path, prefix) != nullptr; }

bool below(int fd) {
  char link[64], target[PATH_MAX];
  ::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t length = ::readlink(link, target, sizeof target - 1);
  if (length <= 0) return false;
  target[length] = '\0';
  return below(target);
}

/// Whether this call is to fail; counts it.
template <typename Where>
bool refuse(const char* name, Where where) {
  if (!armed.load(std::memory_order_acquire)) return false;
  if (failure == ENOSPC && ::strstr("unlink remove unlinkat", name) != nullptr)
    return false;  // a full disk deletes
  const int saved = errno;
  const bool counts = below(where);
  errno = saved;
  if (!counts) return false;
  const std::int64_t number = ++calls;
  if (number < firstHit || number > lastHit) return false;
  const char* none = nullptr;
  hit.compare_exchange_strong(none, name);
  if (kills) ::kill(::getpid(), SIGKILL);
  errno = failure;
  return true;
}

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// A disk that runs full takes a part of a write first.
template <typename Write>
ssize_t writePart(std::size_t size, Write write) {
  if (failure == ENOSPC && size > 1) {
    write(size / 2);
    errno = failure;
  }
  return -1;
}

}  // namespace

void arm(const std::string& folder, const Plan& plan) {
  ::snprintf(prefix, sizeof prefix, "%s", folder.c_str());
  calls = 0;
  hit = nullptr;
  failure = plan.error;
  kills = plan.effect == Effect::Kill;
  firstHit = plan.effect == Effect::None ? INT64_MAX : plan.first;
  lastHit = plan.effect == Effect::None           ? 0
            : plan.count > INT64_MAX - plan.first ? INT64_MAX
                                                  : plan.first + plan.count - 1;
  armed.store(true, std::memory_order_release);
}

std::int64_t disarm() {
  armed = false;
  return calls;
}

bool fired() { return hit != nullptr; }

std::string hitCall() { return hit != nullptr ? hit.load() : ""; }

}  // namespace entroscope::faults

using namespace entroscope::faults;

extern "C" {

ssize_t write(int fd, const void* data, size_t size) {
  static auto* real = next<ssize_t(int, const void*, size_t)>("write");
  if (refuse("write", fd)) return writePart(size, [&](size_t part) { (void)real(fd, data, part); });
  return real(fd, data, size);
}

ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  static auto* real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  if (refuse("pwrite", fd)) return writePart(size, [&](size_t part) { (void)real(fd, data, part, at); });
  return real(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  static auto* real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  if (refuse("pwrite", fd)) return writePart(size, [&](size_t part) { (void)real(fd, data, part, at); });
  return real(fd, data, size, at);
}

int fsync(int fd) {
  static auto* real = next<int(int)>("fsync");
  return refuse("fsync", fd) ? -1 : real(fd);
}

int fdatasync(int fd) {
  static auto* real = next<int(int)>("fdatasync");
  return refuse("fdatasync", fd) ? -1 : real(fd);
}

int ftruncate(int fd, off_t size) noexcept {
  static auto* real = next<int(int, off_t)>("ftruncate");
  return refuse("ftruncate", fd) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept {
  static auto* real = next<int(int, off64_t)>("ftruncate64");
  return refuse("ftruncate", fd) ? -1 : real(fd, size);
}

int rename(const char* from, const char* to) noexcept {
  static auto* real = next<int(const char*, const char*)>("rename");
  return refuse("rename", to) ? -1 : real(from, to);
}

int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) noexcept {
  static auto* real = next<int(int, const char*, int, const char*, unsigned)>("renameat2");
  return refuse("renameat2", to) ? -1 : real(fromFolder, from, toFolder, to, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* real = next<int(const char*, mode_t)>("mkdir");
  return refuse("mkdir", path) ? -1 : real(path, mode);
}

int unlink(const char* path) noexcept {
  static auto* real = next<int(const char*)>("unlink");
  return refuse("unlink", path) ? -1 : real(path);
}

int remove(const char* path) noexcept {
  static auto* real = next<int(const char*)>("remove");
  return refuse("remove", path) ? -1 : real(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  static auto* real = next<int(int, const char*, int)>("unlinkat");
  const bool refused = folder == AT_FDCWD ? refuse("unlinkat", path) : refuse("unlinkat", folder);
  return refused ? -1 : real(folder, path, flags);
}

int open(const char* path, int flags, ...) {
  static auto* real = next<int(const char*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  if ((flags & O_ACCMODE) != O_RDONLY && refuse("open", path)) return -1;
  return real(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  static auto* real = next<int(const char*, int, ...)>("open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  if ((flags & O_ACCMODE) != O_RDONLY && refuse("open", path)) return -1;
  return real(path, flags, mode);
}

}  // extern "C"
