// tokenizer.json of Hugging Face `tokenizers`, and the older vocab.json + merges.txt.
#include <algorithm>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/data/byte_alphabet.h"
#include "core/data/tokenizer_state.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
// The ordered type looks a key up by walking all of them: too slow for a vocabulary.
using Sorted = nlohmann::json;
using Ids = std::unordered_map<std::string, TokenId>;

constexpr std::uint64_t kMaxFileBytes = 256u << 20;
constexpr TokenId kMaxId = 1u << 22;

[[noreturn]] void fail(std::string_view source, std::string_view field, const Sentence& expected,
                       const Sentence& found) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected %3, found %4"), source, field, expected,
              found);
}

std::string shown(const Sorted& value) {
  return value.dump(-1, ' ', true, Sorted::error_handler_t::replace).substr(0, 60);
}

Sorted parse(std::string_view text, std::string_view source) {
  requireShallowJson(text, source);
  Sorted document = Sorted::parse(text, nullptr, false);
  if (document.is_discarded()) parseJson<Sorted>(text, source);  // throws, with line and byte
  return document;
}

/// Tables are as long as the largest id: it may exceed the number of tokens, but not by orders.
std::uint64_t idLimit(std::size_t tokens) { return std::min<std::uint64_t>(kMaxId, 8 * tokens + (1u << 16)); }

TokenId idFrom(const Sorted& value, std::uint64_t limit, std::string_view source, const std::string& field) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= limit) {
    fail(source, field, {Sentence::tr("an id below %1"), limit}, shown(value));
  }
  return value.get<TokenId>();
}

void readVocabulary(const Sorted& vocabulary, std::string_view source, const std::string& field,
                    Tokenizer::State& state, Ids& ids) {
  if (!vocabulary.is_object() || vocabulary.empty()) {
    fail(source, field, Sentence::tr("an object of tokens and ids"), shown(vocabulary));
  }
  for (const auto& [symbol, value] : vocabulary.items()) {
    const TokenId id = idFrom(value, idLimit(vocabulary.size()), source, field + "['" + symbol + "']");
    if (symbol.empty())
      fail(source, field, Sentence::tr("tokens of at least one character"), Sentence::tr("an empty one"));
    if (id >= state.symbols.size()) state.symbols.resize(id + 1);
    if (!state.symbols[id].empty()) {
      fail(source, field, Sentence::tr("one token an id"),
           {Sentence::tr("'%1' and '%2' at id %3"), state.symbols[id], symbol, id});
    }
    state.symbols[id] = symbol;
    ids.emplace(symbol, id);
  }
}

void addMerge(const std::string& left, const std::string& right, std::string_view source,
              const std::string& field, const Ids& ids, Tokenizer::State& state) {
  const auto id = [&](const std::string& symbol) {
    const auto found = ids.find(symbol);
    if (found == ids.end()) fail(source, field, Sentence::tr("tokens of the vocabulary"), "'" + symbol + "'");
    return found->second;
  };
  state.merges.push_back({id(left), id(right), id(left + right)});
}

/// "left right": exactly one space between two tokens.
void addMergeText(std::string_view text, std::string_view source, const std::string& field, const Ids& ids,
                  Tokenizer::State& state) {
  const std::size_t space = text.find(' ');
  if (space == text.npos || text.find(' ', space + 1) != text.npos) {
    fail(source, field, "'left right'", "'" + std::string(text.substr(0, 60)) + "'");
  }
  addMerge(std::string(text.substr(0, space)), std::string(text.substr(space + 1)), source, field, ids,
           state);
}

void readMerges(const Sorted& merges, std::string_view source, const Ids& ids, Tokenizer::State& state) {
  if (!merges.is_array()) fail(source, "model.merges", Sentence::tr("an array"), shown(merges));
  for (std::size_t i = 0; i < merges.size(); ++i) {
    const Sorted& merge = merges[i];
    const std::string field = "model.merges[" + std::to_string(i) + "]";
    if (merge.is_string()) {
      addMergeText(merge.get_ref<const std::string&>(), source, field, ids, state);
    } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
      addMerge(merge[0].get<std::string>(), merge[1].get<std::string>(), source, field, ids, state);
    } else {
      fail(source, field, Sentence::tr("\"left right\" or [\"left\", \"right\"]"), shown(merge));
    }
  }
}

