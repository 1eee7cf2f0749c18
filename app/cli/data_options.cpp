#include "app/cli/data_options.h"

#include <unistd.h>

#include <cstdio>

namespace entroscope::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kTerminalInterval = std::chrono::milliseconds(200);
constexpr auto kPlainInterval = std::chrono::seconds(5);

std::string clockText(double seconds) {
  char text[32];
  const auto whole = static_cast<long long>(seconds + 0.5);
  std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

}  // namespace

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

ReadingProgress::ReadingProgress() : begin_(Clock::now()), last_(begin_), terminal_(::isatty(2) == 1) {}

ReadingProgress::~ReadingProgress() {
  if (open_) std::fputc('\n', stderr);
}

void ReadingProgress::show(std::uint64_t bytesDone, std::uint64_t bytesTotal, const std::string& detail) {
  const auto now = Clock::now();
  if (now - last_ < (terminal_ ? Clock::duration(kTerminalInterval) : Clock::duration(kPlainInterval)))
    return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const double share = bytesTotal > 0 ? static_cast<double>(bytesDone) / static_cast<double>(bytesTotal) : 0;
  const std::string left = share > 0 ? clockText(seconds * (1 - share) / share) : "unknown";
  std::fprintf(stderr, "%s%5.1f %%  %.1f MB/s  %s  left %s%s", terminal_ ? "\r\033[K" : "", 100 * share,
               static_cast<double>(bytesDone) / 1e6 / seconds, detail.c_str(), left.c_str(),
               terminal_ ? "" : "\n");
  open_ = terminal_;
}

}  // namespace entroscope::cli
