#include "core/data/tokenizer.h"

#include <algorithm>
#include <atomic>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/byte_alphabet.h"
#include "core/data/pre_tokenizer.h"
#include "core/data/tokenizer_state.h"
#include "core/data/word_cache.h"

namespace entroscope {
namespace {

using State = Tokenizer::State;

/// One cache a thread, for the tokenizer it used last.
WordCache& cacheFor(const State& state) {
  thread_local std::uint64_t owner = 0;
  thread_local std::unique_ptr<WordCache> cache;
  if (owner != state.serial) {
    cache = std::make_unique<WordCache>();
    owner = state.serial;
  }
  return *cache;
}

/// Appends the ids of one word, merged.
void mergeWord(const State& state, std::string_view word, std::vector<TokenId>& ids) {
  if (state.ignoreMerges) {
    if (const auto whole = state.words.find(std::string(word)); whole != state.words.end()) {
      ids.push_back(whole->second);
      return;
    }
  }
  const std::size_t first = ids.size();
  for (const char byte : word) {
    const TokenId id = state.byteIds[static_cast<unsigned char>(byte)];
    if (id != State::kNone) ids.push_back(id);
  }
  const std::size_t count = state.table.merge(std::span(ids).subspan(first));
  ids.resize(first + count);
}

/// Appends the ids of text that holds no added token.
void encodePlain(const State& state, std::string_view text, std::vector<TokenId>& ids) {
  WordCache& cache = cacheFor(state);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = wordEnd(text, begin);
    const std::string_view word = text.substr(begin, end - begin);
    begin = end;
    if (word.size() > WordCache::kMaxBytes) {
      mergeWord(state, word, ids);
      continue;
    }
    WordCache::Entry& entry = cache.slot(word);
    if (!WordCache::holds(entry, word)) {
      const std::size_t first = ids.size();
      mergeWord(state, word, ids);
      if (ids.size() - first <= WordCache::kMaxIds)
        WordCache::store(entry, word, std::span(ids).subspan(first));
      continue;
    }
    const std::size_t first = ids.size();
    ids.resize(first + entry.count);
    std::copy_n(entry.ids.data(), entry.count, ids.data() + first);
  }
}

struct Found {
  std::size_t begin = std::string_view::npos;
  const AddedToken* token = nullptr;
};

/// Finds the added tokens of one kind in a text, from left to right. Where each stands next is remembered:
/// one that does not occur is looked for once, not again behind each of the others.
class AddedTokens {
 public:
  AddedTokens(const State& state, std::string_view text, bool normalized) : text_(text) {
    for (const AddedToken& token : state.added) {
      if (token.normalized == normalized) next_.push_back({text.find(token.content), &token});
    }
  }
  /// The leftmost, then longest, from `begin` on.
  Found next(std::size_t begin) {
    Found found;
    for (Found& one : next_) {
      if (one.begin < begin) one.begin = text_.find(one.token->content, begin);
      const bool longer =
          one.begin == found.begin && found.token && one.token->content.size() > found.token->content.size();
      if (one.begin < found.begin || longer) found = one;
    }
    return found;
  }

 private:
  std::string_view text_;
  std::vector<Found> next_;
};

/// The reference looks for added tokens in two passes: those that skip normalisation first.
void encodeParts(const State& state, std::string_view text, bool normalized, std::vector<TokenId>& ids) {
  const auto part = [&](std::string_view piece) {
    if (piece.empty()) return;
    if (normalized) {
      encodePlain(state, piece, ids);
    } else {
      encodeParts(state, piece, true, ids);
    }
  };
  AddedTokens added(state, text, normalized);
  std::size_t begin = 0;
  for (;;) {
    const Found found = added.next(begin);
    if (!found.token) break;
    part(text.substr(begin, found.begin - begin));
    ids.push_back(found.token->id);
    begin = found.begin + found.token->content.size();
  }
  part(text.substr(begin));
}

}  // namespace

void Tokenizer::State::finish() {
  static std::atomic<std::uint64_t> lastSerial{0};
  serial = ++lastSerial;
  modelSize = symbols.size();
  for (const AddedToken& token : added) {
    if (token.id >= symbols.size()) symbols.resize(token.id + 1);
    if (symbols[token.id].empty()) symbols[token.id] = token.content;
  }
  bytes.resize(symbols.size());
  byteIds.fill(kNone);
  for (TokenId id = 0; id < symbols.size(); ++id) {
    bytes[id] = bytesFromSymbol(symbols[id]);
    if (id < modelSize && bytes[id].size() == 1 && symbols[id] == symbolFromBytes(bytes[id])) {
      byteIds[static_cast<unsigned char>(bytes[id][0])] = id;
    }
    if (id < modelSize && !unknown.empty() && symbols[id] == unknown) unknownId = id;
    if (id < modelSize && ignoreMerges && !symbols[id].empty()) words.emplace(bytes[id], id);
  }
  for (const AddedToken& token : added) bytes[token.id] = token.content;
  for (TokenId& id : byteIds) {
    if (id == kNone) id = unknownId;
  }
  table = MergeTable(merges);
}

void Tokenizer::encode(std::string_view text, std::vector<TokenId>& ids) const {
  encodeParts(*state_, text, false, ids);
}

std::vector<TokenId> Tokenizer::encode(std::string_view text) const {
  std::vector<TokenId> ids;
  ids.reserve(text.size() / 3 + 8);
  encode(text, ids);
  return ids;
}

std::string Tokenizer::decode(std::span<const TokenId> ids) const {
  std::string text;
  for (const TokenId id : ids) {
    if (id >= state_->bytes.size() || state_->symbols[id].empty()) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("token id: expected one of the %1 ids of the vocabulary, found %2"), size(),
                  id);
    }
    text += state_->bytes[id];
  }
  return text;
}

std::size_t Tokenizer::size() const { return state_->symbols.size(); }

std::string Tokenizer::hash() const { return contentHash(toJson()); }

std::int64_t Tokenizer::endOfText() const {
  for (const AddedToken& token : state_->added) {
    if (token.content == "<|endoftext|>") return token.id;
  }
  const auto found = std::find(state_->symbols.begin(), state_->symbols.end(), "<|endoftext|>");
  return found == state_->symbols.end() ? -1 : found - state_->symbols.begin();
}

}  // namespace entroscope
