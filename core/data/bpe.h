// Byte-pair merging of one word: the pair of lowest rank merges first, the leftmost of equals first,
// until no neighbouring pair is in the table (Sennrich et al. 2016, in the byte form of GPT-2).
// Immutable after construction; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace entroscope {

struct Merge {
  std::uint32_t left, right, merged;  ///< token ids
};

class MergeTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  MergeTable() = default;
  /// @param merges by rank; of equal pairs the last counts, as in the reference.
  explicit MergeTable(std::span<const Merge> merges);

  /// Rank of a pair, kNone when it does not merge.
  std::uint32_t rank(std::uint32_t left, std::uint32_t right) const {
    if (slots_.empty()) return kNone;
    const std::uint64_t key = std::uint64_t{left} << 32 | right;
    for (std::size_t i = slotOf(key);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].rank == kNone) return kNone;
      if (slots_[i].key == key) return slots_[i].rank;
    }
  }

  /// Merges `ids` in place and returns how many are left.
  std::size_t merge(std::span<std::uint32_t> ids) const;

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t rank = kNone;
  };
  std::size_t slotOf(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15ull) >> shift_; }
  std::size_t mergeShort(std::span<std::uint32_t> ids) const;
  std::size_t mergeLong(std::span<std::uint32_t> ids) const;

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> merged_;  ///< by rank
  int shift_ = 63;
};

}  // namespace entroscope
