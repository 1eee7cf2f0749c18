// Which run a command means: --config FILE or --preset NAME, changed by --set key=value.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "core/engine/engine.h"

namespace entroscope::cli {

struct RunSource {
  std::string config, preset, kernels;
  std::vector<std::string> set;

  void addOptions(CLI::App& command);
  /// One run for a file, one or more for a preset; folders below `out`. @throws Error.
  std::vector<RunRequest> requests(const std::filesystem::path& out) const;
  /// The --set changes, in order, then --kernels. @throws Error{BadInput, BadUsage}.
  void applySettings(RunConfig& config) const;
};

}  // namespace entroscope::cli
