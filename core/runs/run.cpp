#include "core/runs/run.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/runs/folder_run.h"
#include "core/runs/reference_runs.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

constexpr int kDepth = 3;

bool isRunFolder(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "run.toml", ignored) &&
         (fs::exists(folder / "run.db", ignored) || fs::exists(folder / "run.lock", ignored) ||
          fs::exists(folder / "manifest.json", ignored));
}

void collect(const fs::path& folder, int depth, std::vector<fs::path>& found) {
  std::error_code failed;
  for (const auto& entry :
       fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, failed)) {
    std::error_code ignored;
    // Half-made and put aside: what a killed import left is no run.
    if (entry.path().filename().string().front() == '.') continue;
    // Links are not followed: they may lead in circles or out of the folder.
    if (entry.is_symlink(ignored) || !entry.is_directory(ignored)) continue;
    if (isRunFolder(entry.path())) {
      found.push_back(entry.path());
    } else if (depth > 1) {
      collect(entry.path(), depth - 1, found);
    }
  }
}

}  // namespace

std::vector<int> positionsOf(int context) {
  constexpr int kMost = 128;
  const int count = std::min(context, kMost);
  std::vector<int> positions;
  for (int i = 1; i <= count; ++i) {
    positions.push_back(static_cast<int>(std::int64_t{i} * context / count));
  }
  return positions;
}

std::string_view toText(RunStatus status) {
  switch (status) {
    case RunStatus::Training:
      return "training";
    case RunStatus::Finished:
      return "finished";
    case RunStatus::Interrupted:
      return "interrupted";
    case RunStatus::Failed:
      return "failed";
    case RunStatus::Crashed:
      return "crashed";
    case RunStatus::Reference:
      return "reference";
  }
  return "unknown";
}

RunPtr openRun(const std::string& pathOrAddress) {
  if (isReferenceAddress(pathOrAddress)) return openReferenceRun(pathOrAddress);
  const fs::path folder(pathOrAddress);
  std::error_code code;
  if (pathOrAddress.empty() || !fs::exists(folder, code)) {
    throw Error(ErrorCode::Io, Sentence::tr("\"%1\": expected a run folder, found nothing there"),
                pathOrAddress);
  }
  if (!fs::is_directory(folder, code)) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a run folder, found a file"), pathOrAddress);
  }
  if (!fs::exists(folder / "run.toml", code)) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a run folder with run.toml, found none"),
                pathOrAddress);
  }
  return std::make_shared<FolderRun>(folder);
}

std::vector<fs::path> findRuns(const fs::path& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: expected a folder that holds runs, found none"), folder);
  }
  std::vector<fs::path> found;
  collect(folder, kDepth, found);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace entroscope
