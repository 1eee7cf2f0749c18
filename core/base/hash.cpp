#include "core/base/hash.h"

#include <xxhash.h>
#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "core/base/error.h"

namespace entroscope {
namespace {

constexpr auto kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) ? 0x82F63B78u : 0u);
    table[i] = value;
  }
  return table;
}();

std::uint32_t crcByTable(std::string_view bytes, std::uint32_t crc) {
  for (const char byte : bytes) crc = (crc >> 8) ^ kCrcTable[(crc ^ static_cast<unsigned char>(byte)) & 0xFF];
  return crc;
}

#if defined(__x86_64__)
// The processor has the very polynomial; eight bytes an instruction.
__attribute__((target("sse4.2"))) std::uint32_t crcByInstruction(std::string_view bytes, std::uint32_t crc) {
  std::uint64_t wide = crc;
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    wide = _mm_crc32_u64(wide, word);
    bytes.remove_prefix(sizeof word);
  }
  return crcByTable(bytes, static_cast<std::uint32_t>(wide));
}
#endif

std::string hexText(const XXH128_hash_t& hash) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  std::string text;
  for (const unsigned char byte : canonical.digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc) {
#if defined(__x86_64__)
  static const bool fast = __builtin_cpu_supports("sse4.2") != 0;
  if (fast) return ~crcByInstruction(bytes, ~crc);
#endif
  return ~crcByTable(bytes, ~crc);
}

std::string contentHash(std::string_view bytes) { return hexText(XXH3_128bits(bytes.data(), bytes.size())); }

std::string contentHashOfFile(const std::filesystem::path& path) {
  // Read in blocks: a map of the whole file would count as this process's memory.
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  const auto fail = [&] {
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot read: %2"), path, std::strerror(errno));
  };
  if (!file) fail();
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              &XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_128bits_reset(state.get());
  std::vector<char> block(1 << 20);
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
    XXH3_128bits_update(state.get(), block.data(), got);
  }
  if (std::ferror(file.get())) fail();
  return hexText(XXH3_128bits_digest(state.get()));
}

}  // namespace entroscope
