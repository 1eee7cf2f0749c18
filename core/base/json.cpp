#include "core/base/json.h"

#include <cmath>
#include <limits>
#include <type_traits>
#include <vector>

#include "core/base/error.h"

namespace entroscope {

Json jsonNumber(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  return value;
}

Json jsonMatrix(std::span<const float> values, int rows, int columns) {
  Json matrix = Json::array();
  for (int row = 0; row < rows; ++row) {
    Json line = Json::array();
    for (int column = 0; column < columns; ++column) {
      line.push_back(jsonNumber(values[static_cast<std::size_t>(row) * columns + column]));
    }
    matrix.push_back(std::move(line));
  }
  return matrix;
}

double numberFromJson(const Json& value, std::string_view what) {
  if (value.is_number()) return value.get<double>();
  if (value == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (value == "Infinity") return std::numeric_limits<double>::infinity();
  if (value == "-Infinity") return -std::numeric_limits<double>::infinity();
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a number, found %2"), what,
              value.dump(-1, ' ', true, Json::error_handler_t::replace).substr(0, 60));
}

void requireShallowJson(std::string_view text, std::string_view source, std::size_t mostKeys) {
  constexpr std::size_t kDeepest = 100;
  std::vector<std::size_t> keys;  // of each object and list that is open
  bool inText = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inText) {
      if (c == '\\') ++i;
      inText = c != '"';
    } else if (c == '"') {
      inText = true;
    } else if (c == '[' || c == '{') {
      keys.push_back(0);
      if (keys.size() <= kDeepest) continue;
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: expected JSON of at most %2 levels, found more at byte %3"), source,
                  kDeepest, i + 1);
    } else if (c == ':' && !keys.empty() && ++keys.back() > mostKeys) {
      throw Error(ErrorCode::BadInput,
                  Sentence::tr("%1: expected at most %2 keys in an object, found more at byte %3"), source,
                  mostKeys, i + 1);
    } else if ((c == ']' || c == '}') && !keys.empty()) {
      keys.pop_back();
    }
  }
}

template <typename Tree>
Tree parseJson(std::string_view text, std::string_view source) {
  constexpr bool kOrdered = std::is_same_v<Tree, Json>;
  requireShallowJson(text, source, kOrdered ? 1024 : static_cast<std::size_t>(-1));
  try {
    return Tree::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    std::size_t line = 1;
    for (std::size_t i = 0; i + 1 < error.byte && i < text.size(); ++i) line += text[i] == '\n';
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: line %2 (byte %3): expected valid JSON"), source, line,
                error.byte);
  } catch (const nlohmann::json::exception&) {  // a number that no type of ours holds
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected JSON with numbers of at most 1.8e308"),
                source);
  }
}

template Json parseJson<Json>(std::string_view, std::string_view);
template nlohmann::json parseJson<nlohmann::json>(std::string_view, std::string_view);

}  // namespace entroscope
