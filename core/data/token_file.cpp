#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/data/dataset.h"
#include "core/data/token_writer.h"

namespace entroscope {
namespace {

constexpr std::uint32_t kMagic16 = 20240520, kVersion16 = 1;
constexpr std::uint32_t kMagic32 = 20240801, kVersion32 = 7;
constexpr std::size_t kHeaderBytes = TokenWriter::kHeaderBytes;
constexpr std::uint64_t kWordsLookedAt = 4096, kFewestWords = 64;
struct Kind {
  std::string_view begin;
  Sentence::Pattern name;
};
constexpr Kind kOtherKinds[] = {
    {"\x93NUMPY", Sentence::tr("a NumPy file")},
    {std::string_view("\x1f\x8b\x08\0", 4), Sentence::tr("a gzip file")},
    {"\x28\xb5\x2f\xfd", Sentence::tr("a zstd file")},
    {"PK\x03\x04", Sentence::tr("a zip file")},
};

template <typename T>
T loadAt(const std::byte* data, std::size_t index) {
  T value;
  std::memcpy(&value, data + index * sizeof(T), sizeof(T));
  return value;
}

[[noreturn]] void failInput(const std::filesystem::path& path, const Sentence& what) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2"), path, what);
}

}  // namespace

struct TokenFile::State {
  State(const std::filesystem::path& file) : path(file), map(file) {
    const auto bytes = map.bytes();
    const std::uint32_t magic = bytes.size() >= kHeaderBytes ? loadAt<std::uint32_t>(bytes.data(), 0) : 0;
    if (magic != kMagic16 && magic != kMagic32) {
      if (bytes.size() % 2 != 0) {
        failInput(path,
                  {Sentence::tr("expected uint16 tokens, found an odd number of bytes (%1)"), bytes.size()});
      }
      count = bytes.size() / 2;
      refuseOtherKinds();
      return;
    }
    width = magic == kMagic16 ? 2 : 4;
    offset = kHeaderBytes;
    const std::uint32_t version = loadAt<std::uint32_t>(bytes.data(), 1),
                        wanted = width == 2 ? kVersion16 : kVersion32;
    if (version != wanted) {
      failInput(path, {Sentence::tr("header version: expected %1, found %2"), wanted, version});
    }
    count = loadAt<std::uint32_t>(bytes.data(), 2) | std::uint64_t{loadAt<std::uint32_t>(bytes.data(), 3)}
                                                         << 32;
    const std::uint64_t held = (bytes.size() - offset) / width;
    if (held != count || (bytes.size() - offset) % width != 0) {
      failInput(path, {Sentence::tr("header count: expected the %1 tokens that the file holds, found %2"),
                       held, count});
    }
  }

  /// A file without a header says nothing of itself, and almost any would pass for tokens.
  void refuseOtherKinds() const {
    const std::string_view text = map.text();
    for (const auto& [begin, kind] : kOtherKinds) {
      if (!text.starts_with(begin)) continue;
      failInput(path,
                {Sentence::tr("expected uint16 tokens or a token file's header, found %1"), Sentence(kind)});
    }
    // Wider numbers, little-endian: every other word is zero.
    const std::uint64_t looked = std::min<std::uint64_t>(count, kWordsLookedAt) / 2 * 2;
    bool low = false, high = false;
    for (std::uint64_t i = 0; i < looked; i += 2) {
      low = low || loadAt<std::uint16_t>(map.bytes().data(), i) != 0;
      high = high || loadAt<std::uint16_t>(map.bytes().data(), i + 1) != 0;
    }
    if (looked >= kFewestWords && low && !high)
      failInput(path,
                Sentence::tr("expected uint16 tokens, found wider numbers without a token file's header"));
  }

  std::filesystem::path path;
  MappedFile map;
  std::size_t width = 2, offset = 0;
  std::uint64_t count = 0;
};

TokenFile::TokenFile(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
TokenFile::~TokenFile() = default;
TokenFile::TokenFile(TokenFile&&) noexcept = default;
TokenFile& TokenFile::operator=(TokenFile&&) noexcept = default;

std::uint64_t TokenFile::size() const { return state_->count; }

void TokenFile::copy(std::uint64_t begin, std::size_t count, std::int64_t* out) const {
  if (begin > state_->count || count > state_->count - begin) {
    failInput(state_->path,
              {Sentence::tr("expected at least %1 tokens, found %2"), begin + count, state_->count});
  }
  const std::byte* from = state_->map.bytes().data() + state_->offset + begin * state_->width;
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = state_->width == 2 ? loadAt<std::uint16_t>(from, i) : loadAt<std::uint32_t>(from, i);
  }
}

