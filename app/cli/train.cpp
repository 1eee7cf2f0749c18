// train: one run, or the queue of a preset, with progress on stderr.
#include <cmath>
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "app/cli/run_source.h"
#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/data/dataset.h"
#include "core/runs/run.h"
#include "core/runs/run_toml.h"
#include "core/runs/run_writer.h"
#include "core/train/training.h"

namespace entroscope::cli {
namespace {

struct TrainOptions {
  RunSource source;
  std::string data, out, device, forkFrom;
  std::string steps, seed;  // as text: the option parser would cut a number that is too large to the largest
  bool resume = false, quiet = false;
};

void applyOptions(RunConfig& config, const TrainOptions& options) {
  if (!options.data.empty())
    setDataPath(config, std::filesystem::absolute(options.data).lexically_normal().string());
  if (!options.steps.empty()) setFieldFromText(config, "train.steps", options.steps);
  if (!options.seed.empty()) setFieldFromText(config, "train.seed", options.seed);
  if (!options.device.empty()) config.train.device = options.device;
}

bool holdsRun(const std::filesystem::path& folder) { return std::filesystem::exists(folder / "run.toml"); }

/// Turns fresh requests into resumed ones where a run is already there; finished runs drop out.
std::vector<RunRequest> resumed(std::vector<RunRequest> queue, const TrainOptions& options) {
  std::vector<RunRequest> left;
  for (RunRequest& request : queue) {
    if (holdsRun(request.folder)) {
      request.config = readConfig(request.folder / "run.toml");
      request.config.name.clear();  // it may get another one until its turn comes
      options.source.applySettings(request.config);
      applyOptions(request.config, options);
      validate(request.config);
      request.resume = true;
      const auto run = openRun(request.folder.string());
      if (run->info().status == RunStatus::Finished && run->info().lastStep >= request.config.train.steps)
        continue;
    }
    left.push_back(std::move(request));
  }
  return left;
}

std::vector<RunRequest> queueFor(const TrainOptions& options) {
  const std::filesystem::path out = options.out;
  std::vector<RunRequest> queue;
  if (options.resume && options.source.config.empty() && options.source.preset.empty()) {
    if (!holdsRun(out))
      throw Error(ErrorCode::BadInput,
                  (out / "run.toml").string() + ": expected a run to resume, found none");
    queue.push_back({RunConfig(), out});
  } else {
    queue = options.source.requests(out);
  }
  for (RunRequest& request : queue) {
    applyOptions(request.config, options);
    request.forkFrom = options.forkFrom;
  }
  if (options.resume) return resumed(std::move(queue), options);
  return queue;
}

/// In a queue the engine waits for a disk that refuses, which may pass: what does not is told before it
/// begins.
void requireUsable(const std::vector<RunRequest>& queue) {
  namespace fs = std::filesystem;
  if (queue.size() < 2) return;  // the trainer itself says it at once
  for (const RunRequest& request : queue) {
    DataSet::open(request.config.data.path);
    if (!request.forkFrom.empty() && !fs::is_directory(request.forkFrom)) {
      throw Error(ErrorCode::BadInput,
                  request.forkFrom.string() + ": expected a checkpoint folder, found none");
    }
    if (request.resume) continue;
    if (holdsRun(request.folder)) {
      throw Error(ErrorCode::BadInput,
                  request.folder.string() +
                      ": expected a new or empty folder, found a run; resume it or choose another folder");
    }
    if (fs::create_directories(request.folder)) fs::remove(request.folder);
  }
}

Json answerFor(const std::vector<Snapshot>& ended) {
  Json runs = Json::array();
  for (const Snapshot& s : ended) {
    Json run = {{"run", s.runPath},
                {"configuration", s.configuration},
                {"state", std::string(toText(s.state))},
                {"steps", s.step},
                {"tokens", s.tokens},
                {"loss", jsonNumber(s.loss)},
                {"evaluation_loss", jsonNumber(s.evaluationLoss)},
                {"perplexity", jsonNumber(std::exp(s.evaluationLoss))},
                {"tokens_per_s", jsonNumber(s.tokensPerSecond)},
                {"device", s.device},
                {"entropy", jsonMatrix(s.entropy, s.entropy.empty() ? 0 : s.layers, s.heads)}};
    if (!s.error.empty()) run["error"] = s.error.english();
    runs.push_back(std::move(run));
  }
  return {{"runs", std::move(runs)}};
}

void train(const TrainOptions& options, const std::string& json) {
  const std::stop_token interrupted = interruptToken();
  std::vector<RunRequest> queue = queueFor(options);
  if (queue.empty()) {
    std::fprintf(stderr, "%s: every run has finished; nothing to resume\n", printable(options.out).c_str());
    writeAnswer(json, answerFor({}));
    return;
  }
  requireUsable(queue);

  Progress progress(options.quiet);
  std::vector<Snapshot> ended;  // training thread, read after it came to rest
  EngineOptions engineOptions;
  engineOptions.published = [&](const Snapshot& snapshot) {
    progress.show(snapshot);
    if (snapshot.state == EngineState::Finished || snapshot.state == EngineState::Interrupted ||
        snapshot.state == EngineState::Failed) {
      ended.push_back(snapshot);
    }
  };
  {
    const auto engine = makeThreadedEngine(realTrainers(), engineOptions);
    engine->apply(Start{std::move(queue)});
    const std::stop_callback onInterrupt(interrupted, [&engine] { engine->apply(Stop{}); });
    while (!engine->waitUntilResting(std::chrono::hours(1))) {
    }
  }
  writeAnswer(json, answerFor(ended));
  for (const Snapshot& snapshot : ended) {
    if (snapshot.state != EngineState::Failed) continue;
    if (snapshot.error.english().starts_with(snapshot.runPath))
      throw Error(ErrorCode::BadInput, snapshot.error);
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2"), snapshot.runPath, snapshot.error);
  }
}

}  // namespace

void registerTrainCommand(CLI::App& app) {
  auto options = std::make_shared<TrainOptions>();
  auto& command = *app.add_subcommand("train", "Train a model, or the queue of a preset, into a run folder");
  options->source.addOptions(command);
  command.add_option("--data", options->data, "Folder made by data pack; the bundled sample when not given")
      ->type_name("DIR");
  command.add_option("--out", options->out, "Run folder (of a preset with several runs: their parent)")
      ->type_name("RUN")
      ->required();
  command.add_option("--steps", options->steps, "Optimizer steps in place of the configuration's")
      ->type_name("N");
  command.add_option("--seed", options->seed, "Seed of weights and data order")->type_name("S");
  command.add_option("--device", options->device, "auto, cpu, cuda or cuda:INDEX")->type_name("DEVICE");
  command.add_option("--fork-from", options->forkFrom, "Start from the weights of this checkpoint folder")
      ->type_name("CHECKPOINT");
  command.add_flag("--resume", options->resume,
                   "Go on from the newest checkpoint; finished runs are left alone");
  command.add_flag("--quiet", options->quiet, "No progress");
  const auto json = addJsonOption(command);
  command.callback([options, json] { train(*options, *json); });
}

}  // namespace entroscope::cli
