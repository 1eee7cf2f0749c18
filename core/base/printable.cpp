#include "core/base/printable.h"

#include <cstdint>

namespace entroscope {

std::string printable(std::string_view text) {
  std::string line(text);
  // UTF-8 never holds one character's bytes inside another's, so that they can be looked for one by one.
  std::uint32_t last = 0;  // the three bytes up to this one
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    last = (last << 8 | byte) & 0xFFFFFF;
    const bool c1 = (last & 0xFFFF) >= 0xC280 && (last & 0xFFFF) <= 0xC29F;
    const bool separatesOrOverrides = last >= 0xE280A8 && last <= 0xE280AE;
    const bool isolates = last >= 0xE281A6 && last <= 0xE281A9;
    std::size_t bytes = 0;
    if (byte < 0x20 || byte == 0x7F) bytes = 1;
    if (c1) bytes = 2;
    if (separatesOrOverrides || isolates) bytes = 3;
    line.replace(i + 1 - bytes, bytes, bytes, '?');
  }
  return line;
}

}  // namespace entroscope
