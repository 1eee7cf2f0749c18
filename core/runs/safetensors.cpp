#include "core/runs/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"

namespace entroscope {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

constexpr std::uint64_t kLargestHeader = 100'000'000;  // the format's own limit
constexpr std::size_t kPrefix = sizeof(std::uint64_t);
constexpr char kMetadata[] = "__metadata__";

/// A header may name a hundred thousand tensors.
using Tree = nlohmann::json;

struct TypeName {
  TensorType type;
  const char* name;
  std::size_t bytes;
};
constexpr TypeName kTypes[] = {
    {TensorType::F64, "F64", 8},   {TensorType::F32, "F32", 4}, {TensorType::F16, "F16", 2},
    {TensorType::BF16, "BF16", 2}, {TensorType::I64, "I64", 8}, {TensorType::I32, "I32", 4},
    {TensorType::I16, "I16", 2},   {TensorType::I8, "I8", 1},   {TensorType::U8, "U8", 1},
    {TensorType::Bool, "BOOL", 1},
};

const TypeName& entryOf(TensorType type) {
  for (const auto& entry : kTypes) {
    if (entry.type == type) return entry;
  }
  throw Error(ErrorCode::Internal, "a tensor type without a name");
}

[[noreturn]] void reject(const Sentence& place, const Sentence& expected, const Sentence& found) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected %2, found %3"), place, expected, found);
}

std::string excerpt(const Tree& value) {
  return value.dump(-1, ' ', true, Tree::error_handler_t::replace).substr(0, 60);
}

Sentence excerptOrNone(const Tree& description, Tree::const_iterator found) {
  if (found == description.end()) return Sentence::tr("none");
  return excerpt(*found);
}

TensorType typeOf(const Tree& description, const std::string& place) {
  const auto found = description.find("dtype");
  std::string known;
  for (const auto& entry : kTypes) {
    if (found != description.end() && *found == entry.name) return entry.type;
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  reject(place + ": dtype", {Sentence::tr("one of %1"), known}, excerptOrNone(description, found));
}

std::vector<std::int64_t> shapeOf(const Tree& description, const std::string& place) {
  const auto found = description.find("shape");
  if (found == description.end() || !found->is_array())
    reject(place + ": shape", Sentence::tr("a list"), Sentence::tr("none"));
  std::vector<std::int64_t> shape;
  for (const auto& size : *found) {
    if (!size.is_number_unsigned() || size.get<std::uint64_t>() > INT64_MAX) {
      reject(place + ": shape", Sentence::tr("whole numbers of at least 0"), excerpt(size));
    }
    shape.push_back(size.get<std::int64_t>());
  }
  return shape;
}

std::uint64_t byteCount(TensorType type, const std::vector<std::int64_t>& shape, const std::string& place) {
  std::uint64_t bytes = bytesOf(type);
  for (const auto size : shape) {
    if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes)) {
      reject(place + ": shape", Sentence::tr("a size that fits a file"),
             Sentence::tr("a product that overflows"));
    }
  }
  return bytes;
}

struct Extent {
  std::uint64_t begin = 0, end = 0;
};

Extent offsetsOf(const Tree& description, std::uint64_t dataSize, const std::string& place) {
  const auto found = description.find("data_offsets");
  const bool sound = found != description.end() && found->is_array() && found->size() == 2 &&
                     (*found)[0].is_number_unsigned() && (*found)[1].is_number_unsigned();
  if (!sound)
    reject(place + ": data_offsets", Sentence::tr("two whole numbers"), excerptOrNone(description, found));
  const Extent extent{(*found)[0].get<std::uint64_t>(), (*found)[1].get<std::uint64_t>()};
  if (extent.begin > extent.end || extent.end > dataSize) {
    reject(place + ": data_offsets", {Sentence::tr("a range inside the %1 bytes of data"), dataSize},
           excerpt(*found));
  }
  return extent;
}

}  // namespace

std::size_t bytesOf(TensorType type) { return entryOf(type).bytes; }

