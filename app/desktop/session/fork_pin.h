// A checkpoint kept for a fork that waits in the queue, whatever becomes of its run meanwhile: the run's own
// retention removes it, it is cut back, it goes to the trash. No Qt.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/held_folder.h"

namespace entroscope {

class ForkPin {
 public:
  /// Takes a run's checkpoint into a hidden folder beside the fork's future one, as nothing that looks like a
  /// run.
  /// @throws Error{Io, BadInput}: it has been removed, or there is no room.
  ForkPin(const std::filesystem::path& checkpoint, const std::filesystem::path& fork);

  const std::filesystem::path& fork() const { return fork_; }
  const std::filesystem::path& checkpoint() const { return checkpoint_; }

 private:
  std::filesystem::path fork_, checkpoint_;
  std::optional<HeldFolder> home_;
};

}  // namespace entroscope
