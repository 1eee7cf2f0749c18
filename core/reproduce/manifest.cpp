#include "core/reproduce/manifest.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/run.h"
#include "core/runs/run_writer.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
constexpr const char* kFormat = "entroscope-reproduction";
constexpr int kVersion = 1;

/// Reads fields of one JSON object; errors name the file and the field.
class Reader {
 public:
  Reader(const Json& object, std::string place) : object_(object), place_(std::move(place)) {
    if (!object.is_object()) fail("", "an object", object);
  }

  template <typename Value>
  void operator()(const char* key, Value& value) const {
    const auto found = object_.find(key);
    if (found == object_.end()) {
      throw Error(ErrorCode::BadInput, place_ + ": " + key + ": expected a value, found none");
    }
    try {
      found->get_to(value);
    } catch (const Json::exception&) {
      fail(key, expectation(value), *found);
    }
  }

  template <typename Element, typename Fill>
  void list(const char* key, std::vector<Element>& elements, const Fill& fill) const {
    Json array;
    (*this)(key, array);
    if (!array.is_array()) fail(key, "a list", array);
    for (std::size_t i = 0; i < array.size(); ++i) {
      Element element;
      fill(Reader(array[i], place_ + ": " + key + "[" + std::to_string(i) + "]"), element);
      elements.push_back(std::move(element));
    }
  }

  Reader part(const char* key) const {
    const auto found = object_.find(key);
    return Reader(found == object_.end() ? Json() : *found, place_ + ": " + key);
  }

  [[noreturn]] void fail(const std::string& key, const char* expected, const Json& found) const {
    throw Error(ErrorCode::BadInput,
                place_ + (key.empty() ? "" : ": " + key) + ": expected " + expected + ", found " +
                    found.dump(-1, ' ', true, Json::error_handler_t::replace).substr(0, 60));
  }

 private:
  static const char* expectation(const std::string&) { return "a text"; }
  static const char* expectation(const Json&) { return "a value"; }
  template <typename Element>
  static const char* expectation(const std::vector<Element>&) {
    return "a list";
  }
  template <typename Number>
  static const char* expectation(const Number&) {
    return "a number";
  }

  const Json object_;
  std::string place_;
};

Json settingsJson(const ReproductionSettings& s) {
  return {{"preset", s.preset},
          {"budget_tokens_per_run", s.budget},
          {"set", s.set},
          {"slopes", s.slopes},
          {"seed", s.seed},
          {"device", s.device},
          {"data", s.data},
          {"tokenizer_hash", s.tokenizerHash},
          {"train_hash", s.trainHash},
          {"validation_hash", s.validationHash}};
}

void readSettings(const Reader& read, ReproductionSettings& s) {
  read("preset", s.preset);
  read("budget_tokens_per_run", s.budget);
  read("set", s.set);
  read("slopes", s.slopes);
  read("seed", s.seed);
  read("device", s.device);
  read("data", s.data);
  read("tokenizer_hash", s.tokenizerHash);
  read("train_hash", s.trainHash);
  read("validation_hash", s.validationHash);
}

Json runJson(const ReproducedRun& r) {
  return {{"folder", r.folder},
          {"id", r.id},
          {"model", r.model},
          {"configuration", r.configuration},
          {"shape", r.shape},
          {"steps", r.steps},
          {"tokens_per_step", r.tokensPerStep},
          {"paper_steps", r.paperSteps},
          {"paper_tokens", r.paperTokens},
          {"state", r.state},
          {"steps_made", r.stepsMade},
          {"device", r.device},
          {"departures", r.departures}};
}

void readRun(const Reader& read, ReproducedRun& r) {
  read("folder", r.folder);
  read("id", r.id);
  read("model", r.model);
  read("configuration", r.configuration);
  read("shape", r.shape);
  read("steps", r.steps);
  read("tokens_per_step", r.tokensPerStep);
  read("paper_steps", r.paperSteps);
  read("paper_tokens", r.paperTokens);
  read("state", r.state);
  read("steps_made", r.stepsMade);
  read("device", r.device);
  read("departures", r.departures);
}

