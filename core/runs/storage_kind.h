// What kind of storage a folder lies on. Torch- and Qt-free; private to core/runs.
#pragma once

#include <filesystem>

namespace entroscope {

/// NFS, SMB, 9P, FUSE: memory is not shared between the machines that see such a folder.
bool isNetworkFolder(const std::filesystem::path& folder);

}  // namespace entroscope
