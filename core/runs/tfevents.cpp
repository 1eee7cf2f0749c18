#include "core/runs/tfevents.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/base/hash.h"

namespace entroscope {
namespace {

enum WireType : unsigned { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

std::uint32_t maskedCrc(std::string_view bytes) {
  const std::uint32_t crc = crc32c(bytes);
  return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
}

template <typename T>
std::string littleEndian(T value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  return bytes + static_cast<char>(value);
}

std::string tag(unsigned field, WireType type) { return varint(field << 3 | type); }
std::string doubleField(unsigned field, double value) { return tag(field, kFixed64) + littleEndian(value); }
std::string floatField(unsigned field, float value) { return tag(field, kFixed32) + littleEndian(value); }
std::string bytesField(unsigned field, std::string_view bytes) {
  return tag(field, kBytes) + varint(bytes.size()) + std::string(bytes);
}

template <typename T>
T fixed(std::string_view bytes) {
  T value{};
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

/// Walks the fields of one message; false from next() at its end. Malformed input throws.
class Message {
 public:
  Message(std::string_view bytes, const Sentence& place) : rest_(bytes), place_(place) {}

  unsigned field = 0, type = 0;
  std::uint64_t number = 0;  // kVarint
  std::string_view bytes;    // the others

  bool next() {
    if (rest_.empty()) return false;
    const auto key = readVarint();
    field = static_cast<unsigned>(key >> 3);
    type = static_cast<unsigned>(key & 7);
    switch (type) {
      case kVarint:
        number = readVarint();
        break;
      case kFixed64:
        bytes = take(8);
        break;
      case kFixed32:
        bytes = take(4);
        break;
      case kBytes:
        bytes = take(readVarint());
        break;
      default:
        malformed();
    }
    return true;
  }
  bool is(unsigned wantedField, WireType wantedType) const {
    return field == wantedField && type == wantedType;
  }

 private:
  [[noreturn]] void malformed() const {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected an event message, found malformed fields"),
                place_);
  }
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) malformed();
    const auto part = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return part;
  }
  std::uint64_t readVarint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    malformed();
  }

  std::string_view rest_;
  const Sentence& place_;
};

/// TensorProto: dtype=1 (1 float, 2 double), tensor_content=4, float_val=5, double_val=6; one element.
std::optional<double> scalarOfTensor(std::string_view bytes, const Sentence& place) {
  std::uint64_t kind = 0;
  std::string_view content, floats, doubles;
  for (Message m(bytes, place); m.next();) {
    if (m.is(1, kVarint)) kind = m.number;
    if (m.is(4, kBytes)) content = m.bytes;
    if (m.is(5, kBytes) || m.is(5, kFixed32)) floats = m.bytes;
    if (m.is(6, kBytes) || m.is(6, kFixed64)) doubles = m.bytes;
  }
  const auto value = kind == 2 ? (content.empty() ? doubles : content) : (content.empty() ? floats : content);
  if (kind == 1 && value.size() == sizeof(float)) return fixed<float>(value);
  if (kind == 2 && value.size() == sizeof(double)) return fixed<double>(value);
  return std::nullopt;
}

void readValue(std::string_view bytes, std::int64_t step, const Sentence& place,
               const TfeventsVisitor& visit) {
  std::string name;
  std::optional<double> value;
  for (Message m(bytes, place); m.next();) {
    if (m.is(1, kBytes)) name = std::string(m.bytes);
    if (m.is(2, kFixed32)) value = fixed<float>(m.bytes);
    if (m.is(8, kBytes)) value = scalarOfTensor(m.bytes, place);
  }
  if (value) visit(step, name, *value);
}

void readEvent(std::string_view bytes, const Sentence& place, const TfeventsVisitor& visit) {
  std::int64_t step = 0;
  std::vector<std::string_view> summaries;  // the step may follow them
  for (Message m(bytes, place); m.next();) {
    if (m.is(2, kVarint)) step = static_cast<std::int64_t>(m.number);
    if (m.is(5, kBytes)) summaries.push_back(m.bytes);
  }
  for (const auto summary : summaries) {
    for (Message m(summary, place); m.next();) {
      if (m.is(1, kBytes)) readValue(m.bytes, step, place, visit);
    }
  }
}

}  // namespace

