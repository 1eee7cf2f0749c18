// Brings numbers recorded elsewhere into a run folder, so that every view can show them.
// Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <string>

namespace entroscope {

struct ImportOptions {
  std::string format = "auto";  ///< auto | csv | tfevents | paper-logs
  std::string name;             ///< of the new run; empty: the source's name
  std::string configuration;    ///< "SM+G" …; empty: not known
};

/// @param source a CSV file (measure,step,tokens,row,column,value or one column a measure with a
/// "step" column), a TensorBoard event file, or a folder of the paper's logs or of event files.
/// @throws Error{BadInput, Io, Corrupt} naming file and line or byte; then no folder is made.
void importRun(const std::filesystem::path& source, const std::filesystem::path& runFolder,
               const ImportOptions& options = {});

/// Whether a folder holds files that importRun reads, damaged or not: what it says of them is then the
/// answer.
bool holdsNumbers(const std::filesystem::path& folder);

}  // namespace entroscope
