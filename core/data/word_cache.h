// Direct-mapped cache from a word to its token ids: source code repeats its words, and merging one
// costs fifty times as much as finding it here. Not shared between threads.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace entroscope {

class WordCache {
 public:
  static constexpr std::size_t kMaxBytes = 32, kMaxIds = 12;

  struct Entry {
    std::uint8_t bytes = 0, count = 0;
    std::array<char, kMaxBytes> word;
    std::array<std::uint32_t, kMaxIds> ids;
  };

  WordCache() : entries_(kEntries) {}

  /// Where a word of 1 … kMaxBytes bytes lives.
  Entry& slot(std::string_view word) { return entries_[hash(word) >> (64 - kBits)]; }
  static bool holds(const Entry& entry, std::string_view word) {
    return entry.bytes == word.size() && std::memcmp(entry.word.data(), word.data(), word.size()) == 0;
  }
  static void store(Entry& entry, std::string_view word, std::span<const std::uint32_t> ids) {
    entry.bytes = static_cast<std::uint8_t>(word.size());
    entry.count = static_cast<std::uint8_t>(ids.size());
    std::memcpy(entry.word.data(), word.data(), word.size());
    std::memcpy(entry.ids.data(), ids.data(), ids.size_bytes());
  }

 private:
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  static constexpr int kBits = 6;  // a tokenizer lives for one input: making a large cache would take longest
#else
  static constexpr int kBits = 15;
#endif
  static constexpr std::size_t kEntries = std::size_t{1} << kBits;

  static std::uint64_t mix(std::uint64_t value, std::uint64_t with) {
    const auto product =
        static_cast<unsigned __int128>(value ^ 0x9E3779B97F4A7C15ull) * (with ^ 0xD6E8FEB86659FD93ull);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
  static std::uint64_t load(const char* from, std::size_t bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, from, bytes);
    return value;
  }
  static std::uint64_t hash(std::string_view word) {
    const char* data = word.data();
    const std::size_t size = word.size();
    if (size >= 8) {
      std::uint64_t state = size;
      for (std::size_t i = 0; i + 8 < size; i += 8) state = mix(state, load(data + i, 8));
      return mix(state, load(data + size - 8, 8)) * 0x9E3779B97F4A7C15ull;
    }
    const std::uint64_t value = size >= 4
                                    ? load(data, 4) | load(data + size - 4, 4) << 32
                                    : std::uint64_t{static_cast<unsigned char>(data[0])} |
                                          std::uint64_t{static_cast<unsigned char>(data[size / 2])} << 8 |
                                          std::uint64_t{static_cast<unsigned char>(data[size - 1])} << 16;
    return mix(size, value) * 0x9E3779B97F4A7C15ull;
  }

  std::vector<Entry> entries_;
};

}  // namespace entroscope
