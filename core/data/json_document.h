// Takes one text field out of a JSON object without building the object. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace entroscope {

struct JsonDocument {
  std::string text;
  std::string problem;  ///< why there is no text; empty: there is
};

/// @param field name of the field; empty: `content`, else `text`.
JsonDocument readJsonDocument(std::string_view line, std::string_view field);

}  // namespace entroscope
