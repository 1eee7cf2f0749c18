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

/// Puts fields into a JSON object, as Reader takes them out of one.
class Writer {
 public:
  template <typename Value>
  void operator()(const char* key, const Value& value) const {
    object_[key] = value;
  }
  Json take() { return std::move(object_); }

 private:
  mutable Json object_ = Json::object();
};

// Each list of fields stands once, for writing and for reading.
template <typename Visit, typename Settings>
void visitSettings(const Visit& visit, Settings& s) {
  visit("preset", s.preset);
  visit("budget_tokens_per_run", s.budget);
  visit("set", s.set);
  visit("slopes", s.slopes);
  visit("seed", s.seed);
  visit("device", s.device);
  visit("data", s.data);
  visit("tokenizer_hash", s.tokenizerHash);
  visit("train_hash", s.trainHash);
  visit("validation_hash", s.validationHash);
}

template <typename Visit, typename Run>
void visitRun(const Visit& visit, Run& r) {
  visit("folder", r.folder);
  visit("id", r.id);
  visit("model", r.model);
  visit("configuration", r.configuration);
  visit("shape", r.shape);
  visit("steps", r.steps);
  visit("tokens_per_step", r.tokensPerStep);
  visit("paper_steps", r.paperSteps);
  visit("paper_tokens", r.paperTokens);
  visit("state", r.state);
  visit("steps_made", r.stepsMade);
  visit("device", r.device);
  visit("departures", r.departures);
}

template <typename Visit, typename Figure>
void visitFigure(const Visit& visit, Figure& f) {
  visit("name", f.name);
  visit("runs", f.runs);
  visit("published", f.published);
  visit("tables", f.tables);
}

Json settingsJson(const ReproductionSettings& settings) {
  Writer write;
  visitSettings(write, settings);
  return write.take();
}

Json runJson(const ReproducedRun& run) {
  Writer write;
  visitRun(write, run);
  return write.take();
}

Json figureJson(const ReproducedFigure& figure) {
  Writer write;
  visitFigure(write, figure);
  write("complete", figure.complete());
  return write.take();
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
  visitSettings(read.part("settings"), manifest.settings);
  read("train_tokens", manifest.trainTokens);
  read("validation_tokens", manifest.validationTokens);
  read.list("figures", manifest.figures,
            [](const Reader& part, ReproducedFigure& figure) { visitFigure(part, figure); });
  read.list("runs", manifest.runs, [](const Reader& part, ReproducedRun& run) { visitRun(part, run); });
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
