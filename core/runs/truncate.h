// Cuts a recorded run back to one of its checkpoints, from which it can be resumed or forked. Torch- and
// Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>

namespace entroscope {

/// Deletes what was recorded after `step`, and later checkpoints. The run is then interrupted there.
/// @throws Error{BadInput} naming the checkpoints when there is none of `step`, Error{Corrupt} when that one
/// is damaged, Error{Locked} when another process writes the run, Error{Io}; nothing was deleted then.
void truncateRun(const std::filesystem::path& folder, std::int64_t step);

}  // namespace entroscope
