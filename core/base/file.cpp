#include "core/base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/base/sync.h"

namespace entroscope {
namespace {

[[noreturn]] void failIo(const std::filesystem::path& path, Sentence::Pattern what, int code) {
  throw Error(ErrorCode::Io, Sentence::tr("%1: %2: %3"), path, Sentence(what), std::strerror(code));
}

/// For reading. A pipe in a file's place would keep open() waiting for somebody to write into it.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, Sentence::Pattern what)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK)) {
    if (fd_ < 0) failIo(path, what, errno);
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::uint64_t regularFileSize(const Descriptor& file, const std::filesystem::path& path) {
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) failIo(path, Sentence::tr("cannot read"), errno);
  if (S_ISDIR(info.st_mode))
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a file, found a folder"), path);
  if (!S_ISREG(info.st_mode)) throw Error(ErrorCode::Io, Sentence::tr("%1: expected a regular file"), path);
  return static_cast<std::uint64_t>(info.st_size);
}

/// Up to `size` bytes, fewer only at the end of the file.
std::size_t readFull(int fd, char* to, std::size_t size, const std::filesystem::path& path) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(fd, to + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) failIo(path, Sentence::tr("cannot read"), errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void writeAll(int fd, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) failIo(path, Sentence::tr("cannot write"), errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

}  // namespace

std::string readTextFile(const std::filesystem::path& path, std::uint64_t limit) {
  const Descriptor file(path, O_RDONLY, Sentence::tr("cannot open"));
  const auto size = regularFileSize(file, path);
  if (size > limit) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected at most %2 bytes, found %3"), path, limit,
                size);
  }
  std::string text(size, '\0');
  text.resize(readFull(file.get(), text.data(), text.size(), path));
  return text;
}

void readBlocks(const std::filesystem::path& path, std::size_t block,
                const std::function<void(std::string_view)>& visit) {
  const Descriptor file(path, O_RDONLY, Sentence::tr("cannot open"));
  regularFileSize(file, path);
  std::string bytes(block, '\0');
  while (const std::size_t got = readFull(file.get(), bytes.data(), block, path)) {
    visit(std::string_view(bytes).substr(0, got));
    if (got < block) return;
  }
}

bool takesFiles(const std::filesystem::path& path) noexcept try {
  namespace fs = std::filesystem;
  fs::path folder = fs::absolute(path);
  while (!fs::exists(folder) && folder.has_relative_path()) folder = folder.parent_path();
  std::string bytes(1 << 20, '\0');
  Random random(1);  // a file system may keep zeros for nothing
  for (char& byte : bytes) byte = static_cast<char>(random.next());
  AtomicFile file(folder / ".entroscope-probe");  // never committed, so that nothing stays
  file.write(bytes);
  file.sync();
  return true;
} catch (const std::exception&) {
  return false;
}

void syncFolder(const std::filesystem::path& folder) {
  const Descriptor handle(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY, Sentence::tr("cannot open"));
  if (::fsync(handle.get()) != 0 && errno != EINVAL) failIo(folder, Sentence::tr("cannot sync"), errno);
}

void requireInside(const std::filesystem::path& folder, const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  // Whatever leads to the folder, an entry of it that is no link is inside, and so is one that is not there.
  if (path.parent_path() == folder && path.filename() != "..") {
    struct stat entry {};
    if (::lstat(path.c_str(), &entry) == 0 ? !S_ISLNK(entry.st_mode) : errno == ENOENT) return;
  }
  constexpr int kAttempts = 100, kMostLinks = 40;
  std::error_code code;
  fs::path home, real;
  // What another process removes between two looks at it is no link: look again.
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    home = fs::weakly_canonical(folder, code);
    if (!code) real = fs::weakly_canonical(path, code);
    // A link leads where it says, though nothing be there: whoever writes through it makes that file.
    for (int links = 0; !code && links < kMostLinks; ++links) {
      std::error_code none;
      const fs::path target = fs::read_symlink(real, none);
      if (none) break;
      real = fs::weakly_canonical(real.parent_path() / target, code);
    }
    if (code != std::errc::no_such_file_or_directory) break;
  }
  if (code && code != std::errc::too_many_symbolic_link_levels) {
    failIo(path, Sentence::tr("cannot open"), code.value());
  }
  if (!code && std::mismatch(home.begin(), home.end(), real.begin(), real.end()).first == home.end()) return;
  throw Error(ErrorCode::BadInput,
              Sentence::tr("%1: expected a file inside its folder, found a link that leads out of it"), path);
}

