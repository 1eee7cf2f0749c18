// Checkpoint folders: made beside their place, synced, hashed, renamed into it. Torch- and Qt-free;
// checkpointsOf is in run_writer.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace entroscope {

std::filesystem::path checkpointFolder(const std::filesystem::path& runFolder, std::int64_t step);
/// The way back: the run, if it is one, that a checkpoint lies in.
std::filesystem::path runFolderOf(const std::filesystem::path& checkpoint);
/// Step of a complete checkpoint's folder name ("000500"); nothing for any other name.
std::optional<std::int64_t> checkpointStep(const std::filesystem::path& folder);

/// @throws Error{Io}; whatever failed, the older checkpoints and an older one of this step stay.
void writeCheckpoint(const std::filesystem::path& runFolder, std::int64_t step,
                     const std::function<void(const std::filesystem::path&)>& fill);

/// Compares every file of a checkpoint with its manifest; a model folder of other programs passes.
/// @throws Error{Corrupt} with the first place that differs, Error{Io}.
void requireSound(const std::filesystem::path& checkpoint);

/// Nothing is read or written through a link that leads out of a run folder, which may come from elsewhere.
/// @throws Error{BadInput}.
void refuseLinks(const std::filesystem::path& runFolder);

/// Keeps the newest `keep` (0: all), and the newest up to step `good`.
void pruneCheckpoints(const std::filesystem::path& runFolder, int keep, std::int64_t good);
/// Nothing where there is none of this step.
void removeCheckpoint(const std::filesystem::path& runFolder, std::int64_t step);

/// Takes the checkpoints of a later step out of sight. They are back with its end, but gone after remove(),
/// which takes its time; a kill in between leaves them to removeLeftovers().
class LaterCheckpointsAside {
 public:
  LaterCheckpointsAside(const std::filesystem::path& runFolder, std::int64_t step);  ///< @throws Error{Io}
  ~LaterCheckpointsAside();
  LaterCheckpointsAside(const LaterCheckpointsAside&) = delete;
  LaterCheckpointsAside& operator=(const LaterCheckpointsAside&) = delete;
  void remove();

 private:
  void putBack() noexcept;
  std::vector<std::filesystem::path> places_;
};

/// Removes what a killed writer left half-made, and completes what it was replacing.
void removeLeftovers(const std::filesystem::path& runFolder);

}  // namespace entroscope
