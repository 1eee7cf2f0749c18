#include "core/data/bpe.h"

#include <bit>
#include <cstring>
#include <queue>

namespace entroscope {
namespace {

/// Up to here a scan for the smallest rank beats a heap.
constexpr std::size_t kShortWord = 64;

}  // namespace

MergeTable::MergeTable(std::span<const Merge> merges) {
  if (merges.empty()) return;
  const std::size_t capacity = std::bit_ceil(merges.size() * 2 + 2);
  shift_ = 64 - std::countr_zero(capacity);
  slots_.resize(capacity);
  merged_.reserve(merges.size());
  for (const Merge& merge : merges) {
    const std::uint64_t key = std::uint64_t{merge.left} << 32 | merge.right;
    std::size_t i = slotOf(key);
    while (slots_[i].rank != kNone && slots_[i].key != key) i = (i + 1) & (capacity - 1);
    slots_[i] = {key, static_cast<std::uint32_t>(merged_.size())};
    merged_.push_back(merge.merged);
  }
}

std::size_t MergeTable::merge(std::span<std::uint32_t> ids) const {
  if (ids.size() < 2 || slots_.empty()) return ids.size();
  return ids.size() <= kShortWord ? mergeShort(ids) : mergeLong(ids);
}

std::size_t MergeTable::mergeShort(std::span<std::uint32_t> ids) const {
  std::array<std::uint32_t, kShortWord> ranks;  // ranks[i]: of the pair (i, i+1)
  std::size_t count = ids.size();
  for (std::size_t i = 0; i + 1 < count; ++i) ranks[i] = rank(ids[i], ids[i + 1]);
  for (;;) {
    std::size_t best = 0;
    for (std::size_t i = 1; i + 1 < count; ++i) {
      if (ranks[i] < ranks[best]) best = i;
    }
    if (ranks[best] == kNone) return count;
    ids[best] = merged_[ranks[best]];
    std::memmove(&ids[best + 1], &ids[best] + 2, (count - best - 2) * sizeof ids[0]);
    std::memmove(&ranks[best], &ranks[best] + 1, (count - best - 2) * sizeof ranks[0]);
    if (--count == 1) return count;
    if (best + 1 < count) ranks[best] = rank(ids[best], ids[best + 1]);
    if (best > 0) ranks[best - 1] = rank(ids[best - 1], ids[best]);
  }
}

std::size_t MergeTable::mergeLong(std::span<std::uint32_t> ids) const {
  struct Candidate {
    std::uint32_t rank, left, right;  // positions of the two neighbours when it was queued
    std::uint32_t leftId, rightId;
    bool operator>(const Candidate& other) const {
      return rank != other.rank ? rank > other.rank : left > other.left;
    }
  };
  const auto size = static_cast<std::uint32_t>(ids.size());
  std::vector<std::uint32_t> previous(size), next(size);
  std::vector<bool> gone(size);
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue;
  const auto offer = [&](std::uint32_t left, std::uint32_t right) {
    const std::uint32_t found = rank(ids[left], ids[right]);
    if (found != kNone) queue.push({found, left, right, ids[left], ids[right]});
  };
  for (std::uint32_t i = 0; i < size; ++i) {
    previous[i] = i - 1;  // wraps at 0, never read there
    next[i] = i + 1;
  }
  for (std::uint32_t i = 0; i + 1 < size; ++i) offer(i, i + 1);
  while (!queue.empty()) {
    const Candidate top = queue.top();
    queue.pop();
    const bool stale = gone[top.left] || gone[top.right] || next[top.left] != top.right ||
                       ids[top.left] != top.leftId || ids[top.right] != top.rightId;
    if (stale) continue;
    ids[top.left] = merged_[top.rank];
    gone[top.right] = true;
    next[top.left] = next[top.right];
    if (next[top.left] < size) {
      previous[next[top.left]] = top.left;
      offer(top.left, next[top.left]);
    }
    if (top.left > 0) offer(previous[top.left], top.left);
  }
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < size; i = next[i]) ids[count++] = ids[i];
  return count;
}

}  // namespace entroscope