std::string tfeventsFileName(double wallTime, std::string_view uid) {
  char time[32];
  std::snprintf(time, sizeof time, "%010lld", static_cast<long long>(wallTime));
  return std::string("events.out.tfevents.") + time + ".entroscope." + std::string(uid);
}

TfeventsWriter::TfeventsWriter(const std::filesystem::path& file, double wallTime)
    : file_(file), wallTime_(wallTime) {
  record(doubleField(1, wallTime_) + bytesField(3, "brain.Event:2"));
}

void TfeventsWriter::record(std::string_view data) {
  const std::string length = littleEndian(static_cast<std::uint64_t>(data.size()));
  file_.write(length);
  file_.write(littleEndian(maskedCrc(length)));
  file_.write(data);
  file_.write(littleEndian(maskedCrc(data)));
}

void TfeventsWriter::event(std::int64_t step, std::string_view summaryValue) {
  record(doubleField(1, wallTime_) + tag(2, kVarint) + varint(static_cast<std::uint64_t>(step)) +
         bytesField(5, bytesField(1, summaryValue)));
}

void TfeventsWriter::scalar(std::int64_t step, std::string_view name, float value) {
  event(step, bytesField(1, name) + floatField(2, value));
}

void TfeventsWriter::histogram(std::int64_t step, std::string_view name, std::span<const float> values) {
  constexpr int kBuckets = 30;  // TensorBoard's own number of bars
  double minimum = INFINITY, maximum = -INFINITY, sum = 0, squares = 0, count = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    minimum = std::min(minimum, value);
    maximum = std::max(maximum, value);
    sum += value;
    squares += value * value;
    ++count;
  }
  if (count == 0) return;
  const double width = maximum > minimum ? (maximum - minimum) / kBuckets : 1;
  std::vector<double> buckets(kBuckets, 0);
  for (const double value : values) {
    if (std::isfinite(value))
      ++buckets[std::min<std::size_t>(kBuckets - 1, static_cast<std::size_t>((value - minimum) / width))];
  }
  std::string limits, counts;
  for (int i = 0; i < kBuckets; ++i) {
    limits += littleEndian(i + 1 == kBuckets && maximum > minimum ? maximum : minimum + width * (i + 1));
    counts += littleEndian(buckets[static_cast<std::size_t>(i)]);
  }
  event(step, bytesField(1, name) +
                  bytesField(5, doubleField(1, minimum) + doubleField(2, maximum) + doubleField(3, count) +
                                    doubleField(4, sum) + doubleField(5, squares) + bytesField(6, limits) +
                                    bytesField(7, counts)));
}

void TfeventsWriter::commit() { file_.commit(); }

void readTfevents(const std::filesystem::path& file, const TfeventsVisitor& visit) {
  constexpr std::size_t kHead = sizeof(std::uint64_t) + sizeof(std::uint32_t), kTail = sizeof(std::uint32_t);
  const MappedFile mapped(file);
  std::string_view rest = mapped.text();
  const std::size_t all = rest.size();
  while (rest.size() >= kHead) {
    const Sentence place(Sentence::tr("%1: byte %2"), file, all - rest.size());
    if (fixed<std::uint32_t>(rest.substr(8)) != maskedCrc(rest.substr(0, 8))) {
      if (rest.size() == all) {
        throw Error(ErrorCode::BadInput,
                    Sentence::tr("%1: expected a TensorBoard event file, found something else"), place);
      }
      throw Error(ErrorCode::Corrupt, Sentence::tr("%1: the record's length differs from its checksum"),
                  place);
    }
    const auto length = fixed<std::uint64_t>(rest);
    if (length > rest.size() - kHead || rest.size() - kHead - length < kTail) return;
    const auto data = rest.substr(kHead, length);
    if (fixed<std::uint32_t>(rest.substr(kHead + length)) != maskedCrc(data)) {
      throw Error(ErrorCode::Corrupt, Sentence::tr("%1: the record differs from its checksum"), place);
    }
    readEvent(data, place, visit);
    rest.remove_prefix(kHead + length + kTail);
  }
  if (all < kHead) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a TensorBoard event file, found %2 bytes"),
                file, all);
  }
}

}  // namespace entroscope
