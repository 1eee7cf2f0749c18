// Learns a byte-level BPE vocabulary: the most frequent neighbouring pair becomes a token, again and
// again (Sennrich et al. 2016). Chooses the same merges as Hugging Face's BpeTrainer with the 256-byte
// initial alphabet on the same documents: ties go to the pair of smaller ids. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/data/tokenizer.h"

namespace entroscope {

struct BpeTrainerOptions {
  std::size_t vocabulary = 2048;   ///< tokens in all, special ones and the 256 bytes included
  std::uint64_t minFrequency = 0;  ///< pairs seen less often are not merged
  std::vector<std::string> special = {"<|endoftext|>"};  ///< get the first ids, in this order
};

class BpeTrainer {
 public:
  /// Counts the words of one document. Memory grows with the distinct words, not with the text.
  void add(std::string_view document);
  std::uint64_t bytes() const { return bytes_; }  ///< added so far

  /// @throws Error{BadUsage} when the vocabulary cannot hold the bytes and special tokens,
  /// Error{BadInput} when nothing was added.
  Tokenizer train(const BpeTrainerOptions& options) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> counts_;
  std::uint64_t bytes_ = 0;
};

}  // namespace entroscope
