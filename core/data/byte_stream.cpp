#include "core/data/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace entroscope {
namespace {

class PlainStream : public ByteStream {
 public:
  explicit PlainStream(std::filesystem::path path)
      : path_(std::move(path)), file_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) failIo(Sentence::tr("cannot open"));
    struct stat info {};
    if (::fstat(file_, &info) == 0 && S_ISDIR(info.st_mode)) {
      ::close(file_);
      throw Error(ErrorCode::Io, Sentence::tr("%1: expected a file, found a folder"), path_);
    }
  }
  ~PlainStream() override { ::close(file_); }
  PlainStream(const PlainStream&) = delete;
  PlainStream& operator=(const PlainStream&) = delete;

  std::size_t read(char* out, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(file_, out, size);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) failIo(Sentence::tr("cannot read"));
      consumed_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
  }
  std::uint64_t consumed() const override { return consumed_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  [[noreturn]] void failIo(Sentence::Pattern what) const {
    throw Error(ErrorCode::Io, Sentence::tr("%1: %2: %3"), path_, Sentence(what), std::strerror(errno));
  }
  std::filesystem::path path_;
  int file_;
  std::uint64_t consumed_ = 0;
};

/// What both decompressors share: a block of compressed input.
class PackedStream : public ByteStream {
 public:
  explicit PackedStream(const std::filesystem::path& path) : file_(path), input_(kReadBlock) {}
  std::uint64_t consumed() const override { return file_.consumed() - (end_ - begin_); }

 protected:
  /// False at the end of the file.
  bool refill() {
    if (begin_ == end_) {
      begin_ = 0;
      end_ = file_.read(input_.data(), input_.size());
    }
    return begin_ < end_;
  }
  [[noreturn]] void fail(const Sentence& what) const {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2"), file_.path(), what);
  }

  PlainStream file_;
  std::vector<char> input_;
  std::size_t begin_ = 0, end_ = 0;
};

class GzipStream : public PackedStream {
 public:
  explicit GzipStream(const std::filesystem::path& path) : PackedStream(path) {
    if (::inflateInit2(&state_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~GzipStream() override { ::inflateEnd(&state_); }

  std::size_t read(char* out, std::size_t size) override {
    state_.next_out = reinterpret_cast<Bytef*>(out);
    state_.avail_out = static_cast<uInt>(size);
    while (state_.avail_out == size) {
      if (!refill()) {
        if (inside_) fail(Sentence::tr("gzip data ends early"));
        return 0;
      }
      if (!inside_) ::inflateReset(&state_);  // members may follow one another
      inside_ = true;
      state_.next_in = reinterpret_cast<Bytef*>(input_.data() + begin_);
      state_.avail_in = static_cast<uInt>(end_ - begin_);
      const int result = ::inflate(&state_, Z_NO_FLUSH);
      begin_ = end_ - state_.avail_in;
      if (result == Z_STREAM_END) inside_ = false;
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
        fail({Sentence::tr("expected gzip data, found damage (%1)"), state_.msg ? state_.msg : "no details"});
      }
    }
    return size - state_.avail_out;
  }

 private:
  z_stream state_{};
  bool inside_ = false;
};

class ZstdStream : public PackedStream {
 public:
  explicit ZstdStream(const std::filesystem::path& path)
      : PackedStream(path), state_(::ZSTD_createDStream()) {
    if (!state_) throw std::bad_alloc();
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    // Windows of up to 128 MiB, which zstd takes by itself, would leave time for nothing else. Blocks are no
    // larger than the window.
    ::ZSTD_DCtx_setParameter(state_, ZSTD_d_windowLogMax, 12);
#endif
  }
  ~ZstdStream() override { ::ZSTD_freeDStream(state_); }
  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;

  std::size_t read(char* out, std::size_t size) override {
    ZSTD_outBuffer output{out, size, 0};
    while (output.pos == 0) {
      // A full window may hold more output without new input.
      if (!refill() && !inside_) return 0;
      ZSTD_inBuffer input{input_.data(), end_, begin_};
      const bool starved = begin_ == end_;
      const std::size_t result = ::ZSTD_decompressStream(state_, &output, &input);
      begin_ = input.pos;
      if (::ZSTD_isError(result)) {
        fail({Sentence::tr("expected zstd data, found damage (%1)"), ::ZSTD_getErrorName(result)});
      }
      inside_ = result != 0;
      if (starved && output.pos == 0) fail(Sentence::tr("zstd data ends early"));
    }
    return output.pos;
  }

 private:
  ZSTD_DStream* state_;
  bool inside_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> ByteStream::open(const std::filesystem::path& path) {
  const auto ending = path.extension();
  if (ending == ".gz") return std::make_unique<GzipStream>(path);
  if (ending == ".zst") return std::make_unique<ZstdStream>(path);
  return std::make_unique<PlainStream>(path);
}

}  // namespace entroscope
