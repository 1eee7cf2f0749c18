// Makes chosen system calls fail or kill the process, for tests. The calls that change files (write,
// pwrite, fsync, fdatasync, ftruncate, rename, renameat2, mkdir, unlink, open for writing …) are
// defined by the program itself, which takes precedence over the C library for SQLite and the
// standard library, too. Only calls on files below one folder count. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace entroscope::faults {

enum class Effect {
  None,     ///< only counts
  Fail,     ///< the call does nothing and fails with `error`; a write may first put a part down
  Kill,     ///< SIGKILL before the call
  PowerCut  ///< as Kill, and what a power cut would leave of the folder is put beside it, see power_cut.h
};

struct Plan {
  Effect effect = Effect::None;
  int error = 0;           ///< errno
  std::int64_t first = 1;  ///< number of the first call that is hit, from 1
  std::int64_t count = 1;  ///< how many calls in a row are hit
  std::string left = {};   ///< of a power cut: where a folder for each Luck is made, named after it
};

/// Begins to count calls below `folder` (absolute, links resolved).
void arm(const std::string& folder, const Plan& plan);
/// Ends it. @return calls counted since arm().
std::int64_t disarm();
/// Whether a call was hit since arm().
bool fired();
/// What the folders' storage is taken for from here on: on a network SQLite keeps a rollback journal.
void pretendNetwork(bool on);
/// Name of the first call that was hit since arm(); empty: none.
std::string hitCall();

}  // namespace entroscope::faults
