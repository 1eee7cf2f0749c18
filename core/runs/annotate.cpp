#include "core/runs/annotate.h"

#include <algorithm>
#include <chrono>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/runs/checkpoints.h"
#include "core/runs/folder_run.h"
#include "core/runs/manifest.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_toml.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kTouched{"run.db", "run.toml"};

/// True when run.db alone holds what was written: it can be hashed.
bool writeNoteAndTags(const fs::path& folder, const Annotations& annotations) {
  constexpr std::chrono::seconds kPatience{1};
  Database database(folder / "run.db", OpenMode::ReadWrite);
  checkSchema(database);
  {
    WriteTransaction transaction(database);
    writeMeta(database, "note", annotations.note);
    writeMeta(database, "tags", Json(annotations.tags).dump());
    transaction.commit();
  }
  database.syncLog();
  bool whole = false;
  try {
    // As long as anybody else has the database open, closing it leaves a log where it is.
    whole = database.emptyLog(kPatience);
    database.close();
  } catch (const Error&) {
    return false;  // what was written is in the log
  }
  return whole;
}

Annotations merged(Annotations now, const Annotations& before, const Annotations& after) {
  if (after.name != before.name) now.name = after.name;
  if (after.note != before.note) now.note = after.note;
  const auto has = [](const Annotations& a, const std::string& tag) {
    return std::ranges::find(a.tags, tag) != a.tags.end();
  };
  std::erase_if(now.tags, [&](const std::string& tag) { return has(before, tag) && !has(after, tag); });
  for (const std::string& tag : after.tags) {
    if (!has(before, tag) && !has(now, tag)) now.tags.push_back(tag);
  }
  return now;
}

}  // namespace

Annotations annotationsOf(const Run& run) { return {run.config().name, run.info().note, run.info().tags}; }

void annotateRun(const fs::path& folder, const Annotations& before, const Annotations& after) {
  refuseLinks(folder);
  const RunLock lock(folder);
  const Annotations annotations = merged(annotationsOf(*openRun(folder.string())), before, after);
  RunConfig config = readConfig(folder / "run.toml");
  const fs::path manifestFile = folder / "manifest.json";
  const bool closed = withIoErrors([&] { return fs::exists(manifestFile); });
  std::string manifest;
  if (closed) {
    requireAsListed(folder, kTouched);
    manifest = readTextFile(manifestFile);
  }
  const ManifestAside aside(folder);  // from here to its renewal it would be wrong
  // With rows in the log whoever opens the database next may change it: a manifest would call that damage.
  bool whole = true;
  try {
    whole = writeNoteAndTags(folder, annotations);
    if (config.name != annotations.name) {
      config.name = annotations.name;
      writeFileAtomically(folder / "run.toml", toToml(config));
    }
  } catch (...) {
    if (closed && whole) updateManifest(folder, manifest, kTouched);
    throw;
  }
  if (closed && whole) updateManifest(folder, manifest, kTouched);
}

void letGo(const Run& run) {
  if (const auto* reader = dynamic_cast<const FolderRun*>(&run)) reader->letGo();
}

std::optional<int> writerOf(const fs::path& folder) { return RunLock::holder(folder); }

}  // namespace entroscope
