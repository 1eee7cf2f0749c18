#include "core/data/json_document.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/data/utf8.h"

namespace entroscope {
namespace {

/// Listens to the parser and keeps what the wanted fields of the outermost object hold.
class FieldListener {
 public:
  explicit FieldListener(std::string_view field)
      : wanted_(field.empty() ? "content" : field), either_(field.empty()) {}

  bool null() { return other("null"); }
  bool boolean(bool) { return other("a truth value"); }
  bool number_integer(std::int64_t) { return other("a number"); }
  bool number_unsigned(std::uint64_t) { return other("a number"); }
  bool number_float(double, const std::string&) { return other("a number"); }
  bool binary(nlohmann::json::binary_t&) { return other("binary data"); }
  bool start_object(std::size_t) {
    other("an object");
    isObject_ = isObject_ || depth_ == 0;
    ++depth_;
    return true;
  }
  bool end_object() { return --depth_, true; }
  bool start_array(std::size_t) {
    other("an array");
    ++depth_;
    return true;
  }
  bool end_array() { return --depth_, true; }
  bool key(std::string& name) {
    if (depth_ == 1) current_ = name == wanted_ ? &first_ : either_ && name == "text" ? &second_ : nullptr;
    return true;
  }
  bool string(std::string& value) {
    if (depth_ == 1 && current_) *current_ = {true, std::move(value), {}};
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    error_ = position;
    return false;
  }

  JsonDocument result() {
    if (error_ > 0) return {{}, "expected valid JSON, found an error at byte " + std::to_string(error_)};
    if (!isObject_) return {{}, "expected a JSON object"};
    Found& found = first_.present || !second_.present ? first_ : second_;
    const std::string name = "field '" + std::string(&found == &second_ ? "text" : wanted_) + "'";
    if (!found.present) {
      return {{},
              either_ ? "expected a field 'content' or 'text', found neither"
                      : name + ": expected text, found no such field"};
    }
    if (!found.wrongType.empty()) return {{}, name + ": expected text, found " + found.wrongType};
    return {std::move(found.text), {}};
  }

 private:
  struct Found {
    bool present = false;
    std::string text, wrongType;
  };

  bool other(const char* what) {
    if (depth_ == 1 && current_) *current_ = {true, {}, what};
    return true;
  }

  std::string_view wanted_;
  bool either_, isObject_ = false;
  int depth_ = 0;
  std::size_t error_ = 0;
  Found first_, second_;
  Found* current_ = nullptr;
};

}  // namespace

JsonDocument readJsonDocument(std::string_view line, std::string_view field) {
  if (const std::size_t bad = firstInvalidUtf8(line); bad != line.npos) {
    return {{}, "expected UTF-8, found an invalid byte at " + std::to_string(bad + 1)};
  }
  FieldListener listener(field);
  nlohmann::json::sax_parse(line, &listener);
  return listener.result();
}

void resolveText(RawItem& item, std::string_view field) {
  if (!item.problem.empty()) return;
  if (item.line > 0) {
    JsonDocument document = readJsonDocument(item.text, field);
    item.text = std::move(document.text);
    item.problem = std::move(document.problem);
    return;
  }
  const std::size_t bad = firstInvalidUtf8(item.text);
  if (bad == std::string::npos) return;
  const auto line =
      1 + std::count(item.text.begin(), item.text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
  item.problem = "expected UTF-8 text, found an invalid byte";
  if (item.first) item.problem += " in line " + std::to_string(line);
}

}  // namespace entroscope
