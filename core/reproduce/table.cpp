#include "core/reproduce/table.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include "core/runs/csv.h"

namespace entroscope {
namespace {

/// Characters that LaTeX would take for commands, and the few others that the tables use.
std::string texText(const std::string& text) {
  static constexpr std::pair<const char*, const char*> kReplacements[] = {{"\\", "\\textbackslash{}"},
                                                                          {"&", "\\&"},
                                                                          {"%", "\\%"},
                                                                          {"$", "\\$"},
                                                                          {"#", "\\#"},
                                                                          {"_", "\\_"},
                                                                          {"{", "\\{"},
                                                                          {"}", "\\}"},
                                                                          {"~", "\\~{}"},
                                                                          {"^", "\\^{}"},
                                                                          {"Δ", "$\\Delta$"},
                                                                          {"–", "--"},
                                                                          {"’", "'"},
                                                                          {"<", "$<$"},
                                                                          {">", "$>$"}};
  std::string tex;
  for (std::size_t at = 0; at < text.size();) {
    bool replaced = false;
    for (const auto& [plain, escaped] : kReplacements) {
      const std::string_view symbol(plain);
      if (text.compare(at, symbol.size(), symbol) != 0) continue;
      tex += escaped;
      at += symbol.size();
      replaced = true;
      break;
    }
    if (!replaced) tex += text[at++];
  }
  return tex;
}

std::string texNumber(double value, int decimals) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "$-\\infty$" : "$\\infty$";
  char text[64];
  constexpr double kWhole = 1e15;  // counts of tokens are below; beyond, a double's last digits say nothing
  if (std::abs(value) < kWhole) {
    // Beyond six digits decimals say nothing and take the room of a column.
    std::snprintf(text, sizeof text, "%.*f", std::abs(value) < 1e6 ? decimals : 0, value);
  } else {
    std::snprintf(text, sizeof text, "%.6g", value);
  }
  return value < 0 ? "$" + std::string(text) + "$" : text;
}

std::string csvCell(const TableCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return csvField(*text);
  if (const auto* number = std::get_if<double>(&cell)) return numberText(*number);
  return {};
}

std::string texCell(const TableCell& cell, int decimals) {
  if (const auto* text = std::get_if<std::string>(&cell)) return texText(*text);
  if (const auto* number = std::get_if<double>(&cell)) return texNumber(*number, decimals);
  return "--";
}

}  // namespace

std::string toCsv(const Table& table) {
  std::string csv;
  for (const TableColumn& column : table.columns) csv += (csv.empty() ? "" : ",") + csvField(column.key);
  csv += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) csv += (i > 0 ? "," : "") + csvCell(row[i]);
    csv += '\n';
  }
  return csv;
}

std::string toLatex(const Table& table) {
  std::string tex = "% " + table.title + "\n% needs \\usepackage{booktabs}\n\\begin{tabular}{";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    // Columns of text stand left, those of numbers right.
    bool text = false;
    for (const auto& row : table.rows) text = text || std::holds_alternative<std::string>(row[i]);
    tex += text ? 'l' : 'r';
  }
  tex += "}\n\\toprule\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    tex += (i > 0 ? " & " : "") + texText(table.columns[i].heading);
  tex += " \\\\\n\\midrule\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      tex += (i > 0 ? " & " : "") + texCell(row[i], table.columns[i].decimals);
    tex += " \\\\\n";
  }
  tex += "\\bottomrule\n";
  for (const std::string& note : table.notes) {
    tex += "\\multicolumn{" + std::to_string(table.columns.size()) + "}{p{0.95\\linewidth}}{\\footnotesize " +
           texText(note) + "} \\\\\n";
  }
  return tex + "\\end{tabular}\n";
}

Json toJson(const Table& table) {
  Json columns = Json::array(), rows = Json::array();
  for (const TableColumn& column : table.columns)
    columns.push_back({{"key", column.key}, {"heading", column.heading}});
  for (const auto& row : table.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      Json& value = object[table.columns[i].key];
      if (const auto* text = std::get_if<std::string>(&row[i])) value = *text;
      if (const auto* number = std::get_if<double>(&row[i])) value = jsonNumber(*number);
    }
    rows.push_back(std::move(object));
  }
  return {{"name", table.name},
          {"title", table.title},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)},
          {"notes", table.notes}};
}

}  // namespace entroscope
