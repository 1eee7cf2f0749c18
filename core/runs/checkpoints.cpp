#include "core/runs/checkpoints.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/sync.h"
#include "core/runs/manifest.h"
#include "core/runs/run_writer.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

/// Half-made and doomed folders begin with a point, so that no reader takes them for checkpoints.
constexpr char kHidden = '.';
/// A checkpoint that makes way for another of its step.
constexpr std::string_view kWaiting = ".waiting";

[[noreturn]] void failIo(const fs::path& path, Sentence::Pattern what, int code) {
  throw Error(ErrorCode::Io, Sentence::tr("%1: %2: %3"), path, Sentence(what), std::strerror(code));
}

fs::path doomedPlace(const fs::path& checkpoint) {
  return checkpoint.parent_path() / (kHidden + checkpoint.filename().string() + ".doomed");
}

void hide(const fs::path& checkpoint) {
  const fs::path doomed = doomedPlace(checkpoint);
  std::error_code ignored;
  fs::remove_all(doomed, ignored);
  if (::rename(checkpoint.c_str(), doomed.c_str()) != 0)
    failIo(checkpoint, Sentence::tr("cannot remove"), errno);
}

/// Renames out of sight first: a kill while deleting leaves no half checkpoint under its name.
void discard(const fs::path& checkpoint) {
  hide(checkpoint);
  std::error_code left;  // what stays is removed as a leftover later
  fs::remove_all(doomedPlace(checkpoint), left);
}

void moveIntoPlace(const fs::path& made, const fs::path& place) {
  if (::rename(made.c_str(), place.c_str()) == 0) return;
  if (errno != ENOTEMPTY && errno != EEXIST) failIo(place, Sentence::tr("cannot rename into place"), errno);
  if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) != 0) {
    // A file system that cannot exchange two folders. A kill in between leaves the older one waiting.
    const fs::path older =
        place.parent_path() / (kHidden + place.filename().string() + std::string(kWaiting));
    std::error_code ignored;
    fs::remove_all(older, ignored);
    if (::rename(place.c_str(), older.c_str()) != 0) failIo(place, Sentence::tr("cannot remove"), errno);
    if (::rename(made.c_str(), place.c_str()) != 0) {
      const int code = errno;
      ::rename(older.c_str(), place.c_str());
      failIo(place, Sentence::tr("cannot rename into place"), code);
    }
    fs::remove_all(older, ignored);
  }
}

}  // namespace

fs::path checkpointFolder(const fs::path& runFolder, std::int64_t step) {
  std::string name = std::to_string(step);
  if (name.size() < 6) name.insert(0, 6 - name.size(), '0');
  return runFolder / "checkpoints" / name;
}

fs::path runFolderOf(const fs::path& checkpoint) {
  fs::path place = fs::absolute(checkpoint).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // as a shell completes it, with a slash
  return place.parent_path().parent_path();
}

std::optional<std::int64_t> checkpointStep(const fs::path& folder) {
  const std::string name = folder.filename().string();
  std::int64_t step = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), step);
  if (error != std::errc() || end != name.data() + name.size() || name.size() < 6 || step < 0)
    return std::nullopt;
  return step;
}

std::vector<fs::path> checkpointsOf(const fs::path& runFolder) {
  const fs::path folder = runFolder / "checkpoints";
  std::vector<fs::path> result;
  std::error_code code, ignored;
  fs::directory_iterator entry(folder, code);
  for (; !code && entry != fs::directory_iterator(); entry.increment(code)) {
    if (entry->is_directory(ignored) && checkpointStep(entry->path())) result.push_back(entry->path());
  }
  // One that cannot be read is not one without checkpoints: a resume would begin the run again.
  if (code && code != std::errc::no_such_file_or_directory)
    failIo(folder, Sentence::tr("cannot read"), code.value());
  std::sort(result.begin(), result.end(),
            [](const fs::path& a, const fs::path& b) { return *checkpointStep(a) < *checkpointStep(b); });
  return result;
}

