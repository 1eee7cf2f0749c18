// Checksums: CRC-32C for records and event files, XXH3-128 for blocks and content identity.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace entroscope {

/// CRC-32C (Castagnoli), reflected, initial and final XOR 0xFFFFFFFF; `crc` continues a checksum.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc = 0);

/// XXH3-128 as 32 lower-case hexadecimal digits.
std::string contentHash(std::string_view bytes);
std::string contentHashOfFile(const std::filesystem::path& path);  ///< @throws Error{Io}

}  // namespace entroscope
