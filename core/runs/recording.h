// Numbers gathered from a foreign file on their way into a run folder. Torch- and Qt-free; private
// to core/runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/run_config.h"
#include "core/base/sentence.h"

namespace entroscope {

struct RecordedValue {
  std::int64_t step = 0;
  int row = 0, column = 0;
  double value = 0;
};

struct Recording {
  std::string source;  ///< named in errors and in the run's events
  std::map<std::string, std::vector<RecordedValue>> measures;
  std::map<std::int64_t, std::int64_t> tokens;  ///< by step, where the source tells
  /// Elements that the source does not give are NaN instead of an error.
  bool gapsAllowed = false;

  /// @param place named in the error. @throws Error{BadInput} for a step or position that cannot be.
  void add(const std::string& measure, const RecordedValue& value, const Sentence& place);
};

/// Makes the run folder, closed. @throws Error{BadInput} when a matrix has gaps or a value twice;
/// nothing is made then.
void writeRecording(const Recording& recording, const RunConfig& config,
                    const std::filesystem::path& runFolder);

/// The paper's logs: layer_{i}_entropy.txt, layer_{i}_nan_count.txt, layer_{i}_slope.txt,
/// global_slope.txt in `folder`. @throws Error{BadInput} naming file and line.
Recording readPaperLogs(const std::filesystem::path& folder);

bool isPaperLog(const std::string& fileName);

/// A CSV file, an event file, a folder of event files or of the paper's logs.
/// @param format auto | csv | tfevents | paper-logs. @throws Error{BadUsage, BadInput, Io, Corrupt}.
Recording readRecording(const std::filesystem::path& source, const std::string& format);

}  // namespace entroscope