TokenWriter::TokenWriter(std::filesystem::path path, std::size_t vocabulary, std::uint64_t keep)
    : path_(std::move(path)), width_(vocabulary <= 65536 ? 2 : 4), count_(keep) {
  file_.reset(std::fopen(path_.c_str(), keep > 0 ? "r+b" : "w+b"));
  if (!file_) failIo(Sentence::tr("cannot write"));
  const std::uint64_t whole = kHeaderBytes + keep * width_;
  if (::fseeko(file_.get(), 0, SEEK_END) != 0) failIo(Sentence::tr("cannot read"));
  if (keep > 0 && static_cast<std::uint64_t>(::ftello(file_.get())) < whole)
    failInput(path_, {Sentence::tr("expected at least %1 bytes to go on from, found fewer"), whole});
  writeHeader();
  truncate(keep);
}

void TokenWriter::failIo(Sentence::Pattern what) const {
  throw Error(ErrorCode::Io, Sentence::tr("%1: %2: %3"), path_, Sentence(what), std::strerror(errno));
}

void TokenWriter::writeHeader() {
  std::array<std::uint32_t, kHeaderBytes / 4> header{};
  header[0] = width_ == 2 ? kMagic16 : kMagic32;
  header[1] = width_ == 2 ? kVersion16 : kVersion32;
  header[2] = static_cast<std::uint32_t>(count_);
  header[3] = static_cast<std::uint32_t>(count_ >> 32);  // llm.c leaves it 0; its files stay below 2³¹ tokens
  if (std::fseek(file_.get(), 0, SEEK_SET) != 0 ||
      std::fwrite(header.data(), kHeaderBytes, 1, file_.get()) != 1) {
    failIo(Sentence::tr("cannot write"));
  }
}

void TokenWriter::append(std::span<const TokenId> ids) {
  buffer_.resize(ids.size() * width_);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto narrow = static_cast<std::uint16_t>(ids[i]);
    std::memcpy(buffer_.data() + i * width_, width_ == 2 ? static_cast<const void*>(&narrow) : &ids[i],
                width_);
  }
  if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size())
    failIo(Sentence::tr("cannot write"));
  count_ += ids.size();
}

void TokenWriter::truncate(std::uint64_t count) {
  const auto end = static_cast<off_t>(kHeaderBytes + count * width_);
  // What lies behind is cut off at the end: a state that counts on it must find the file no shorter.
  if (std::fflush(file_.get()) != 0 || ::fseeko(file_.get(), end, SEEK_SET) != 0)
    failIo(Sentence::tr("cannot write"));
  count_ = count;
}

void TokenWriter::moveTail(std::uint64_t begin, TokenWriter& other) {
  constexpr std::size_t kBlock = 1 << 16;
  std::string block;
  std::vector<TokenId> ids;
  const std::uint64_t end = count_;
  if (::fseeko(file_.get(), static_cast<off_t>(kHeaderBytes + begin * width_), SEEK_SET) != 0)
    failIo(Sentence::tr("cannot read"));
  for (std::uint64_t at = begin; at < end; at += ids.size()) {
    ids.assign(std::min<std::uint64_t>(kBlock, end - at), 0);
    block.resize(ids.size() * width_);
    if (std::fread(block.data(), 1, block.size(), file_.get()) != block.size())
      failIo(Sentence::tr("cannot read"));
    for (std::size_t i = 0; i < ids.size(); ++i) std::memcpy(&ids[i], block.data() + i * width_, width_);
    other.append(ids);
  }
  truncate(begin);
}

void TokenWriter::flush() {
  if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0)
    failIo(Sentence::tr("cannot write"));
}

void TokenWriter::finish() {
  writeHeader();
  const auto end = static_cast<off_t>(kHeaderBytes + count_ * width_);
  if (std::fflush(file_.get()) != 0 || ::ftruncate(::fileno(file_.get()), end) != 0)
    failIo(Sentence::tr("cannot write"));
  flush();
  if (std::fclose(file_.release()) != 0) failIo(Sentence::tr("cannot write"));
}

}  // namespace entroscope
