// JSON conventions of the command line: NaN and ±Inf travel as the strings "NaN", "Infinity",
// "-Infinity" (nlohmann's own output would be null).
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

namespace entroscope {

using Json = nlohmann::ordered_json;

Json jsonNumber(double value);
/// rows x columns matrix (row-major) as an array of arrays.
Json jsonMatrix(std::span<const float> values, int rows, int columns);
/// Reads a number or one of the three strings. @throws Error{BadInput} naming `what`.
double numberFromJson(const Json& value, std::string_view what);
/// Refuses text that nests deeper than any file of ours or of the formats we read: what walks a document
/// calls itself once a level. @param mostKeys that one object may have, as far as such text shows it.
/// @throws Error{BadInput} naming `source`.
void requireShallowJson(std::string_view text, std::string_view source,
                        std::size_t mostKeys = static_cast<std::size_t>(-1));
/// Parses text; on failure @throws Error{BadInput} naming `source`, line and column.
/// @tparam Tree nlohmann::json where an object may have more than 1,024 keys: Json keeps their order and
/// looks through all of them for each new one.
template <typename Tree = Json>
Tree parseJson(std::string_view text, std::string_view source);

}  // namespace entroscope
