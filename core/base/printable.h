// Names and text out of foreign files on their way into a message: one line, nothing a terminal obeys.
// Torch- and Qt-free; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace entroscope {

/// Control characters become '?'.
inline std::string printable(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return line;
}

/// Runs a parser; what it throws comes out on one line.
template <typename Work>
auto withPrintableErrors(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Error& error) {
    throw Error(error.code(), printable(error.what()));
  }
}

}  // namespace entroscope
