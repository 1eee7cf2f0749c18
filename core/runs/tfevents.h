// TensorBoard event files: records framed by masked CRC-32C, protocol buffers written and read by
// hand (Event: wall_time=1, step=2, file_version=3, summary=5; Summary.value=1; Value: tag=1,
// simple_value=2, histo=5, tensor=8). Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/file.h"

namespace entroscope {

class TfeventsWriter {
 public:
  /// @param wallTime seconds since 1970, of every event.
  TfeventsWriter(const std::filesystem::path& file, double wallTime);
  void scalar(std::int64_t step, std::string_view tag, float value);
  /// One histogram of the finite values among `values`; nothing when there are none.
  void histogram(std::int64_t step, std::string_view tag, std::span<const float> values);
  void commit();  ///< the file appears. @throws Error{Io}

 private:
  void event(std::int64_t step, std::string_view summaryValue);
  void record(std::string_view data);

  AtomicFile file_;
  double wallTime_;
};

/// "events.out.tfevents.<10-digit time>.entroscope.<uid>"
std::string tfeventsFileName(double wallTime, std::string_view uid);

using TfeventsVisitor = std::function<void(std::int64_t step, const std::string& tag, double value)>;
/// Every scalar (simple_value, or a float tensor with one element) in file order. A last record that
/// was cut off ends the file quietly, as it does while TensorBoard reads a live file.
/// @throws Error{Io, BadInput, Corrupt} naming the file and the byte.
void readTfevents(const std::filesystem::path& file, const TfeventsVisitor& visit);

}  // namespace entroscope
