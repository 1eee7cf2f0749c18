#include "core/runs/run_toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/printable.h"

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

std::string kindOf(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list that holds more than text";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      return "a date or time";
    default:
      return "a value of another kind";
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
      throw Error(ErrorCode::BadInput,
                  source_ + ": line " + std::to_string(node.source().begin.line) + ": " + error.what());
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
                key + ": expected a number, true, false, text or a list of text, found " + kindOf(node));
  }

  std::string source_;
};

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

namespace {

/// Whether the key of a table header may begin with `c`; its closing bracket is left to the parser's own
/// complaint.
bool mayFollowBracket(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) ||
         std::string_view("_-\"']").find(c) != std::string_view::npos;
}

/// What follows the opening bracket or brackets of a table header, blanks left out.
std::string_view afterBrackets(std::string_view header) {
  for (int bracket = 0; bracket < 2 && header.starts_with('['); ++bracket) {
    header.remove_prefix(1);
    header.remove_prefix(std::min(header.find_first_not_of(" \t"), header.size()));
  }
  return header;
}

/// toml++ 3.3 runs into undefined behaviour on some letters beyond ASCII in a bare key or after a backslash
/// and blanks, and on a table header that begins with anything but a key. All of it is refused before it sees
/// it, though one of them is TOML: a text that goes on with such a letter after a backslash at the end of a
/// line. Other strings and comments may hold anything, and within a list an opening bracket may be followed
/// by any value.
void requireWhatTheParserSurvives(std::string_view text, std::string_view source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::size_t line = 1, lists = 0;
  bool blankSoFar = true;  // nothing but blanks on this line
  const auto refuse = [&](const char* why) {
    throw Error(ErrorCode::BadInput,
                std::string(source) + ": line " + std::to_string(line) + ": expected valid TOML: " + why);
  };
  for (std::size_t i = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; i < text.size(); ++i) {
    const char c = text[i];
    line += c == '\n';
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size()) - 1;
    } else if (c == '"' || c == '\'') {
      const std::string three(3, c);
      const bool multiline = text.substr(i, 3) == three;
      for (i += multiline ? 3 : 1; i < text.size(); ++i) {
        line += text[i] == '\n';
        if (c == '"' && text[i] == '\\') {
          const auto next = text.find_first_not_of(" \t\n\v\f\r", ++i);
          if (next != text.npos && static_cast<unsigned char>(text[next]) >= 0x80)
            refuse("a character beyond ASCII after a backslash");
        } else if (multiline ? text.substr(i, 3) == three : text[i] == c || text[i] == '\n') {
          i += multiline ? 2 : 0;
          while (multiline && text.substr(i + 1, 1) == three.substr(0, 1))
            ++i;  // quotes at the end of the text
          break;
        }
      }
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      refuse("a character beyond ASCII outside quotes");
    } else if (c == '[') {
      const auto header = lists == 0 && blankSoFar ? afterBrackets(text.substr(i)) : std::string_view();
      if (!header.empty() && !mayFollowBracket(header.front()))
        refuse("a table header that does not begin with a name");
      ++lists;
    } else if (c == ']' && lists > 0) {
      --lists;
    }
    blankSoFar = c == '\n' || (blankSoFar && (c == ' ' || c == '\t' || c == '\r'));
  }
}

}  // namespace

RunConfig configFromToml(std::string_view text, std::string_view source) {
  Reader reader(source);
  try {
    requireWhatTheParserSurvives(text, source);
    reader.readTable(toml::parse(text, source), "");
    validate(reader.config);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::BadInput, std::string(source) + ": line " +
                                         std::to_string(error.source().begin.line) + ", column " +
                                         std::to_string(error.source().begin.column) +
                                         ": expected valid TOML: " + printable(error.description()));
  } catch (const Error& error) {
    const std::string message = error.what();
    const bool named = message.rfind(source, 0) == 0;
    throw Error(ErrorCode::BadInput, printable(named ? message : std::string(source) + ": " + message));
  }
  return reader.config;
}

RunConfig readConfig(const std::filesystem::path& file) {
  constexpr std::uint64_t kLimit = 1 << 20;  // a configuration is a few kilobytes
  return configFromToml(readTextFile(file, kLimit), file.string());
}

}  // namespace entroscope
