// A file read from front to back, decompressed on the way (.gz with zlib, .zst with zstd). One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace entroscope {

/// What is read at once. A fuzzer's inputs are small: small blocks make them cross the borders between two,
/// and spare the fuzzer the time that fresh memory takes.
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
inline constexpr std::size_t kReadBlock = 512;
#else
inline constexpr std::size_t kReadBlock = 256 * 1024;
#endif

class ByteStream {
 public:
  /// Chooses by the name's ending. @throws Error{Io} when the file cannot be opened.
  static std::unique_ptr<ByteStream> open(const std::filesystem::path& path);
  virtual ~ByteStream() = default;

  /// Up to `size` bytes; 0 only at the end.
  /// @throws Error{BadInput} on damaged or truncated compressed data, Error{Io} on a read error.
  virtual std::size_t read(char* out, std::size_t size) = 0;
  /// Bytes of the file itself taken so far, for progress.
  virtual std::uint64_t consumed() const = 0;
};

}  // namespace entroscope
