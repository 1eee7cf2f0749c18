#include "core/data/pre_tokenizer.h"

#include <array>
#include <cstdint>

#include "core/data/utf8.h"

namespace entroscope {
namespace {

#include "core/data/unicode_tables.inc"

constexpr CharacterClass fromTable(char32_t point) {
  const std::uint64_t word = kBlocks[kBlockOf[point >> 8]][(point & 0xFF) >> 5];
  return static_cast<CharacterClass>(word >> (2 * (point & 31)) & 3);
}

constexpr auto kAscii = [] {
  std::array<CharacterClass, 128> classes{};
  for (unsigned point = 0; point < 128; ++point) classes[point] = fromTable(point);
  return classes;
}();

/// The class of the character at `position`, which is moved past it.
CharacterClass take(std::string_view text, std::size_t& position) {
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 128) {
    ++position;
    return kAscii[byte];
  }
  const Utf8Character character = utf8At(text, position);
  position += character.bytes;
  return character.valid ? fromTable(character.point) : CharacterClass::Other;
}

std::size_t runEnd(std::string_view text, std::size_t position, CharacterClass wanted) {
  while (position < text.size()) {
    std::size_t next = position;
    if (take(text, next) != wanted) break;
    position = next;
  }
  return position;
}

/// Length of the contraction at an apostrophe, 0 when there is none.
std::size_t contraction(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin + 1, 2);
  if (rest.empty()) return 0;
  if (rest[0] == 's' || rest[0] == 't' || rest[0] == 'm' || rest[0] == 'd') return 2;
  return rest == "re" || rest == "ve" || rest == "ll" ? 3 : 0;
}

}  // namespace

CharacterClass characterClass(char32_t point) {
  return point < 0x110000 ? fromTable(point) : CharacterClass::Other;
}

std::size_t wordEnd(std::string_view text, std::size_t begin) {
  std::size_t position = begin;
  CharacterClass first = take(text, position);
  if (first != CharacterClass::Space) {
    if (text[begin] == '\'') {
      if (const std::size_t length = contraction(text, begin)) return begin + length;
    }
    return runEnd(text, position, first);
  }
  if (position == text.size()) return position;
  if (text[begin] == ' ') {
    std::size_t next = position;
    const CharacterClass second = take(text, next);
    if (second != CharacterClass::Space) return runEnd(text, next, second);
  }
  // White space gives its last character to the word that follows, unless it is all there is.
  std::size_t last = begin;
  while (position < text.size()) {
    std::size_t next = position;
    if (take(text, next) != CharacterClass::Space) return last == begin ? position : last;
    last = position;
    position = next;
  }
  return position;
}

}  // namespace entroscope
