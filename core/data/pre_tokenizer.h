// The GPT-2 pre-tokenizer: cuts text into the words that byte-level BPE never merges across,
//   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
// written as a scanner over committed tables, because regular-expression libraries differ in their
// Unicode version. Any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace entroscope {

enum class CharacterClass : unsigned char { Other, Letter, Number, Space };

/// @param point any value; beyond U+10FFFF is Other.
CharacterClass characterClass(char32_t point);

/// End of the word that starts at `begin` < text.size(); begin < result ≤ text.size().
/// A byte that is no valid UTF-8 counts as a character of class Other.
std::size_t wordEnd(std::string_view text, std::size_t begin);

}  // namespace entroscope
