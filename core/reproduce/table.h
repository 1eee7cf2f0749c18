// A table of numbers with its notes, written as CSV (all digits), LaTeX (booktabs, rounded) and JSON.
// Plain values; torch- and Qt-free.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/json.h"

namespace entroscope {

/// Nothing (not recorded, not published), a text or a number.
using TableCell = std::variant<std::monostate, std::string, double>;

struct TableColumn {
  std::string key;      ///< "change_percent": CSV header and JSON name
  std::string heading;  ///< "Δ %"
  int decimals = 3;     ///< in LaTeX
};

struct Table {
  std::string name;   ///< file name without suffix: "table2"
  std::string title;  ///< "Table 2: evaluation perplexity"
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;  ///< as many cells as columns
  std::vector<std::string> notes;            ///< sentences: budget, data, departures

  void add(std::vector<TableCell> row) { rows.push_back(std::move(row)); }
};

std::string toCsv(const Table& table);    ///< header line first, C locale; no notes
std::string toLatex(const Table& table);  ///< a tabular; title and notes as comments and a last row
Json toJson(const Table& table);          ///< {"name","title","columns","rows":[{key: value}],"notes"}

}  // namespace entroscope
