// Read-only files shipped with the program: sample corpus, the paper's tables, fonts.
#pragma once

#include <filesystem>

namespace entroscope {

/// The installation's share/entroscope beside the executable (../share/entroscope), else the source
/// tree this was built from. ENTROSCOPE_RESOURCES overrides both. @throws Error{Io} naming what was tried.
std::filesystem::path resourceFolder();

/// Per-user folder for what can be made again (the packed sample): $XDG_CACHE_HOME/entroscope.
std::filesystem::path cacheFolder();

}  // namespace entroscope
