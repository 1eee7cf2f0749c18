#include "views/plot/csv.h"

#include <charconv>
#include <cmath>

namespace entroscope {
namespace {

template <typename Real>
QByteArray shortest(Real number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return QByteArray(buffer, end - buffer);
}

}  // namespace

CsvWriter::CsvWriter(std::initializer_list<const char*> header) {
  for (const char* name : header) field(name);
  endRow();
}

CsvWriter& CsvWriter::operator<<(const QString& text) {
  QByteArray value = text.toUtf8();
  if (value.contains(',') || value.contains('"') || value.contains('\n')) {
    value = '"' + value.replace("\"", "\"\"") + '"';
  }
  field(value);
  return *this;
}
CsvWriter& CsvWriter::operator<<(std::int64_t number) {
  field(QByteArray::number(static_cast<qlonglong>(number)));
  return *this;
}
CsvWriter& CsvWriter::operator<<(float number) {
  field(shortest(number));
  return *this;
}
CsvWriter& CsvWriter::operator<<(double number) {
  field(shortest(number));
  return *this;
}

void CsvWriter::endRow() {
  text_ += '\n';
  first_ = true;
}

void CsvWriter::field(const QByteArray& value) {
  if (!first_) text_ += ',';
  text_ += value;
  first_ = false;
}

}  // namespace entroscope
