// What a user says about a run after it was made: its name, a note, tags. Kept inside the run folder (name
// in run.toml, note and tags in run.db), so that they travel with it. Torch- and Qt-free.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/runs/run.h"

namespace entroscope {

/// A run with this tag is kept but out of the way.
inline constexpr std::string_view kArchivedTag = "archived";

struct Annotations {
  std::string name;  ///< empty: the folder's name is shown
  std::string note;
  std::vector<std::string> tags;
  bool operator==(const Annotations&) const = default;
};

Annotations annotationsOf(const Run& run);

/// Writes what differs between `before` and `after` into a run that nobody trains, and the new hashes of what
/// changed into its manifest; what somebody else said of the run meanwhile stays. Recorded data and all other
/// files stay as they are. A process killed meanwhile leaves a readable run, at worst without its manifest;
/// so does a reader in the middle of one long question.
/// @throws Error{Locked} naming the process that writes the run; Error{Io} where the folder cannot be
///         written; Error{Corrupt} when run.db or run.toml is damaged: new hashes would hide it.
void annotateRun(const std::filesystem::path& folder, const Annotations& before, const Annotations& after);

/// Closes what a reader keeps open between its questions: before its own process changes the run, which would
/// wait for it. The next question opens it again.
void letGo(const Run& run);

/// Process id of whoever writes the run now; nothing when nobody does.
std::optional<int> writerOf(const std::filesystem::path& folder);

}  // namespace entroscope
