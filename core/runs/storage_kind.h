// What kind of storage a folder lies on. Torch- and Qt-free; private to core/runs.
#pragma once

#include <filesystem>

namespace entroscope {

/// Whether a file below the folder can be mapped into the memory of several processes and written there
/// until it is closed, as the index of SQLite's write-ahead log is. Not on NFS, SMB, 9P and FUSE: the
/// machines that see such a folder share no memory. Not on btrfs and bcachefs: they take new space for each
/// page that is written again, and where a disk or a quota has none the kernel ends the process (SIGBUS).
bool keepsMappedPages(const std::filesystem::path& folder);

}  // namespace entroscope