void writeCheckpoint(const fs::path& runFolder, std::int64_t step,
                     const std::function<void(const fs::path&)>& fill) {
  const fs::path place = checkpointFolder(runFolder, step);
  const fs::path made = place.parent_path() / (kHidden + place.filename().string() + ".making");
  std::error_code code;
  if (fs::create_directory(place.parent_path(), code)) syncFolder(runFolder);
  fs::remove_all(made, code);
  fs::create_directory(made, code);
  if (code) failIo(made, Sentence::tr("cannot make the folder"), code.value());
  try {
    withIoErrors([&] {  // a folder that vanishes under it
      fill(made);
      writeManifest(made);
      syncTree(made);
      moveIntoPlace(made, place);
    });
  } catch (...) {
    fs::remove_all(made, code);
    throw;
  }
  fs::remove_all(made, code);  // after an exchange: the older checkpoint of this step
  syncFolder(place.parent_path());
}

void requireSound(const fs::path& checkpoint) {
  std::error_code none;
  const auto has = [&](const char* name) { return fs::exists(checkpoint / name, none); };
  const bool ours = hasManifest(checkpoint) || (has("state.json") && has("optimizer.safetensors"));
  if (!ours) return;
  std::int64_t checked = 0;
  const std::vector<Damage> damage = checkManifest(checkpoint, "", checked);
  if (damage.empty()) return;
  throw Error(ErrorCode::Corrupt,
              Sentence::tr("%1: damaged: %2: %3; move the folder away to use an older checkpoint"),
              checkpoint, damage.front().place, damage.front().what);
}

void refuseLinks(const fs::path& runFolder) {
  for (const char* name :
       {"run.toml", "run.db", "run.lock", "manifest.json", "tokenizer.json", "checkpoints"})
    requireInside(runFolder, runFolder / name);
}

void pruneCheckpoints(const fs::path& runFolder, int keep, std::int64_t good) {
  const auto all = checkpointsOf(runFolder);
  if (keep <= 0) return;
  for (std::size_t i = 0; i + static_cast<std::size_t>(keep) < all.size(); ++i) {
    const bool newestGood = *checkpointStep(all[i]) <= good && *checkpointStep(all[i + 1]) > good;
    if (!newestGood) discard(all[i]);
  }
}

void removeCheckpoint(const fs::path& runFolder, std::int64_t step) {
  const fs::path folder = checkpointFolder(runFolder, step);
  std::error_code none;
  if (fs::exists(folder, none)) discard(folder);
}

LaterCheckpointsAside::LaterCheckpointsAside(const fs::path& runFolder, std::int64_t step) {
  try {
    for (const auto& folder : checkpointsOf(runFolder)) {
      if (*checkpointStep(folder) <= step) continue;
      hide(folder);
      places_.push_back(folder);
    }
    // Before the record forgets their steps: after a power cut they would be back.
    if (!places_.empty()) syncFolder(runFolder / "checkpoints");
  } catch (...) {
    putBack();
    throw;
  }
}

LaterCheckpointsAside::~LaterCheckpointsAside() { putBack(); }

void LaterCheckpointsAside::putBack() noexcept {
  if (places_.empty()) return;
  for (const auto& place : places_) ::rename(doomedPlace(place).c_str(), place.c_str());
  try {
    syncFolder(places_.front()
                   .parent_path());  // their hiding was synced, and the next resume removes what is hidden
  } catch (const Error&) {
    // The caller is told of the failure before this one.
  }
}

void LaterCheckpointsAside::remove() {
  std::error_code left;  // the next resume removes it
  for (const auto& place : std::exchange(places_, {})) fs::remove_all(doomedPlace(place), left);
}

void removeLeftovers(const fs::path& runFolder) {
  std::error_code ignored;
  const fs::path folder = runFolder / "checkpoints";
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.front() == kHidden && name.ends_with(kWaiting)) {
      const fs::path place = folder / name.substr(1, name.size() - 1 - kWaiting.size());
      if (::rename(entry.path().c_str(), place.c_str()) != 0) fs::remove_all(entry.path(), ignored);
    }
    const bool hidden = name.front() == kHidden && (name.ends_with(".making") || name.ends_with(".doomed"));
    if (hidden || name.ends_with(".tmp")) fs::remove_all(entry.path(), ignored);
  }
  // In the run's own folder others may be making something of theirs.
  for (const auto& entry : fs::directory_iterator(runFolder, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool ours = name.starts_with("run.db.tmp") || name == "manifest.json.aside.tmp" ||
                      std::ranges::any_of(std::array{"run.toml", "manifest.json", "tokenizer.json"},
                                          [&](const char* file) { return AtomicFile::isLeftOf(file, name); });
    if (ours) fs::remove(entry.path(), ignored);
  }
}

}  // namespace entroscope
