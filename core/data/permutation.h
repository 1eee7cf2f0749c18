// A keyed bijection of 0 … n−1: the order of an epoch, needing no memory however long the epoch is.
// A Feistel network over the smallest even number of bits that holds n, walked until it lands below n.
#pragma once

#include <bit>
#include <cstdint>

#include "core/base/random.h"

namespace entroscope {

class Permutation {
 public:
  Permutation(std::uint64_t size, std::uint64_t seed, std::uint64_t epoch) : size_(size) {
    const int bits = size > 1 ? 64 - std::countl_zero(size - 1) : 1;
    half_ = (bits + 1) / 2;
    mask_ = (std::uint64_t{1} << half_) - 1;
    Random keys(seed);
    Random mixed(keys.next() ^ (epoch * 0x9E3779B97F4A7C15ull));
    for (auto& key : keys_) key = mixed.next();
  }

  /// @param index below size.
  std::uint64_t operator()(std::uint64_t index) const {
    // The domain is at most four times n, so that few steps are needed.
    do index = shuffled(index);
    while (index >= size_);
    return index;
  }

 private:
  static constexpr int kRounds = 6;

  std::uint64_t shuffled(std::uint64_t index) const {
    std::uint64_t left = index >> half_, right = index & mask_;
    for (const std::uint64_t key : keys_) {
      const std::uint64_t next = left ^ (Random(right ^ key).next() & mask_);
      left = right;
      right = next;
    }
    return left << half_ | right;
  }

  std::uint64_t size_, mask_;
  int half_;
  std::uint64_t keys_[kRounds];
};

}  // namespace entroscope
