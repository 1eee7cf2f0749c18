#include "tests/fault/system_faults.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <memory>
#include <mutex>

#include "tests/fault/power_cut.h"

namespace entroscope::faults {
namespace {

char prefix[PATH_MAX];  // written while disarmed only
std::atomic<bool> armed{false};
std::atomic<std::int64_t> calls{0}, firstHit{0}, lastHit{0};
std::atomic<int> failure{0};
std::atomic<bool> kills{false};
std::atomic<const char*> hit{nullptr};
std::atomic<bool> network{false};

/// Of a power cut only; written while disarmed.
std::unique_ptr<DiskModel> disk;
std::string left;
std::recursive_mutex turns;

/// One call at a time where a power cut is played: the model knows them in the order in which they were made.
class Turn {
 public:
  Turn() : lock_(turns, std::defer_lock) {
    if (armed.load(std::memory_order_acquire) && disk != nullptr) lock_.lock();
  }

 private:
  std::unique_lock<std::recursive_mutex> lock_;
};

bool below(const char* path) { return path != nullptr && ::strstr(path, prefix) != nullptr; }

/// Empty where it cannot be told.
std::string placeOf(int fd) {
  char link[64], target[PATH_MAX];
  ::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t length = ::readlink(link, target, sizeof target);
  return {target, static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
}

bool below(int fd) { return below(placeOf(fd).c_str()); }

/// Ends the process as the power does.
[[noreturn]] void cutPower(std::int64_t number) {
  for (const Luck luck : kAllLuck) disk->leave(left + "/" + toText(luck), luck, number);
  ::kill(::getpid(), SIGKILL);
  ::pause();
  ::_exit(97);
}

/// Lets the model know of a call that was made below the folder.
template <typename Where, typename Tell>
void tell(Where where, Tell&& what) {
  if (!armed.load(std::memory_order_acquire) || disk == nullptr) return;
  const int saved = errno;
  if (below(where)) what(*disk);
  errno = saved;
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
  if (disk != nullptr) cutPower(number);
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
  disk = plan.effect == Effect::PowerCut ? std::make_unique<DiskModel>(folder, !network) : nullptr;
  left = plan.left;
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

void pretendNetwork(bool on) { network = on; }

}  // namespace entroscope::faults

using namespace entroscope::faults;

namespace {

template <typename Call>
int sync(const char* name, int fd, Call real) {
  const Turn turn;
  if (refuse(name, fd)) return -1;
  const int result = real(fd);
  if (result == 0) tell(fd, [&](DiskModel& model) { model.synced(fd); });
  return result;
}

template <typename Call>
int removeWith(const char* name, const char* path, Call real) {
  const Turn turn;
  if (refuse(name, path)) return -1;
  const int result = real(path);
  if (result == 0) tell(path, [&](DiskModel& model) { model.removed(path); });
  return result;
}

template <typename Call>
int openWith(const char* path, int flags, mode_t mode, Call real) {
  const Turn turn;
  if ((flags & O_ACCMODE) != O_RDONLY && refuse("open", path)) return -1;
  const int fd = real(path, flags, mode);
  if (fd >= 0 && (flags & O_CREAT) != 0) tell(path, [&](DiskModel& model) { model.made(path, false); });
  return fd;
}

template <typename Write>
ssize_t writeWith(const char* name, int fd, std::size_t size, Write real) {
  const Turn turn;
  return refuse(name, fd) ? writePart(size, real) : real(size);
}

template <typename Call>
int truncateWith(int fd, Call real) {
  const Turn turn;
  return refuse("ftruncate", fd) ? -1 : real();
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* data, size_t size) {
  static auto* real = next<ssize_t(int, const void*, size_t)>("write");
  return writeWith("write", fd, size, [&](size_t part) { return real(fd, data, part); });
}

ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  static auto* real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return writeWith("pwrite", fd, size, [&](size_t part) { return real(fd, data, part, at); });
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  static auto* real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return writeWith("pwrite", fd, size, [&](size_t part) { return real(fd, data, part, at); });
}

int fsync(int fd) {
  static auto* real = next<int(int)>("fsync");
  return sync("fsync", fd, real);
}

int fdatasync(int fd) {
  static auto* real = next<int(int)>("fdatasync");
  return sync("fdatasync", fd, real);
}

int ftruncate(int fd, off_t size) noexcept {
  static auto* real = next<int(int, off_t)>("ftruncate");
  return truncateWith(fd, [&] { return real(fd, size); });
}

int ftruncate64(int fd, off64_t size) noexcept {
  static auto* real = next<int(int, off64_t)>("ftruncate64");
  return truncateWith(fd, [&] { return real(fd, size); });
}

int rename(const char* from, const char* to) noexcept {
  static auto* real = next<int(const char*, const char*)>("rename");
  const Turn turn;
  if (refuse("rename", to)) return -1;
  const int result = real(from, to);
  if (result == 0) tell(to, [&](DiskModel& model) { model.renamed(from, to); });
  return result;
}

int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) noexcept {
  static auto* real = next<int(int, const char*, int, const char*, unsigned)>("renameat2");
  const Turn turn;
  if (refuse("renameat2", to)) return -1;
  const int result = real(fromFolder, from, toFolder, to, flags);
  if (result == 0) tell(to, [&](DiskModel& model) { model.exchanged(from, to); });  // all it is used for here
  return result;
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* real = next<int(const char*, mode_t)>("mkdir");
  const Turn turn;
  if (refuse("mkdir", path)) return -1;
  const int result = real(path, mode);
  if (result == 0) tell(path, [&](DiskModel& model) { model.made(path, true); });
  return result;
}

int unlink(const char* path) noexcept {
  static auto* real = next<int(const char*)>("unlink");
  return removeWith("unlink", path, real);
}

int remove(const char* path) noexcept {
  static auto* real = next<int(const char*)>("remove");
  return removeWith("remove", path, real);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  static auto* real = next<int(int, const char*, int)>("unlinkat");
  const Turn turn;
  const std::string whole = folder == AT_FDCWD ? path : placeOf(folder) + "/" + path;
  if (refuse("unlinkat", whole.c_str())) return -1;
  const int result = real(folder, path, flags);
  if (result == 0) tell(whole.c_str(), [&](DiskModel& model) { model.removed(whole); });
  return result;
}

int open(const char* path, int flags, ...) {
  static auto* real = next<int(const char*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return openWith(path, flags, mode, real);
}

int open64(const char* path, int flags, ...) {
  static auto* real = next<int(const char*, int, ...)>("open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return openWith(path, flags, mode, real);
}

int statfs(const char* path, struct statfs* info) noexcept {
  const auto result = static_cast<int>(::syscall(SYS_statfs, path, info));
  if (result == 0 && network) info->f_type = 0x6969;  // NFS
  return result;
}

}  // extern "C"
