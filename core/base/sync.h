// fsync of what others wrote: before a name says that it is complete. Torch- and Qt-free; any thread.
#pragma once

#include <filesystem>

namespace entroscope {

/// The bytes of a file. @throws Error{Io}.
void syncFile(const std::filesystem::path& path);

/// A folder with all files and folders in it; links are not followed. @throws Error{Io},
/// std::filesystem::filesystem_error.
void syncTree(const std::filesystem::path& folder);

}  // namespace entroscope
