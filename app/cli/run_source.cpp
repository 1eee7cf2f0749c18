#include "app/cli/run_source.h"

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/runs/run_toml.h"
#include "core/train/training.h"

namespace entroscope::cli {

void RunSource::addOptions(CLI::App& command) {
  auto* file = command.add_option("--config", config, "Configuration file (run.toml)")->type_name("FILE");
  command.add_option("--preset", preset, "Preset, e.g. sample, sample/SM+G, gpt2/SM+R, pythia-70m")
      ->type_name("NAME")
      ->excludes(file);
  command.add_option("--set", set, "Change a field, e.g. --set optimizer.learning_rate=0.0005")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--kernels", kernels, "fast, or reference: plain operations, to compare with")
      ->check(CLI::IsMember({"fast", "reference"}));
}

void RunSource::applySettings(RunConfig& run) const {
  entroscope::applySettings(run, set);
  if (!kernels.empty()) setFieldFromText(run, "train.kernels", kernels);
}

std::vector<RunRequest> RunSource::requests(const std::filesystem::path& out) const {
  if (config.empty() == preset.empty())
    throw Error(ErrorCode::BadUsage, "expected one of --config and --preset");
  std::vector<RunRequest> queue;
  if (!config.empty()) {
    queue.push_back({readConfig(config), out});
  } else {
    queue = presetQueue(preset, out);
  }
  for (RunRequest& request : queue) {
    applySettings(request.config);
    validate(request.config);
  }
  return queue;
}

}  // namespace entroscope::cli
