#include "core/runs/annotate.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/runs/checkpoints.h"
#include "core/runs/manifest.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_toml.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kTouched{"run.db", "run.toml"};

void refuseDamaged(const fs::path& folder) {
  std::int64_t checked = 0;
  const std::vector<Damage> damage = checkManifest(folder, "", checked, kTouched);
  if (damage.empty()) return;
  throw Error(ErrorCode::Corrupt, Sentence::tr("%1: expected an undamaged run to write to, found %2: %3"),
              folder, damage.front().place, damage.front().what);
}

void writeNoteAndTags(const fs::path& folder, const Annotations& annotations) {
  Database database(folder / "run.db", OpenMode::ReadWrite);
  checkSchema(database);
  {
    WriteTransaction transaction(database);
    writeMeta(database, "note", annotations.note);
    writeMeta(database, "tags", Json(annotations.tags).dump());
    transaction.commit();
  }
  database.close();
}

}  // namespace

Annotations annotationsOf(const Run& run) { return {run.config().name, run.info().note, run.info().tags}; }

void annotateRun(const fs::path& folder, const Annotations& annotations) {
  refuseLinks(folder);
  const RunLock lock(folder);
  RunConfig config = readConfig(folder / "run.toml");
  if (withIoErrors([&] { return fs::exists(folder / "manifest.json"); })) refuseDamaged(folder);
  const ManifestAside aside(folder);
  const std::string manifest = aside.found() ? aside.text() : std::string();
  try {
    writeNoteAndTags(folder, annotations);
    if (config.name != annotations.name) {
      config.name = annotations.name;
      writeFileAtomically(folder / "run.toml", toToml(config));
    }
  } catch (...) {
    if (aside.found()) updateManifest(folder, manifest, kTouched);
    throw;
  }
  if (aside.found()) updateManifest(folder, manifest, kTouched);
}

std::optional<int> writerOf(const fs::path& folder) { return RunLock::holder(folder); }

}  // namespace entroscope
