// The safetensors file format: u64 header length, JSON header, raw little-endian row-major data.
// Size fields are checked before anything is allocated. Torch- and Qt-free.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"

namespace entroscope {

enum class TensorType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };
std::size_t bytesOf(TensorType type);

/// A tensor to write; `data` must outlive the call.
struct TensorView {
  std::string name;
  TensorType type = TensorType::F32;
  std::vector<std::int64_t> shape;
  std::span<const std::byte> data;
};

/// Writes the file atomically (temporary file, fsync, rename). Tensors keep their order in the
/// header; the header is padded to a multiple of 8. @throws Error{Io}.
void writeSafetensors(const std::filesystem::path& path, std::span<const TensorView> tensors,
                      const std::map<std::string, std::string>& metadata = {});

/// A memory-mapped file. Refuses overlaps, holes, wrong lengths, unknown types, shapes whose product
/// overflows. @throws Error{Io, BadInput} naming file and tensor.
class SafetensorsFile {
 public:
  explicit SafetensorsFile(const std::filesystem::path& path);
  const std::vector<TensorView>& tensors() const { return tensors_; }  ///< in file order
  const TensorView* find(std::string_view name) const;                 ///< null when absent
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

 private:
  void parse(const std::filesystem::path& path);

  MappedFile file_;
  std::vector<TensorView> tensors_;
  std::map<std::string, std::string> metadata_;
};

}  // namespace entroscope
