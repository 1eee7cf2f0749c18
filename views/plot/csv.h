// Comma-separated values as RFC 4180 has them, numbers in the C locale with as many digits as give the
// float back, NaN and infinities as "NaN", "Infinity", "-Infinity". Any thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <initializer_list>

namespace entroscope {

class CsvWriter {
 public:
  CsvWriter() = default;  ///< for a header that is known only when it is written: the first row
  explicit CsvWriter(std::initializer_list<const char*> header);

  CsvWriter& operator<<(const QString& text);
  CsvWriter& operator<<(const char* text) { return *this << QString::fromUtf8(text); }
  CsvWriter& operator<<(std::int64_t number);
  CsvWriter& operator<<(int number) { return *this << std::int64_t{number}; }
  CsvWriter& operator<<(float number);
  CsvWriter& operator<<(double number);
  void endRow();
  const QByteArray& text() const { return text_; }

 private:
  void field(const QByteArray& value);
  QByteArray text_;
  bool first_ = true;
};

}  // namespace entroscope
