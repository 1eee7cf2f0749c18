// What a tokenizer knows, shared by its encoder and its file formats. Immutable once built.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/data/bpe.h"
#include "core/data/tokenizer.h"

namespace entroscope {

/// A token found in text before any pre-tokenizing, such as <|endoftext|>.
struct AddedToken {
  TokenId id = 0;
  std::string content;
  bool special = true;
  bool normalized = false;
};

struct Tokenizer::State {
  static constexpr TokenId kNone = MergeTable::kNone;

  std::vector<std::string> symbols;  ///< by id, in GPT-2's byte alphabet; empty: no such id
  std::vector<Merge> merges;         ///< by rank
  std::vector<AddedToken> added;
  std::string unknown;        ///< symbol for bytes outside the vocabulary; empty: they are dropped
  bool ignoreMerges = false;  ///< a word that is a token is taken whole

  // Derived by finish().
  std::size_t modelSize = 0;           ///< symbols from here on are added tokens only
  std::vector<std::string> bytes;      ///< by id, what decode writes
  std::array<TokenId, 256> byteIds{};  ///< kNone where the vocabulary lacks a byte
  TokenId unknownId = kNone;
  MergeTable table;
  std::unordered_map<std::string, TokenId> words;  ///< bytes to id, filled for ignoreMerges only
  std::uint64_t serial = 0;                        ///< never reused: keys the per-thread word cache

  /// Fills the derived fields. `symbols` holds the model's own vocabulary when it is called; added
  /// tokens are put in after it.
  void finish();
};

}  // namespace entroscope
