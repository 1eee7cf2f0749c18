// Names and text out of foreign files on their way into a message: one line, nothing a terminal obeys.
// Torch- and Qt-free; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace entroscope {

/// Each byte becomes '?' of control characters (C0, DEL, C1), of line and paragraph separators, and of what
/// makes letters stand in another order than they are in (U+202A to U+202E, U+2066 to U+2069).
std::string printable(std::string_view text);

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
