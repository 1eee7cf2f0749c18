// entroscope-cli data pack
#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "core/base/printable.h"

namespace entroscope::cli {
namespace {

Json answer(const PackReport& report, const std::filesystem::path& out) {
  Json named = Json::array();
  for (const BadDocument& bad : report.firstSkipped) {
    named.push_back({{"file", bad.file}, {"line", bad.line}, {"reason", bad.reason}});
  }
  Json result = {{"out", out.string()}};
  result.update(report.dataset);
  result["skipped"] = std::move(named);
  result["seconds"] = jsonNumber(report.seconds);
  return result;
}

void pack(const PackOptions& options, const std::string& json) {
  PackReport report;
  {
    ReadingProgress line;
    const auto show = [&](const PackProgress& now) {
      line.show(now.bytesDone, now.bytesTotal,
                std::to_string(now.documents) + " documents, " + std::to_string(now.tokens) + " tokens, " +
                    std::to_string(now.skipped) + " skipped");
    };
    report = packCorpus(options, show, interruptToken());
  }
  for (const BadDocument& bad : report.firstSkipped)
    std::fprintf(stderr, "skipped %s\n", printable(toText(bad)).c_str());
  if (report.skipped > report.firstSkipped.size()) {
    std::fprintf(stderr, "skipped %llu documents in all; each is named in %s\n",
                 static_cast<unsigned long long>(report.skipped),
                 printable((options.out / "skipped.jsonl").string()).c_str());
  }
  std::fprintf(stderr, "packed %s: %s documents, %s training and %s validation tokens, %.1f s\n",
               printable(options.out.string()).c_str(), report.dataset["documents"].dump().c_str(),
               report.dataset["train_tokens"].dump().c_str(),
               report.dataset["validation_tokens"].dump().c_str(), report.seconds);
  writeAnswer(json, answer(report, options.out));
}

}  // namespace

void registerDataCommands(CLI::App& app) {
  static const std::map<std::string, Chunking> chunkings = {{"paper", Chunking::Paper},
                                                            {"packed", Chunking::Packed}};
  CLI::App* data = app.add_subcommand("data", "Make data sets");
  data->require_subcommand(1);
  CLI::App* command = data->add_subcommand("pack", "Turn a corpus into a data set folder");
  auto options = std::make_shared<PackOptions>();
  addCorpusOptions(*command, *options);
  command
      ->add_option("--tokenizer", options->tokenizer,
                   "tokenizer.json, or a folder with vocab.json and merges.txt")
      ->required()
      ->type_name("FILE");
  command->add_option("--out", options->out, "Folder to make; it appears when it is complete")
      ->required()
      ->type_name("DIR");
  command
      ->add_option(
          "--chunking", options->chunking,
          "packed: documents joined by <|endoftext|>; paper: whole chunks of each document, tails dropped")
      ->transform(CLI::CheckedTransformer(chunkings, CLI::ignore_case))
      ->type_name("paper|packed");
  command->add_option("--context", options->context, "Chunk length for --chunking paper")
      ->capture_default_str();
  command
      ->add_option("--valid-fraction", options->validFraction, "Share of the documents kept for validation")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Decides which documents those are")->capture_default_str();
  command
      ->add_option("--threads", options->threads, "Encoding threads, 0 for all cores; the output is the same")
      ->capture_default_str();
  command->add_flag("--resume", options->resume,
                    "Continue an interrupted pack of the same corpus and options");
  auto json = addJsonOption(*command);
  command->callback([options, json] { pack(*options, *json); });
}

}  // namespace entroscope::cli
