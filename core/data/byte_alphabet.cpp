#include "core/data/byte_alphabet.h"

#include "core/data/utf8.h"

namespace entroscope {
namespace {

constexpr auto kCharacters = [] {
  std::array<char16_t, 256> characters{};
  char16_t next = 0x100;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const bool itself = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
    characters[byte] = itself ? static_cast<char16_t>(byte) : next++;
  }
  return characters;
}();

constexpr auto kBytes = [] {
  std::array<short, 0x144> bytes{};
  for (auto& byte : bytes) byte = -1;
  for (unsigned byte = 0; byte < 256; ++byte) bytes[kCharacters[byte]] = static_cast<short>(byte);
  return bytes;
}();

}  // namespace

const std::array<char16_t, 256>& byteAlphabet() { return kCharacters; }

std::string symbolFromBytes(std::string_view bytes) {
  std::string symbol;
  for (const char byte : bytes) appendUtf8(symbol, kCharacters[static_cast<unsigned char>(byte)]);
  return symbol;
}

std::string bytesFromSymbol(std::string_view symbol) {
  std::string bytes;
  for (std::size_t i = 0; i < symbol.size();) {
    const Utf8Character character = utf8At(symbol, i);
    if (!character.valid || character.point >= kBytes.size() || kBytes[character.point] < 0) {
      return std::string(symbol);
    }
    bytes += static_cast<char>(kBytes[character.point]);
    i += character.bytes;
  }
  return bytes;
}

}  // namespace entroscope