namespace {

/// Appending to a long name could exceed what the file system takes; a name of its own cannot.
std::string temporaryEnding(std::string_view name) { return "-" + contentHash(name) + ".tmp"; }

}  // namespace

bool AtomicFile::isLeftOf(std::string_view name, std::string_view found) {
  return found.starts_with('.') && found.ends_with(temporaryEnding(name));
}

AtomicFile::AtomicFile(const std::filesystem::path& path) : path_(path), temporary_(path) {
  std::error_code unreadable;  // opening it says why
  if (std::filesystem::is_directory(path, unreadable)) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a file to write, found a folder"), path);
  }
  if (std::filesystem::exists(path, unreadable) && !std::filesystem::is_regular_file(path, unreadable)) {
    fd_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) failIo(path, Sentence::tr("cannot write"), errno);
    temporary_.clear();
    return;
  }
  temporary_.replace_filename("." + std::to_string(::getpid()) + temporaryEnding(path.filename().string()));
  ::unlink(temporary_.c_str());  // of a killed process with this number; and no link may stand in its place
  fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd_ < 0) failIo(path, Sentence::tr("cannot write"), errno);
}

AtomicFile::~AtomicFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  constexpr std::size_t kPiece = 1 << 20;
  if (buffer_.size() + bytes.size() <= kPiece) {
    buffer_ += bytes;
    return;
  }
  flush();
  if (bytes.size() <= kPiece) {
    buffer_ = bytes;
  } else {
    writeAll(fd_, bytes, path_);
  }
}

void AtomicFile::flush() {
  writeAll(fd_, buffer_, path_);
  buffer_.clear();
}

void AtomicFile::sync() {
  flush();
  const bool synced = temporary_.empty() || ::fsync(fd_) == 0;  // a pipe cannot be
  if (!synced) failIo(path_, Sentence::tr("cannot sync"), errno);
}

void AtomicFile::commit() {
  sync();
  if (temporary_.empty()) {
    ::close(std::exchange(fd_, -1));
    return;
  }
  if (::rename(temporary_.c_str(), path_.c_str()) != 0)
    failIo(path_, Sentence::tr("cannot rename into place"), errno);
  ::close(std::exchange(fd_, -1));
  syncFolder(path_.parent_path());
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

AtomicFolder::AtomicFolder(const std::filesystem::path& target)
    : target_(std::filesystem::absolute(target).lexically_normal()) {
  namespace fs = std::filesystem;
  if (!target_.has_filename()) target_ = target_.parent_path();
  try {
    if (fs::exists(target_) && !(fs::is_directory(target_) && fs::is_empty(target_)))
      throw Error(ErrorCode::Io, Sentence::tr("%1: expected a new or empty folder, found something there"),
                  target);
    fs::create_directories(target_.parent_path());
    // One of its own: two processes may make the same folder, and one of them finds it there at the end. The
    // lock lies beside what is made, which has to begin empty and is passed on as it is.
    home_.emplace(target_.parent_path(), "." + contentHash(target_.filename().string()), "making");
    made_ = home_->path() / "made";
    fs::create_directory(made_);
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot make the folder: %2"), target,
                error.code().message());
  }
}

void AtomicFolder::commit() {
  syncTree(made_);
  if (::rename(made_.c_str(), target_.c_str()) != 0)
    failIo(target_, Sentence::tr("cannot rename into place"), errno);
  home_.reset();
  syncFolder(target_.parent_path());
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY, Sentence::tr("cannot open"));
  size_ = static_cast<std::size_t>(regularFileSize(file, path));
  if (size_ == 0) return;
  void* data = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED) failIo(path, Sentence::tr("cannot map"), errno);
  data_ = static_cast<const std::byte*>(data);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace entroscope
