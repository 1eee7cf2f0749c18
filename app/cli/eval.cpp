// eval: loss and perplexity of a stored model on the validation split of a packed data set.
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/status_line.h"
#include "core/model/checkpoint_path.h"
#include "core/train/evaluation.h"

namespace entroscope::cli {
namespace {

EvaluationReport evaluate(const EvaluationRequest& request) {
  StatusLine line;
  return evaluateModel(request, interruptToken(), [&](std::uint64_t done, std::uint64_t batches) {
    if (!line.isDue() || done == batches) return;
    line.show("batch " + std::to_string(done) + "/" + std::to_string(batches) + "  " +
              line.timeLeft(static_cast<double>(done) / static_cast<double>(batches)));
  });
}

}  // namespace

void registerEvalCommand(CLI::App& app) {
  struct Options {
    EvaluationRequest request;
    std::string model, data, run;
  };
  auto options = std::make_shared<Options>();
  auto& command = *app.add_subcommand("eval", "Evaluate a run, checkpoint or Hugging Face folder");
  command.add_option("--model", options->model, "Run, checkpoint or Hugging Face folder")
      ->type_name("DIR")
      ->required();
  command.add_option("--data", options->data, "Folder made by data pack; the bundled sample when not given")
      ->type_name("DIR");
  command.add_option("--device", options->request.device, "auto, cpu, cuda or cuda:INDEX")
      ->type_name("DEVICE");
  command.add_option("--batch", options->request.batch, "Sequences at a time")
      ->type_name("B")
      ->check(aCount());
  command
      .add_option("--context", options->request.context,
                  "Tokens per sequence; the model's own when not given")
      ->type_name("T")
      ->check(aCount());
  command.add_option("--batches", options->request.batches, "At most this many batches; all when not given")
      ->type_name("N")
      ->check(aCount());
  command.add_option("--threads", options->request.threads, "CPU threads; all cores when not given")
      ->type_name("N")
      ->check(aCount());
  command
      .add_option(
          "--run", options->run,
          "Make this run folder of it: every head's entropy and attention on the first batch, and the "
          "loss; the lab opens it beside other runs")
      ->type_name("DIR");
  const auto json = addJsonOption(command);
  command.callback([options, json] {
    EvaluationRequest& request = options->request;
    request.model = resolveCheckpoint(options->model);
    request.data = options->data;
    request.run = options->run;
    const EvaluationReport report = evaluate(request);
    writeAnswer(*json, {{"model", request.model.string()},
                        {"loss", jsonNumber(report.loss)},
                        {"perplexity", jsonNumber(report.perplexity)},
                        {"tokens", report.tokens},
                        {"context", report.context},
                        {"device", report.device},
                        {"tokenizer_hash", report.tokenizerHash},
                        {"validation_hash", report.validationHash}});
    if (*json != "-") {
      std::printf("loss %.6f nats/token, perplexity %.4f over %llu tokens (%s)\n", report.loss,
                  report.perplexity, static_cast<unsigned long long>(report.tokens), report.device.c_str());
    }
  });
}

}  // namespace entroscope::cli
