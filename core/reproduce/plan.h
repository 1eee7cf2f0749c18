// From what was asked for to the runs that answer it: which configurations of which model, for how many
// steps. Nothing is written; whatever cannot work is refused here. Torch- and Qt-free; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/run_config.h"
#include "core/reproduce/manifest.h"

namespace entroscope {

struct ReproductionRequest {
  std::vector<std::string> figures;  ///< "table2", "fig1" …; "all"
  std::vector<std::string> models;   ///< columns of Table 2; empty: all three
  std::string preset = "gpt2";       ///< trained in GPT-2's place: gpt2 or sample, with :modern or not
  std::string data;                  ///< folder made by `data pack`; empty: the bundled sample
  std::int64_t budget = 0;           ///< tokens a run; 0: the preset's own steps
  std::vector<double> slopes;        ///< of fig5; empty: kDefaultSlopes
  std::vector<std::string> set;      ///< KEY=VALUE, as `train --set`
  std::uint64_t seed = 0;
  std::string device = "auto";
  std::filesystem::path out;
};

/// The paper's four values are lost in the text but for 1e-1; these are ours.
inline constexpr double kDefaultSlopes[] = {1e-2, 5e-2, 1e-1, 2e-1};

struct PlannedRun {
  ReproducedRun entry;
  RunConfig config;
};

struct ReproductionPlan {
  ReproductionManifest manifest;  ///< runs and figures of this request alone
  std::vector<PlannedRun> queue;  ///< each run once, whatever figures share it
};

/// @throws Error{BadUsage, BadInput, Io, Unsupported}: unknown names, data missing or too short, a
/// budget below one step, settings that do not fit together, no such device.
ReproductionPlan planReproduction(const ReproductionRequest& request);

/// Shortens a run to `budget` tokens: steps, and with them the intervals of evaluations, measures and
/// checkpoints, so that curves keep their number of points. An evaluation of the whole split becomes
/// one of so many batches that all evaluations together see at most as many tokens as the training.
/// Never lengthens. @throws Error{BadUsage} when the budget is below one step.
void scaleToBudget(RunConfig& config, std::int64_t budget, std::uint64_t validationBatches);

std::int64_t tokensPerStep(const RunConfig& config);

}  // namespace entroscope
