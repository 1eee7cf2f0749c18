// GPT-2's byte alphabet: each byte as one printable character, so that vocabularies are text.
// Bytes ! … ~, ¡ … ¬, ® … ÿ stand for themselves, the other 68 for U+0100, U+0101 … in order.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace entroscope {

/// Character of each byte.
const std::array<char16_t, 256>& byteAlphabet();

/// Bytes as a vocabulary symbol (UTF-8).
std::string symbolFromBytes(std::string_view bytes);

/// The bytes of a vocabulary symbol; a symbol with a character outside the alphabet stands for its
/// own UTF-8, as the reference decoder takes it.
std::string bytesFromSymbol(std::string_view symbol);

}  // namespace entroscope
