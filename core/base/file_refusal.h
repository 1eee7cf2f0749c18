// What the standard library's file functions throw, as the project's own error: a refusal of the operating
// system like any other, to be tried again or told in one sentence. Any thread. Torch- and Qt-free.
#pragma once

#include <filesystem>

#include "core/base/error.h"

namespace entroscope {

inline Error refusalOf(const std::filesystem::filesystem_error& refused) {
  const std::string path = refused.path1().string();
  return {ErrorCode::Io, (path.empty() ? "" : path + ": ") + refused.code().message()};
}

}  // namespace entroscope
