// Writes a token file in the llm.c layout: 256 × int32 header, then uint16 tokens (version 1) or
// uint32 tokens (version 7). One thread.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>

#include "core/base/sentence.h"
#include "core/data/tokenizer.h"

namespace entroscope {

class TokenWriter {
 public:
  static constexpr std::size_t kHeaderBytes = 1024;

  /// Creates the file, or continues one of which the first `keep` tokens are right.
  /// @param vocabulary decides the width: uint16 up to 65,536 tokens, else uint32.
  TokenWriter(std::filesystem::path path, std::size_t vocabulary, std::uint64_t keep = 0);

  void append(std::span<const TokenId> ids);
  std::uint64_t size() const { return count_; }  ///< tokens

  void truncate(std::uint64_t count);  ///< forgets all tokens from `count` on
  /// Moves the tokens from `begin` on to the end of `other`.
  void moveTail(std::uint64_t begin, TokenWriter& other);
  void flush();   ///< to disk, fsynced
  void finish();  ///< writes the header's count, flushes and closes

 private:
  void writeHeader();
  [[noreturn]] void failIo(Sentence::Pattern what) const;

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::size_t width_;
  std::uint64_t count_;
  std::string buffer_;
};

}  // namespace entroscope