Json figureJson(const ReproducedFigure& f) {
  return {{"name", f.name},
          {"complete", f.complete()},
          {"runs", f.runs},
          {"published", f.published},
          {"tables", f.tables}};
}

void readFigure(const Reader& read, ReproducedFigure& f) {
  read("name", f.name);
  read("runs", f.runs);
  read("published", f.published);
  read("tables", f.tables);
}

void requireRuns(const std::string& file, const ReproductionManifest& manifest) {
  for (const ReproducedFigure& figure : manifest.figures) {
    for (const std::string& folder : figure.runs) {
      if (manifest.run(folder) != nullptr) continue;
      throw Error(ErrorCode::BadInput, file + ": figures: " + figure.name +
                                           ": expected a folder that runs lists, found \"" + folder + '"');
    }
  }
}

}  // namespace

const ReproducedRun* ReproductionManifest::run(const std::string& folder) const {
  const auto found = std::ranges::find(runs, folder, &ReproducedRun::folder);
  return found == runs.end() ? nullptr : &*found;
}

const ReproducedFigure* ReproductionManifest::figure(const std::string& name) const {
  const auto found = std::ranges::find(figures, name, &ReproducedFigure::name);
  return found == figures.end() ? nullptr : &*found;
}

Json toJson(const ReproductionManifest& manifest) {
  Json runs = Json::array(), figures = Json::array();
  for (const ReproducedRun& run : manifest.runs) runs.push_back(runJson(run));
  for (const ReproducedFigure& figure : manifest.figures) figures.push_back(figureJson(figure));
  return {{"format", kFormat},
          {"version", kVersion},
          {"program", manifest.program},
          {"library", manifest.library},
          {"settings", settingsJson(manifest.settings)},
          {"train_tokens", manifest.trainTokens},
          {"validation_tokens", manifest.validationTokens},
          {"figures", std::move(figures)},
          {"runs", std::move(runs)}};
}

ReproductionManifest readReproduction(const fs::path& folder) {
  const fs::path file = folder / kReproductionFile;
  if (!fs::exists(file)) {
    throw Error(ErrorCode::Io, folder.string() +
                                   ": expected a folder made by `entroscope-cli reproduce`, found no " +
                                   kReproductionFile + " in it");
  }
  const Reader read(parseJson(readTextFile(file), file.string()), file.string());
  std::string format;
  int version = 0;
  read("format", format);
  read("version", version);
  if (format != kFormat) read.fail("format", kFormat, format);
  if (version != kVersion) read.fail("version", "1", version);
  ReproductionManifest manifest;
  read("program", manifest.program);
  read("library", manifest.library);
  readSettings(read.part("settings"), manifest.settings);
  read("train_tokens", manifest.trainTokens);
  read("validation_tokens", manifest.validationTokens);
  read.list("figures", manifest.figures, readFigure);
  read.list("runs", manifest.runs, readRun);
  requireRuns(file.string(), manifest);
  return manifest;
}

void writeReproduction(const fs::path& folder, const ReproductionManifest& manifest) {
  writeFileAtomically(folder / kReproductionFile, toJson(manifest).dump(2) + "\n");
}

void refreshRuns(const fs::path& folder, ReproductionManifest& manifest) {
  for (ReproducedRun& run : manifest.runs) {
    const fs::path place = folder / run.folder;
    if (!fs::exists(place / "run.toml")) {
      run.state = "queued";
      continue;
    }
    const RunPtr opened = openRun(place.string());
    const RunInfo& info = opened->info();
    run.id = info.id;
    run.state = toText(info.status);
    // A run that ended early at fewer steps than asked for is not what the figure needs.
    if (run.state == toText(RunStatus::Finished) && info.lastStep < run.steps) run.state = "interrupted";
    run.device = info.device;
    run.stepsMade = info.lastStep;
    run.departures = opened->config().departures;
  }
}

}  // namespace entroscope
