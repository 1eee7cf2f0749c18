// Looks for damage in a run folder: the manifest's blocks where the run was closed cleanly, every
// record's checksum, every checkpoint. Reads only. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/runs/manifest.h"
#include "core/runs/run.h"

namespace entroscope {

struct VerifyReport {
  bool closedCleanly = false;  ///< a manifest is there and nobody writes
  std::int64_t blocks = 0;     ///< compared with a hash
  std::int64_t records = 0;    ///< rows of run.db compared with their checksum
  std::int64_t checkpoints = 0;
  std::vector<Damage> damage;
  bool sound() const { return damage.empty(); }
};

/// @throws Error{Io, BadInput} when `folder` is no run folder at all.
VerifyReport verifyRun(const std::filesystem::path& folder);

/// Damaged rows of run.db, and where one is missing, the next one; what a row held that differs from its
/// checksum is left out by readers. Of any run; none of one without a folder. @throws Error{Io, BadInput,
/// Corrupt, Unsupported} where the database cannot be opened.
std::vector<Damage> damagedRows(const Run& run);

/// A run's tokenizer.json has to be that of the data its configuration names. @throws Error{Corrupt}.
void requireItsTokenizer(const std::filesystem::path& folder, const RunConfig& config);

}  // namespace entroscope
