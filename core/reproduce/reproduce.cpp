#include "core/reproduce/reproduce.h"

#include <algorithm>
#include <system_error>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/reproduce/figure_tables.h"
#include "core/reproduce/figures.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_toml.h"
#include "core/runs/run_writer.h"
#include "core/train/train_state.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

std::string listOf(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : " ") + text;
  return list.empty() ? "none" : list;
}

std::string listOf(const std::vector<double>& numbers) {
  std::vector<std::string> texts;
  for (const double number : numbers) texts.push_back(toText(FieldValue(number)));
  return listOf(texts);
}

/// The first setting in which a folder's reproduction is not the one asked for.
void requireSame(const fs::path& folder, const ReproductionSettings& stored,
                 const ReproductionSettings& asked) {
  const auto compare = [&](const char* what, const std::string& then, const std::string& now) {
    if (then == now) return;
    throw Error(ErrorCode::BadInput, folder.string() + ": " + what + ": expected " + then +
                                         ", as this reproduction was begun with, found " + now +
                                         "; choose another --out");
  };
  compare("preset", stored.preset, asked.preset);
  compare("budget", std::to_string(stored.budget), std::to_string(asked.budget));
  compare("--set", listOf(stored.set), listOf(asked.set));
  compare("slopes", listOf(stored.slopes), listOf(asked.slopes));
  compare("seed", std::to_string(stored.seed), std::to_string(asked.seed));
  compare("device", stored.device, asked.device);
  compare("tokenizer", stored.tokenizerHash, asked.tokenizerHash);
  compare("training data", stored.trainHash, asked.trainHash);
  compare("validation data", stored.validationHash, asked.validationHash);
}

bool isEmptyFolder(const fs::path& folder) {
  std::error_code failed;
  return fs::is_directory(folder, failed) && fs::is_empty(folder, failed);
}

/// What lies in `out` already; nothing when it is free. @throws Error when it is something else.
std::optional<ReproductionManifest> stored(const fs::path& out) {
  std::error_code failed;
  if (out.empty()) throw Error(ErrorCode::BadUsage, "--out: expected a folder, found nothing");
  if (!fs::exists(out, failed) || isEmptyFolder(out)) return std::nullopt;
  if (!fs::is_directory(out, failed))
    throw Error(ErrorCode::Io, out.string() + ": expected a folder, found a file");
  return readReproduction(out);
}

/// Adds the stored runs and figures that this request does not name; a figure asked for again keeps the
/// runs it had (other models of Table 2).
ReproductionManifest merged(const ReproductionManifest& old, ReproductionManifest asked) {
  for (const ReproducedRun& run : old.runs) {
    if (asked.run(run.folder) == nullptr) asked.runs.push_back(run);
  }
  for (const ReproducedFigure& figure : old.figures) {
    const auto same = std::ranges::find(asked.figures, figure.name, &ReproducedFigure::name);
    if (same == asked.figures.end()) {
      asked.figures.push_back(figure);
      continue;
    }
    const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
      std::vector<std::string> all = from;
      for (const std::string& one : to) {
        if (std::ranges::find(from, one) == from.end()) all.push_back(one);
      }
      to = std::move(all);
    };
    add(same->runs, figure.runs);
    add(same->published, figure.published);
  }
  const auto place = [](const ReproducedFigure& figure) {
    return std::ranges::find(paperFigures(), std::string_view(figure.name), &PaperFigure::name) -
           paperFigures().begin();
  };
  std::ranges::sort(asked.figures, {}, place);
  asked.library = old.library;
  return asked;
}

/// The runs that are not finished, fresh or to be resumed.
std::vector<RunRequest> queueOf(const fs::path& out, const ReproductionPlan& plan,
                                const ReproductionManifest& manifest) {
  std::vector<RunRequest> queue;
  for (const PlannedRun& run : plan.queue) {
    if (manifest.run(run.entry.folder)->finished()) continue;
    RunRequest request{run.config, out / run.entry.folder};
    if (fs::exists(request.folder / "run.toml")) {
      request.config = readConfig(request.folder / "run.toml");
      request.config.name.clear();  // it may get another one until its turn comes
      request.config.train.steps = run.config.train.steps;
      request.resume = true;
    }
    queue.push_back(std::move(request));
  }
  return queue;
}

/// Trains the queue; the sentences of the runs that failed.
std::vector<std::string> train(std::vector<RunRequest> queue, const ReproductionParts& parts,
                               const std::stop_token& stop) {
  std::vector<std::string> failures;  // training thread, read after it came to rest
  EngineOptions options;
  options.published = [&](const Snapshot& snapshot) {
    if (parts.published) parts.published(snapshot);
    if (snapshot.state == EngineState::Failed)
      failures.push_back(snapshot.runPath + ": " + snapshot.error.english());
  };
  const auto engine = makeThreadedEngine(parts.trainers, options);
  engine->apply(Start{std::move(queue)});
  const std::stop_callback onStop(stop, [&engine] { engine->apply(Stop{}); });
  while (!engine->waitUntilResting(std::chrono::hours(1))) {
  }
  return failures;
}

std::string libraryOf(const fs::path& run) {
  const auto checkpoints = checkpointsOf(run);
  if (checkpoints.empty() || !fs::exists(checkpoints.back() / "state.json")) return {};
  return readTrainState(checkpoints.back() / "state.json").machine.library;
}

void writeTables(const fs::path& out, ReproductionManifest& manifest) {
  for (ReproducedFigure& figure : manifest.figures) {
    const bool done = std::ranges::all_of(
        figure.runs, [&](const std::string& folder) { return manifest.run(folder)->finished(); });
    figure.tables.clear();
    if (!done) continue;
    for (const Table& table : figureTables(manifest, figure, openFigureRuns(out, manifest, figure))) {
      const fs::path stem = out / table.name;
      const std::pair<const char*, std::string> files[] = {
          {".csv", toCsv(table)}, {".tex", toLatex(table)}, {".json", toJson(table).dump(2) + "\n"}};
      for (const auto& [suffix, text] : files) {
        writeFileAtomically(stem.string() + suffix, text);
        figure.tables.push_back(table.name + suffix);
      }
    }
  }
}

void makeFolder(const fs::path& out) {
  std::error_code failed;
  fs::create_directories(out, failed);
  if (failed) throw Error(ErrorCode::Io, out.string() + ": cannot make the folder: " + failed.message());
}

}  // namespace

ReproductionManifest reproduce(const ReproductionRequest& request, const ReproductionParts& parts,
                               std::stop_token stop) {
  const ReproductionPlan plan = planReproduction(request);
  ReproductionManifest manifest = plan.manifest;
  if (const auto old = stored(request.out)) {
    requireSame(request.out, old->settings, manifest.settings);
    manifest = merged(*old, std::move(manifest));
  }
  const fs::path out = fs::absolute(request.out).lexically_normal();
  makeFolder(out);
  RunLock lock(out);
  refreshRuns(out, manifest);
  writeReproduction(out, manifest);

  std::vector<std::string> failures;
  auto queue = queueOf(out, plan, manifest);
  if (!queue.empty() && !stop.stop_requested()) failures = train(std::move(queue), parts, stop);

  refreshRuns(out, manifest);
  for (const ReproducedRun& run : manifest.runs) {
    if (const std::string library = libraryOf(out / run.folder); !library.empty()) manifest.library = library;
  }
  writeTables(out, manifest);
  writeReproduction(out, manifest);
  if (!failures.empty()) throw Error(ErrorCode::BadInput, failures.front());
  return manifest;
}

}  // namespace entroscope
