#include "core/runs/run_toml.h"

#include <algorithm>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/printable.h"
#include "core/runs/toml_parser.h"

namespace entroscope {
namespace {

/// Bytes of the well-formed UTF-8 sequence that `text` begins with (RFC 3629); 0 when there is none.
std::size_t sequenceLength(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
  const bool outside = (lead == 0xED && at(1) > 0x9F) || (lead == 0xF4 && at(1) > 0x8F);
  return overlong || outside ? 0 : length;
}

/// A basic string. File names are bytes, TOML is UTF-8: what is not becomes U+FFFD.
std::string tomlString(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string result = "\"";
  while (!text.empty()) {
    const std::size_t length = sequenceLength(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (length == 0) {
      result += "\\uFFFD";
    } else if (byte == '"' || byte == '\\') {
      result += '\\';
      result += text.front();
    } else if (byte < 0x20 || byte == 0x7F) {
      result += std::string("\\u00") + kDigits[byte >> 4] + kDigits[byte & 15];
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result + '"';
}

std::string tomlValue(const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return tomlString(*text);
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    std::string result = "[";
    for (const auto& item : *list) result += (result.size() > 1 ? ", " : "") + tomlString(item);
    return result + "]";
  }
  std::string text = toText(value);
  // TOML tells a float from an integer by its point or exponent.
  if (std::holds_alternative<double>(value) && text.find_first_of(".eE") == std::string::npos) text += ".0";
  return text;
}

Sentence::Pattern kindOf(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return Sentence::tr("a table");
    case toml::node_type::array:
      return Sentence::tr("a list that holds more than text");
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      return Sentence::tr("a date or time");
    default:
      return Sentence::tr("a value of another kind");
  }
}

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  RunConfig config;

  void readTable(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const std::string key = prefix + std::string(name.str());
      if (const auto* inner = node.as_table(); inner != nullptr && prefix.empty()) {
        readTable(*inner, key + ".");
      } else {
        readField(key, node);
      }
    }
  }

 private:
  void readField(const std::string& key, const toml::node& node) {
    try {
      setField(config, key, valueOf(key, node));
    } catch (const Error& error) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: line %2: %3"), source_, node.source().begin.line,
                  error.sentence());
    }
  }

  FieldValue valueOf(const std::string& key, const toml::node& node) const {
    if (const auto* value = node.as_boolean()) return value->get();
    if (const auto* value = node.as_integer()) return std::int64_t{value->get()};
    if (const auto* value = node.as_floating_point()) return value->get();
    if (const auto* value = node.as_string()) return value->get();
    if (const auto* list = node.as_array()) {
      std::vector<std::string> items;
      for (const auto& item : *list) {
        if (const auto* text = item.as_string()) items.push_back(text->get());
      }
      if (items.size() == list->size()) return items;
    }
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: expected a number, true, false, text or a list of text, found %2"), key,
                Sentence(kindOf(node)));
  }

  std::string source_;
};

/// Behind the string that begins at `at`, or at the end of a line that it may not cross.
std::size_t afterString(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string many(3, quote);
  const std::string_view end = std::string_view(many).substr(0, text.substr(at, 3) == many ? 3 : 1);
  for (std::size_t i = at + end.size(); i < text.size(); ++i) {
    if (end.size() == 1 && text[i] == '\n') return i;
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text.substr(i, end.size()) == end) {
      i += end.size();
      while (end.size() == 3 && i < text.size() && text[i] == quote) ++i;  // two may stand before the end
      return i;
    }
  }
  return text.size();
}

/// toml++ limits how deep values nest, but not how many parts a dotted key has: each makes a table within
/// the one before, and whatever walks those calls itself once a level.
void requireShortKeys(std::string_view text, std::string_view source) {
  constexpr int kMostParts = 32;
  int parts = 1;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = afterString(text, i);
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    if (c == '.') {
      ++parts;
    } else if (std::string_view("=,[]{}\n").find(c) != std::string_view::npos) {
      parts = 1;
    }
    if (parts > kMostParts) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: line %2: expected a key of at most %3 parts, found more"), source,
                  1 + std::ranges::count(text.substr(0, i), '\n'), kMostParts);
    }
    ++i;
  }
}

}  // namespace

std::string toToml(const RunConfig& config) {
  std::string text = "# Everything that defines this run: enough to run it again.\n";
  std::string section;
  for (const auto& [key, value] : fieldsOf(config)) {
    const auto dot = key.find('.');
    if (dot != std::string::npos && key.substr(0, dot) != section) {
      section = key.substr(0, dot);
      text += "\n[" + section + "]\n";
    }
    text += (dot == std::string::npos ? key : key.substr(dot + 1)) + " = " + tomlValue(value) + "\n";
  }
  return text;
}

RunConfig configFromToml(std::string_view text, std::string_view source) {
  Reader reader(source);
  try {
    requireShortKeys(text, source);
    reader.readTable(toml::parse(text, source), "");
    validate(reader.config);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: line %2, column %3: expected valid TOML: %4"), source,
                error.source().begin.line, error.source().begin.column, printable(error.description()));
  } catch (const Error& error) {
    const bool named = std::string_view(error.what()).starts_with(source);
    const Sentence sentence =
        named ? error.sentence() : Sentence(Sentence::tr("%1: %2"), source, error.sentence());
    throw Error(ErrorCode::BadInput, sentence.changed(printable));
  }
  return reader.config;
}

RunConfig readConfig(const std::filesystem::path& file) {
  constexpr std::uint64_t kLimit = 1 << 20;  // a configuration is a few kilobytes
  return configFromToml(readTextFile(file, kLimit), file.string());
}

}  // namespace entroscope