void writeSafetensors(const std::filesystem::path& path, std::span<const TensorView> tensors,
                      const std::map<std::string, std::string>& metadata) {
  // Appended: Json would look through all names for each new one.
  Json header = Json::object();
  auto& entries = header.get_ref<Json::object_t&>();
  if (!metadata.empty()) entries.emplace_back(kMetadata, metadata);
  std::set<std::string_view> names{kMetadata};
  std::uint64_t at = 0;
  for (const auto& tensor : tensors) {
    const std::string place = path.string() + ": " + tensor.name;
    const auto bytes = byteCount(tensor.type, tensor.shape, place);
    if (bytes != tensor.data.size() || !names.insert(tensor.name).second) {
      throw Error(ErrorCode::Internal, place + ": a tensor of " + std::to_string(tensor.data.size()) +
                                           " bytes that does not fit its shape or repeats a name");
    }
    entries.emplace_back(tensor.name, Json{{"dtype", entryOf(tensor.type).name},
                                           {"shape", tensor.shape},
                                           {"data_offsets", {at, at + bytes}}});
    at += bytes;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t length = text.size();
  AtomicFile file(path);
  file.write({reinterpret_cast<const char*>(&length), sizeof length});
  file.write(text);
  for (const auto& tensor : tensors) {
    file.write({reinterpret_cast<const char*>(tensor.data.data()), tensor.data.size()});
  }
  file.commit();
}

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path) : file_(path) {
  withPrintableErrors([&] { parse(path); });
}

void SafetensorsFile::parse(const std::filesystem::path& path) {
  const std::string source = path.string();
  const auto bytes = file_.bytes();
  if (bytes.size() < kPrefix)
    reject(source, Sentence::tr("a safetensors file"), {Sentence::tr("%1 bytes"), bytes.size()});
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kPrefix);
  const std::uint64_t limit = std::min<std::uint64_t>(kLargestHeader, bytes.size() - kPrefix);
  if (length > limit) {
    reject({Sentence::tr("%1: header length"), source}, {Sentence::tr("at most %1 bytes"), limit}, length);
  }
  const std::string_view text = file_.text().substr(kPrefix, length);
  if (text.empty() || text.front() != '{')
    reject({Sentence::tr("%1: header"), source}, Sentence::tr("a JSON object"),
           Sentence::tr("something else"));
  const Tree header = parseJson<Tree>(text, source + ": header");
  if (!header.is_object())
    reject({Sentence::tr("%1: header"), source}, Sentence::tr("a JSON object"),
           Sentence::tr("something else"));

  const auto data = bytes.subspan(kPrefix + length);
  std::vector<Extent> extents;
  for (const auto& [name, description] : header.items()) {
    const std::string place = source + ": " + name;
    if (!description.is_object()) reject(place, Sentence::tr("an object"), excerpt(description));
    if (name == kMetadata) {
      for (const auto& [key, value] : description.items()) {
        if (!value.is_string()) reject(place + ": " + key, Sentence::tr("text"), excerpt(value));
        metadata_[key] = value.get<std::string>();
      }
      continue;
    }
    TensorView tensor{name, typeOf(description, place), shapeOf(description, place), {}};
    const Extent extent = offsetsOf(description, data.size(), place);
    if (const auto size = byteCount(tensor.type, tensor.shape, place); size != extent.end - extent.begin) {
      reject(place + ": data_offsets", {Sentence::tr("%1 bytes for its shape"), size},
             extent.end - extent.begin);
    }
    tensor.data = data.subspan(extent.begin, extent.end - extent.begin);
    tensors_.push_back(std::move(tensor));
  }
  std::stable_sort(tensors_.begin(), tensors_.end(), [](const TensorView& a, const TensorView& b) {
    return a.data.data() != b.data.data() ? a.data.data() < b.data.data() : a.data.size() < b.data.size();
  });
  const std::byte* at = data.data();
  for (const auto& tensor : tensors_) {
    if (tensor.data.data() < at)
      reject(source + ": " + tensor.name, Sentence::tr("data of its own"),
             Sentence::tr("an overlap with another tensor"));
    if (tensor.data.data() > at)
      reject(source + ": " + tensor.name, Sentence::tr("data without holes"),
             Sentence::tr("a hole before it"));
    at = tensor.data.data() + tensor.data.size();
  }
  if (at != data.data() + data.size()) {
    reject(source, Sentence::tr("no bytes after the last tensor"), data.data() + data.size() - at);
  }
}

const TensorView* SafetensorsFile::find(std::string_view name) const {
  for (const auto& tensor : tensors_) {
    if (tensor.name == name) return &tensor;
  }
  return nullptr;
}

}  // namespace entroscope
