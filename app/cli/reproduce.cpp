// reproduce: a figure of the paper, its runs one after another into one folder; no drawing.
#include "core/reproduce/reproduce.h"

#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "core/base/printable.h"
#include "core/train/training.h"

namespace entroscope::cli {
namespace {

struct ReproduceOptions {
  ReproductionRequest request;
  bool quiet = false;
};

void reproduceFigures(const ReproduceOptions& options, const std::string& json) {
  const std::stop_token interrupted = interruptToken();
  Progress progress(options.quiet);
  ReproductionParts parts;
  parts.trainers = realTrainers();
  parts.published = [&progress](const Snapshot& snapshot) { progress.show(snapshot); };
  const ReproductionManifest manifest = reproduce(options.request, parts, interrupted);

  const std::string out = options.request.out.string();
  Json answer = {{"out", out}};
  answer.update(toJson(manifest));
  writeAnswer(json, answer);
  for (const ReproducedFigure& figure : manifest.figures) {
    std::string state = figure.complete() ? "complete:" : "not complete; the same command goes on";
    for (const std::string& table : figure.tables) state += " " + table;
    std::fprintf(stderr, "%s: %s %s\n", printable(out).c_str(), printable(figure.name).c_str(),
                 printable(state).c_str());
  }
}

}  // namespace

void registerReproduceCommand(CLI::App& app) {
  auto options = std::make_shared<ReproduceOptions>();
  ReproductionRequest& request = options->request;
  auto& command = *app.add_subcommand(
      "reproduce", "Train what figures of the paper need, and write their numbers; goes on where it stopped");
  command.add_option("FIGURE", request.figures, "table2, fig1, fig2, fig3, fig4, fig5 or all")->required();
  command.add_option("--data", request.data, "Folder made by data pack; the bundled sample when not given")
      ->type_name("DIR");
  command
      .add_option("--budget", request.budget,
                  "Tokens a run: scales its steps down; the preset's own steps when not given")
      ->type_name("TOKENS")
      ->check(CLI::PositiveNumber);
  command
      .add_option("--preset", request.preset,
                  "gpt2, or sample: a model small enough for a CPU in its place; each also with :modern")
      ->capture_default_str()
      ->type_name("NAME");
  command
      .add_option("--models", request.models,
                  "Columns of Table 2: gpt2, pythia-70m, pythia-70m-256 (default: all three)")
      ->delimiter(',')
      ->type_name("LIST");
  command.add_option("--slopes", request.slopes, "Fixed slopes of Figure 5 (default: 0.01,0.05,0.1,0.2)")
      ->delimiter(',')
      ->type_name("LIST");
  command.add_option("--set", request.set, "Change a field of every run, e.g. --set train.threads=1")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--seed", request.seed, "Seed of weights and data order")
      ->capture_default_str()
      ->type_name("S");
  command.add_option("--device", request.device, "auto, cpu, cuda or cuda:INDEX")
      ->capture_default_str()
      ->type_name("DEVICE");
  command.add_option("--out", request.out, "Folder of the reproduction; made, or gone on with")
      ->required()
      ->type_name("DIR");
  command.add_flag("--quiet", options->quiet, "No progress");
  const auto json = addJsonOption(command);
  command.callback([options, json] { reproduceFigures(*options, *json); });
}

}  // namespace entroscope::cli
