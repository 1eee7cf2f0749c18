// Byte-level BPE with the GPT-2 pre-tokenizer. Reads and writes Hugging Face tokenizer.json (merges as
// "a b" strings or pairs) and vocab.json + merges.txt. Immutable after loading; encode/decode may be
// called from any number of threads. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entroscope {

using TokenId = std::uint32_t;

class Tokenizer {
 public:
  /// A tokenizer.json, or a folder holding tokenizer.json or vocab.json + merges.txt.
  /// @throws Error{Io, BadInput} naming file and field.
  static Tokenizer load(const std::filesystem::path& path);
  static Tokenizer fromJson(std::string_view text, std::string_view source);

  /// Appends the ids of `text` (bytes; need not be valid UTF-8) to `ids`.
  void encode(std::string_view text, std::vector<TokenId>& ids) const;
  std::vector<TokenId> encode(std::string_view text) const;
  std::string decode(std::span<const TokenId> ids) const;  ///< @throws Error{BadInput} on an unknown id

  std::size_t size() const;                    ///< vocabulary size
  std::string toJson() const;                  ///< Hugging Face format, stable byte for byte
  std::string hash() const;                    ///< contentHash of the merges and vocabulary
  std::int64_t endOfText() const;              ///< id of <|endoftext|>, −1 when there is none

  struct State;
  explicit Tokenizer(std::shared_ptr<const State> state) : state_(std::move(state)) {}

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace entroscope
