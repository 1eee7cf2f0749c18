// What the standard library's file functions throw, as the project's own error: a refusal of the operating
// system like any other, to be tried again or told in one sentence. Any thread. Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <utility>

#include "core/base/error.h"

namespace entroscope {

inline Error refusalOf(const std::filesystem::filesystem_error& refused) {
  const std::string path = refused.path1().string();
  if (path.empty()) return {ErrorCode::Io, refused.code().message()};
  return {ErrorCode::Io, Sentence::tr("%1: %2"), path, refused.code().message()};
}

/// Runs `work`; what the file functions throw in it comes out as Error{Io}.
template <typename Work>
auto withIoErrors(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const std::filesystem::filesystem_error& refused) {
    throw refusalOf(refused);
  }
}

}  // namespace entroscope
