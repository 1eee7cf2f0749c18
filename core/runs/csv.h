// Comma-separated values: RFC 4180 quoting, numbers in the C locale. Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/sentence.h"

namespace entroscope {

using CsvRow = std::vector<std::string>;

/// Calls `visit` with each row as it is complete; as parseCsv.
void visitCsv(std::string_view text, std::string_view source, const std::function<void(CsvRow&&)>& visit);
/// Rows with their fields; empty lines are left out. @throws Error{BadInput} naming `source` and line
/// where a quote never ends.
std::vector<CsvRow> parseCsv(std::string_view text, std::string_view source);

/// A number ("NaN" and "Infinity" included). @throws Error{BadInput} naming `place`.
double numberFromText(std::string_view text, const Sentence& place);
/// Shortest text that reads back to the same number, C locale; "NaN", "Infinity", "-Infinity".
std::string numberText(double value);
std::string numberText(float value);

std::string csvField(std::string_view text);  ///< quoted where it must be

}  // namespace entroscope