bool flag(const Sorted& object, const char* key, bool otherwise, std::string_view source,
          const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return otherwise;
  if (!found->is_boolean()) fail(source, where + key, Sentence::tr("true or false"), shown(*found));
  return found->get<bool>();
}

/// Fields that would change ids in a way this implementation does not follow are refused, never ignored.
void requireDefault(const Sorted& value, std::string_view source, const std::string& field) {
  const bool unset = value.is_null() || value == Sorted(false) || value == Sorted("");
  if (!unset) {
    throw Error(ErrorCode::Unsupported,
                Sentence::tr("%1: %2: expected null (plain byte-level BPE), found %3"), source, field,
                shown(value));
  }
}

void readAddedTokens(const Sorted& list, std::string_view source, Tokenizer::State& state) {
  if (list.is_null()) return;
  if (!list.is_array()) fail(source, "added_tokens", Sentence::tr("an array"), shown(list));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string field = "added_tokens[" + std::to_string(i) + "].";
    const Sorted& entry = list[i];
    if (!entry.is_object() || !entry.contains("id") || !entry.contains("content") ||
        !entry["content"].is_string() || entry["content"].get_ref<const std::string&>().empty()) {
      fail(source, field + "content", Sentence::tr("an object with id and content"), shown(entry));
    }
    for (const char* key : {"single_word", "lstrip", "rstrip"}) {
      if (entry.contains(key)) requireDefault(entry[key], source, field + key);
    }
    AddedToken token;
    token.id = idFrom(entry["id"], idLimit(state.symbols.size() + list.size()), source, field + "id");
    token.content = entry["content"].get<std::string>();
    token.special = flag(entry, "special", false, source, field);
    token.normalized = flag(entry, "normalized", !token.special, source, field);
    state.added.push_back(std::move(token));
  }
}

void requirePreTokenizer(const Sorted& document, std::string_view source) {
  const Sorted value = document.value("pre_tokenizer", Sorted());
  const bool byteLevel = value.is_object() && value.value("type", Sorted()) == Sorted("ByteLevel");
  if (!byteLevel || flag(value, "add_prefix_space", true, source, "pre_tokenizer.") ||
      !flag(value, "use_regex", true, source, "pre_tokenizer.")) {
    throw Error(
        ErrorCode::Unsupported,
        Sentence::tr("%1: pre_tokenizer: expected ByteLevel with add_prefix_space false and use_regex true, "
                     "found %2"),
        source, shown(value));
  }
}

Tokenizer fromFiles(const fs::path& vocabulary, const fs::path& merges) {
  auto state = std::make_shared<Tokenizer::State>();
  Ids ids;
  const std::string vocabularyName = vocabulary.string(), mergesName = merges.string();
  readVocabulary(parse(readTextFile(vocabulary, kMaxFileBytes), vocabularyName), vocabularyName, "vocabulary",
                 *state, ids);
  const std::string text = readTextFile(merges, kMaxFileBytes);
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view row = std::string_view(text).substr(begin, end - begin);
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    begin = end + 1;
    ++line;
    const bool header = line == 1 && row.starts_with("#version");
    if (!row.empty() && !header) addMergeText(row, mergesName, "line " + std::to_string(line), ids, *state);
  }
  if (const auto end = ids.find("<|endoftext|>"); end != ids.end()) {
    state->added.push_back({end->second, end->first, true, false});
  }
  state->finish();
  return Tokenizer(std::move(state));
}

