#include "app/cli/data_options.h"

#include <cstdio>

namespace entroscope::cli {

void addCorpusOptions(CLI::App& command, PackOptions& options) {
  static const std::map<std::string, CorpusFormat> formats = {{"auto", CorpusFormat::Auto},
                                                              {"jsonl", CorpusFormat::JsonLines},
                                                              {"text", CorpusFormat::Text},
                                                              {"tokens", CorpusFormat::Tokens}};
  static const std::map<std::string, OnBadDocument> onError = {{"fail", OnBadDocument::Fail},
                                                               {"skip", OnBadDocument::Skip}};
  command
      .add_option("--input", options.inputs,
                  "Files or folders: JSON lines, text, token files; .gz and .zst too")
      ->required()
      ->type_name("PATH");
  command.add_option("--format", options.format, "What the files are: auto (by name), jsonl, text or tokens")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
      ->type_name("NAME");
  command.add_option("--glob", options.globs, "Of folders, only files whose name or path below it matches")
      ->type_name("PATTERN");
  command
      .add_option("--field", options.field,
                  "Field of a JSON line that holds the text (default: content, else text)")
      ->type_name("NAME");
  command.add_option("--on-error", options.onError, "A document that cannot be read: fail (default) or skip")
      ->transform(CLI::CheckedTransformer(onError, CLI::ignore_case))
      ->type_name("fail|skip");
  command.add_option("--max-document", options.maxDocument, "Bytes one document may unfold to")
      ->capture_default_str()
      ->type_name("BYTES");
}

void ReadingProgress::show(std::uint64_t bytesDone, std::uint64_t bytesTotal, const std::string& detail) {
  if (!line_.isDue()) return;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  const double share = bytesTotal > 0 ? static_cast<double>(bytesDone) / static_cast<double>(bytesTotal) : 0;
  char numbers[64];
  std::snprintf(numbers, sizeof numbers, "%5.1f %%  %.1f MB/s  ", 100 * share,
                static_cast<double>(bytesDone) / 1e6 / seconds);
  line_.show(numbers + detail + "  " + line_.timeLeft(share));
}

}  // namespace entroscope::cli
