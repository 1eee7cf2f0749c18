// Names and text out of foreign files on their way into a message: one line, nothing a terminal obeys.
// Torch- and Qt-free; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace entroscope {

/// Control characters become '?', those of Latin-1 (U+0080 to U+009F) one for each of their two bytes.
inline std::string printable(std::string_view text) {
  std::string line(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return at < line.size() ? static_cast<unsigned char>(line[at]) : 0u;
    };
    if (byte(i) < 0x20 || byte(i) == 0x7F) line[i] = '?';
    if (byte(i) == 0xC2 && byte(i + 1) >= 0x80 && byte(i + 1) < 0xA0) line[i] = line[i + 1] = '?';
  }
  return line;
}

/// Runs a parser; what it throws comes out on one line.
template <typename Work>
auto withPrintableErrors(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Error& error) {
    throw Error(error.code(), error.sentence().changed(printable));
  }
}

}  // namespace entroscope
