#include "core/data/bpe_trainer.h"

#include <algorithm>
#include <queue>

#include "core/base/error.h"
#include "core/data/byte_alphabet.h"
#include "core/data/pre_tokenizer.h"
#include "core/data/tokenizer_state.h"
#include "core/data/utf8.h"

namespace entroscope {
namespace {

using PairKey = std::uint64_t;  ///< left id << 32 | right id: ordered as the pair is

struct Word {
  std::vector<TokenId> ids;
  std::int64_t count;
};

/// A pair waiting to be merged in `words`. Counts go out of date and are refreshed when popped.
struct Waiting {
  std::int64_t count;
  PairKey pair;
  std::vector<std::uint32_t> words;
  bool operator<(const Waiting& other) const {
    return count != other.count ? count < other.count : pair > other.pair;
  }
};

class Merger {
 public:
  explicit Merger(std::vector<Word> words) : words_(std::move(words)) {
    for (std::uint32_t w = 0; w < words_.size(); ++w) {
      const auto& ids = words_[w].ids;
      for (std::size_t i = 0; i + 1 < ids.size(); ++i) change(ids[i], ids[i + 1], w, 1);
    }
    enqueueTouched();
  }

  /// Takes the most frequent pair; false when none is left.
  bool pop(Waiting& top) {
    while (!queue_.empty()) {
      top = std::move(const_cast<Waiting&>(queue_.top()));
      queue_.pop();
      const std::int64_t count = counts_[top.pair];
      if (count == top.count) return true;
      top.count = count;
      if (count > 0) queue_.push(std::move(top));
    }
    return false;
  }

  void apply(const Waiting& top, TokenId merged) {
    for (const std::uint32_t w : top.words) {
      mergeIn(w, static_cast<TokenId>(top.pair >> 32), static_cast<TokenId>(top.pair), merged);
    }
    enqueueTouched();
  }

 private:
  void change(TokenId left, TokenId right, std::uint32_t word, int sign) {
    const PairKey pair = PairKey{left} << 32 | right;
    counts_[pair] += sign * words_[word].count;
    if (sign < 0) return;
    auto& touched = touched_[pair];
    if (touched.empty() || touched.back() != word) touched.push_back(word);
  }

  void mergeIn(std::uint32_t word, TokenId left, TokenId right, TokenId merged) {
    auto& ids = words_[word].ids;
    std::size_t out = 0;
    for (std::size_t in = 0; in < ids.size(); ++out) {
      if (ids[in] != left || in + 1 == ids.size() || ids[in + 1] != right) {
        ids[out] = ids[in++];
        continue;
      }
      if (out > 0) {
        change(ids[out - 1], left, word, -1);
        change(ids[out - 1], merged, word, 1);
      }
      in += 2;
      ids[out] = merged;
      if (in < ids.size()) {
        change(right, ids[in], word, -1);
        change(merged, ids[in], word, 1);
      }
    }
    ids.resize(out);
  }

  void enqueueTouched() {
    for (auto& [pair, words] : touched_) {
      if (const std::int64_t count = counts_[pair]; count > 0) queue_.push({count, pair, std::move(words)});
    }
    touched_.clear();
  }

  std::vector<Word> words_;
  std::unordered_map<PairKey, std::int64_t> counts_;
  std::unordered_map<PairKey, std::vector<std::uint32_t>> touched_;
  std::priority_queue<Waiting> queue_;
};

/// Special tokens, then the bytes in the order of their characters.
void addAlphabet(const BpeTrainerOptions& options, Tokenizer::State& state,
                 std::unordered_map<std::string, TokenId>& ids) {
  const auto add = [&](const std::string& symbol) {
    if (ids.emplace(symbol, static_cast<TokenId>(state.symbols.size())).second)
      state.symbols.push_back(symbol);
  };
  for (const std::string& token : options.special) {
    add(token);
    state.added.push_back({ids.at(token), token, true, false});
  }
  auto characters = byteAlphabet();
  std::sort(characters.begin(), characters.end());
  for (const char16_t character : characters) {
    std::string symbol;
    appendUtf8(symbol, character);
    add(symbol);
  }
}

}  // namespace

void BpeTrainer::add(std::string_view document) {
  bytes_ += document.size();
  for (std::size_t begin = 0; begin < document.size();) {
    const std::size_t end = wordEnd(document, begin);
    const std::string_view word = document.substr(begin, end - begin);
    begin = end;
    if (const auto found = counts_.find(word); found != counts_.end()) {
      ++found->second;
    } else {
      counts_.emplace(word, 1);
    }
  }
}

Tokenizer BpeTrainer::train(const BpeTrainerOptions& options) const {
  if (counts_.empty())
    throw Error(ErrorCode::BadInput, Sentence::tr("corpus: expected text to learn from, found none"));
  auto state = std::make_shared<Tokenizer::State>();
  std::unordered_map<std::string, TokenId> ids;
  addAlphabet(options, *state, ids);
  if (options.vocabulary < state->symbols.size()) {
    throw Error(ErrorCode::BadUsage,
                Sentence::tr("vocabulary: expected at least %1 (256 bytes and the special tokens), found %2"),
                state->symbols.size(), options.vocabulary);
  }
  std::array<TokenId, 256> byteIds;
  for (unsigned byte = 0; byte < 256; ++byte) {
    byteIds[byte] = ids.at(symbolFromBytes(std::string(1, static_cast<char>(byte))));
  }
  std::vector<Word> words;
  words.reserve(counts_.size());
  for (const auto& [text, count] : counts_) {
    Word word{{}, static_cast<std::int64_t>(count)};
    for (const char byte : text) word.ids.push_back(byteIds[static_cast<unsigned char>(byte)]);
    words.push_back(std::move(word));
  }

  Merger merger(std::move(words));
  std::vector<Merge> merges;
  Waiting top;
  while (state->symbols.size() < options.vocabulary && merger.pop(top)) {
    if (static_cast<std::uint64_t>(top.count) < std::max<std::uint64_t>(options.minFrequency, 1)) break;
    const auto left = static_cast<TokenId>(top.pair >> 32), right = static_cast<TokenId>(top.pair);
    const std::string symbol = state->symbols[left] + state->symbols[right];
    const auto [found, fresh] = ids.emplace(symbol, static_cast<TokenId>(state->symbols.size()));
    if (fresh) state->symbols.push_back(symbol);
    merges.push_back({left, right, found->second});
    merger.apply(top, found->second);
  }

  // A pair that was merged twice counts at its later rank only, as in the reference.
  std::unordered_map<PairKey, std::size_t> last;
  for (std::size_t i = 0; i < merges.size(); ++i) last[PairKey{merges[i].left} << 32 | merges[i].right] = i;
  for (std::size_t i = 0; i < merges.size(); ++i) {
    if (last[PairKey{merges[i].left} << 32 | merges[i].right] == i) state->merges.push_back(merges[i]);
  }
  state->finish();
  return Tokenizer(std::move(state));
}

}  // namespace entroscope
