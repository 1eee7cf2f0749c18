#include "core/base/resources.h"

#include <cstdlib>
#include <string>

#include "core/base/error.h"

namespace entroscope {
namespace fs = std::filesystem;

fs::path resourceFolder() {
  if (const char* chosen = std::getenv("ENTROSCOPE_RESOURCES")) {
    if (fs::is_directory(chosen)) return chosen;
    throw Error(ErrorCode::Io, Sentence::tr("%1: ENTROSCOPE_RESOURCES names no folder"), chosen);
  }
  std::error_code ignored;
  const fs::path installed =
      fs::read_symlink("/proc/self/exe", ignored).parent_path() / "../share/entroscope";
  if (fs::is_directory(installed, ignored)) return fs::weakly_canonical(installed);
  if (fs::is_directory(ENTROSCOPE_SOURCE_RESOURCES, ignored)) return ENTROSCOPE_SOURCE_RESOURCES;
  throw Error(ErrorCode::Io, Sentence::tr("the program's resources are in neither %1 nor %2"), installed,
              ENTROSCOPE_SOURCE_RESOURCES);
}

fs::path cacheFolder() {
  if (const char* base = std::getenv("XDG_CACHE_HOME"); base != nullptr && *base != '\0')
    return fs::path(base) / "entroscope";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return fs::path(home) / ".cache/entroscope";
  return fs::temp_directory_path() / "entroscope-cache";
}

}  // namespace entroscope
