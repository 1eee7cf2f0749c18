// What LibTorch says of a graphics card in trouble, as a sentence with the remedy, and of memory that ran
// out. Torch-free.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/sentence.h"

namespace entroscope {

/// `text` is the message of an error from LibTorch. Empty: it tells of no trouble with the card or its
/// driver.
std::optional<Sentence> gpuTrouble(std::string_view text);

/// Whether the same says that memory ran out, on any device.
bool saysOutOfMemory(std::string_view text);

}  // namespace entroscope