Tokenizer loadFrom(const fs::path& path) {
  if (fs::is_directory(path) && !fs::exists(path / "tokenizer.json")) {
    if (!fs::exists(path / "vocab.json") || !fs::exists(path / "merges.txt")) {
      throw Error(ErrorCode::Io,
                  Sentence::tr("%1: expected tokenizer.json, or vocab.json and merges.txt, in this folder"),
                  path);
    }
    return fromFiles(path / "vocab.json", path / "merges.txt");
  }
  const fs::path file = fs::is_directory(path) ? path / "tokenizer.json" : path;
  return Tokenizer::fromJson(readTextFile(file, kMaxFileBytes), file.string());
}

Tokenizer parseTokenizer(std::string_view text, std::string_view source) {
  const Sorted document = parse(text, source);
  const Sorted model = document.is_object() ? document.value("model", Sorted()) : Sorted();
  if (!model.is_object()) fail(source, "model", Sentence::tr("an object"), shown(model));
  if (model.contains("type") && model["type"] != "BPE") {
    throw Error(ErrorCode::Unsupported, Sentence::tr("%1: model.type: expected BPE, found %2"), source,
                shown(model["type"]));
  }
  requireDefault(document.value("normalizer", Sorted()), source, "normalizer");
  for (const char* key : {"dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback"}) {
    requireDefault(model.value(key, Sorted()), source, std::string("model.") + key);
  }
  requirePreTokenizer(document, source);

  auto state = std::make_shared<Tokenizer::State>();
  Ids ids;
  readVocabulary(model.value("vocab", Sorted()), source, "model.vocab", *state, ids);
  readMerges(model.value("merges", Sorted()), source, ids, *state);
  readAddedTokens(document.value("added_tokens", Sorted()), source, *state);
  state->ignoreMerges = flag(model, "ignore_merges", false, source, "model.");
  if (const Sorted unknown = model.value("unk_token", Sorted()); unknown.is_string()) {
    state->unknown = unknown.get<std::string>();
  }
  state->finish();
  return Tokenizer(std::move(state));
}

}  // namespace

Tokenizer Tokenizer::load(const fs::path& path) {
  return withPrintableErrors([&] { return loadFrom(path); });
}

Tokenizer Tokenizer::fromJson(std::string_view text, std::string_view source) {
  return withPrintableErrors([&] { return parseTokenizer(text, source); });
}

std::string Tokenizer::toJson() const {
  Json added = Json::array();
  for (const AddedToken& token : state_->added) {
    added.push_back({{"id", token.id},
                     {"content", token.content},
                     {"single_word", false},
                     {"lstrip", false},
                     {"rstrip", false},
                     {"normalized", token.normalized},
                     {"special", token.special}});
  }
  Json vocabulary = Json::object(), merges = Json::array();
  auto& entries = vocabulary.get_ref<Json::object_t&>();  // appended without a search for the key
  for (TokenId id = 0; id < state_->modelSize; ++id) {
    if (!state_->symbols[id].empty()) entries.push_back({state_->symbols[id], id});
  }
  for (const Merge& merge : state_->merges) {
    merges.push_back(Json::array({state_->symbols[merge.left], state_->symbols[merge.right]}));
  }
  const auto byteLevel = [] {
    return Json{
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}};
  };
  const Json unknown = state_->unknown.empty() ? Json() : Json(state_->unknown);
  const Json document = {{"version", "1.0"},
                         {"truncation", nullptr},
                         {"padding", nullptr},
                         {"added_tokens", std::move(added)},
                         {"normalizer", nullptr},
                         {"pre_tokenizer", byteLevel()},
                         {"post_processor", nullptr},
                         {"decoder", byteLevel()},
                         {"model",
                          {{"type", "BPE"},
                           {"dropout", nullptr},
                           {"unk_token", unknown},
                           {"continuing_subword_prefix", nullptr},
                           {"end_of_word_suffix", nullptr},
                           {"fuse_unk", false},
                           {"byte_fallback", false},
                           {"ignore_merges", state_->ignoreMerges},
                           {"vocab", std::move(vocabulary)},
                           {"merges", std::move(merges)}}}};
  return document.dump(2) + "\n";
}

}  // namespace entroscope
