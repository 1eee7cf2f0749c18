#include "core/runs/csv.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace entroscope {
namespace {

constexpr std::size_t kMostColumns = 1 << 16;

template <typename T>
std::string textOf(T value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

}  // namespace

void visitCsv(std::string_view text, std::string_view source, const std::function<void(CsvRow&&)>& visit) {
  std::size_t columns = 0;  // of the first row
  CsvRow row;
  std::string field;
  bool quoted = false;
  std::size_t line = 1, quoteLine = 1;
  const auto endRow = [&] {
    row.push_back(std::move(field));
    field.clear();
    if (row.size() > 1 || !row.front().empty()) {
      if (columns == 0) columns = row.size();
      visit(std::move(row));
    }
    row.clear();
  };
  const auto endField = [&] {
    row.push_back(std::move(field));
    field.clear();
    // Checked before the row is complete: a file of nothing but commas takes thirty times its size.
    const std::size_t most = columns == 0 ? kMostColumns : columns;
    if (row.size() < most) return;
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: line %2: expected at most %3 columns, found more"),
                source, line, most);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && field.empty()) {
      quoted = true;
      quoteLine = line;
    } else if (c == ',') {
      endField();
    } else if (c == '\n') {
      endRow();
    } else if (c != '\r') {
      field += c;
    }
  }
  if (quoted) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: line %2: expected a closing quote, found the end of the file"), source,
                quoteLine);
  }
  if (!field.empty() || !row.empty()) endRow();
}

std::vector<CsvRow> parseCsv(std::string_view text, std::string_view source) {
  std::vector<CsvRow> rows;
  visitCsv(text, source, [&](CsvRow&& row) { rows.push_back(std::move(row)); });
  return rows;
}

double numberFromText(std::string_view text, const Sentence& place) {
  if (text == "NaN" || text == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity" || text == "inf") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity" || text == "-inf") return -std::numeric_limits<double>::infinity();
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a number, found \"%2\""), place,
                text.substr(0, 40));
  }
  return value;
}

std::string numberText(double value) { return textOf(value); }
std::string numberText(float value) { return textOf(value); }

std::string csvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace entroscope
