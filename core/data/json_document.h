// Takes one text field out of a JSON object without building the object. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/data/corpus_reader.h"

namespace entroscope {

struct JsonDocument {
  std::string text;
  std::string problem;  ///< why there is no text; empty: there is
};

/// @param field name of the field; empty: `content`, else `text`.
JsonDocument readJsonDocument(std::string_view line, std::string_view field);

/// Leaves an item's document in `text`, or the reason why there is none in `problem`: takes the field
/// out of a JSON line, checks a piece of a text file for UTF-8.
void resolveText(RawItem& item, std::string_view field);

}  // namespace entroscope
