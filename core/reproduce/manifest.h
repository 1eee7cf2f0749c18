// reproduction.json: what a reproduction was asked for, what it trains, and how far it is. Read by the
// command line, which goes on from it, and by the desktop program, which draws from it. Plain values;
// torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace entroscope {

inline constexpr const char* kReproductionFile = "reproduction.json";

struct ReproducedRun {
  std::string folder;  ///< below the reproduction's: "runs/gpt2/SM+G"
  std::string model;   ///< the column of Table 2 it stands for: "gpt2"
  std::string configuration;
  std::string shape;  ///< "GPT-2 family, L 6, H 6, d 192, T 128, vocabulary 2048"
  std::int64_t steps = 0, tokensPerStep = 0;
  std::int64_t paperSteps = 0;   ///< of the paper's recipe
  std::int64_t paperTokens = 0;  ///< of a whole run of the paper's
  // Known once it has begun.
  std::string id, state, device;
  std::int64_t stepsMade = 0;
  std::vector<std::string> departures;
  bool finished() const { return state == "finished"; }
};

struct ReproducedFigure {
  std::string name;                    ///< "table2", "fig1" …
  std::vector<std::string> runs;       ///< folders
  std::vector<std::string> published;  ///< addresses of reference runs; empty: not published as data
  std::vector<std::string> tables;     ///< files of its numbers, once every run has finished
  bool complete() const { return !tables.empty(); }
};

/// What decides the numbers: the same throughout one reproduction.
struct ReproductionSettings {
  std::string preset = "gpt2";
  std::int64_t budget = 0;  ///< tokens a run; 0: the preset's own steps
  std::vector<std::string> set;
  std::vector<double> slopes;
  std::uint64_t seed = 0;
  std::string device;  ///< resolved
  std::string data;    ///< folder; empty: the bundled sample
  std::string tokenizerHash, trainHash, validationHash;
};

struct ReproductionManifest {
  ReproductionSettings settings;
  std::int64_t trainTokens = 0, validationTokens = 0;
  std::string program;  ///< version that last wrote it
  std::string library;  ///< "LibTorch 2.11.0", of the newest checkpoint
  std::vector<ReproducedRun> runs;
  std::vector<ReproducedFigure> figures;

  const ReproducedRun* run(const std::string& folder) const;
  const ReproducedFigure* figure(const std::string& name) const;
};

Json toJson(const ReproductionManifest& manifest);
/// @throws Error{Io} naming the folder where it is no reproduction, Error{BadInput} naming file and field.
ReproductionManifest readReproduction(const std::filesystem::path& folder);
void writeReproduction(const std::filesystem::path& folder, const ReproductionManifest& manifest);

/// Asks the run folders what they hold by now: id, state, steps made, departures.
void refreshRuns(const std::filesystem::path& folder, ReproductionManifest& manifest);

}  // namespace entroscope
