// entroscope-cli tokenizer train|encode|decode
#include "core/data/tokenizer.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/printable.h"
#include "core/data/bpe_trainer.h"
#include "core/data/corpus_reader.h"
#include "core/data/json_document.h"

namespace entroscope::cli {
namespace {

namespace fs = std::filesystem;

struct TrainOptions {
  PackOptions corpus;
  BpeTrainerOptions trainer;
  fs::path out;
};

struct CodeOptions {
  fs::path tokenizer, input, out;
};

/// Adds every document of the corpus; returns how many were skipped.
std::uint64_t readCorpus(const PackOptions& options, BpeTrainer& trainer) {
  const auto sources = listCorpus(options.inputs, options.globs, options.format);
  std::uint64_t total = 0, skipped = 0;
  for (const CorpusSource& source : sources) {
    total += source.bytes;
    if (source.format == CorpusFormat::Tokens) {
      throw Error(ErrorCode::BadInput,
                  source.path.string() + ": expected text to learn from, found a token file");
    }
  }
  ReadingProgress progress;
  CorpusReader reader(sources, options.maxDocument);
  RawBlock block;
  while (reader.next(block)) {
    for (RawItem& item : block.items) {
      resolveText(item, options.field);
      if (item.problem.empty()) {
        trainer.add(item.text);
        continue;
      }
      const BadDocument bad{sources[item.source].path.string(), item.line, item.problem};
      if (options.onError == OnBadDocument::Fail) throw Error(ErrorCode::BadInput, toText(bad));
      std::fprintf(stderr, "skipped %s\n", printable(toText(bad)).c_str());
      ++skipped;
    }
    if (interruptToken().stop_requested()) throw Error(ErrorCode::Io, "interrupted; nothing was written");
    progress.show(block.consumed, total, std::to_string(trainer.bytes()) + " bytes of text");
  }
  return skipped;
}

void train(const TrainOptions& options, const std::string& json) {
  const auto begin = std::chrono::steady_clock::now();
  BpeTrainer trainer;
  const std::uint64_t skipped = readCorpus(options.corpus, trainer);
  const Tokenizer tokenizer = trainer.train(options.trainer);
  writeFileAtomically(options.out, tokenizer.toJson());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (tokenizer.size() < options.trainer.vocabulary) {
    std::fprintf(stderr, "the corpus has pairs for %zu tokens only, not %zu\n", tokenizer.size(),
                 options.trainer.vocabulary);
  }
  std::fprintf(stderr, "wrote %s: %zu tokens learnt from %llu bytes, %.1f s\n",
               printable(options.out.string()).c_str(), tokenizer.size(),
               static_cast<unsigned long long>(trainer.bytes()), seconds);
  writeAnswer(json, {{"out", options.out.string()},
                     {"vocabulary", tokenizer.size()},
                     {"hash", tokenizer.hash()},
                     {"text_bytes", trainer.bytes()},
                     {"skipped_documents", skipped},
                     {"seconds", jsonNumber(seconds)}});
}

std::string readInput(const fs::path& path) {
  if (path != "-") return readTextFile(path);
  std::string text;
  char block[65536];
  while (const std::size_t got = std::fread(block, 1, sizeof block, stdin)) text.append(block, got);
  return text;
}

void writeOutput(const fs::path& path, std::string_view bytes) {
  if (!path.empty()) return writeFileAtomically(path, bytes);
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0) {
    throw Error(ErrorCode::Io, std::string("standard output: cannot write: ") + std::strerror(errno));
  }
}

void encode(const CodeOptions& options, const std::string& json) {
  const Tokenizer tokenizer = Tokenizer::load(options.tokenizer);
  const std::vector<TokenId> ids = tokenizer.encode(readInput(options.input));
  std::string array = "[";
  for (const TokenId id : ids) array += (array.size() > 1 ? "," : "") + std::to_string(id);
  array += "]\n";
  if (json.empty() || !options.out.empty()) writeOutput(options.out, array);
  if (!json.empty()) writeOutput(json == "-" ? fs::path() : fs::path(json), array);
}

/// Ids of a JSON array, or numbers with white space between them.
std::vector<TokenId> readIds(const fs::path& input) {
  const std::string text = readInput(input);
  std::vector<TokenId> ids;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (std::strchr(" \t\r\n,[]", *at) && *at != '\0') {
      ++at;
      continue;
    }
    TokenId id = 0;
    const auto [next, problem] = std::from_chars(at, end, id);
    if (problem != std::errc()) {
      const std::string found(at, std::min(std::find_if(at, end, [](unsigned char c) { return c < ' '; }),
                                           at + std::min<std::ptrdiff_t>(20, end - at)));
      throw Error(ErrorCode::BadInput, input.string() + ": byte " + std::to_string(at - text.data() + 1) +
                                           ": expected a token id, found '" + found + "'");
    }
    ids.push_back(id);
    at = next;
  }
  return ids;
}

void decode(const CodeOptions& options, const std::string& json) {
  const Tokenizer tokenizer = Tokenizer::load(options.tokenizer);
  const std::string text = tokenizer.decode(readIds(options.input));
  if (json.empty() || !options.out.empty()) writeOutput(options.out, text);
  writeAnswer(json, {{"text", text}});
}

std::shared_ptr<CodeOptions> addCodeOptions(CLI::App& command, const char* input) {
  auto options = std::make_shared<CodeOptions>();
  command
      .add_option("--tokenizer", options->tokenizer,
                  "tokenizer.json, or a folder with vocab.json and merges.txt")
      ->required()
      ->type_name("FILE");
  command.add_option("--input", options->input, input)->required()->type_name("FILE");
  command.add_option("--out", options->out, "File to write (default: standard output)")->type_name("FILE");
  return options;
}

void registerTrain(CLI::App& parent) {
  CLI::App* command = parent.add_subcommand("train", "Learn a byte-level BPE vocabulary from a corpus");
  auto options = std::make_shared<TrainOptions>();
  addCorpusOptions(*command, options->corpus);
  command
      ->add_option("--vocabulary", options->trainer.vocabulary,
                   "Tokens in all, bytes and special ones included")
      ->capture_default_str();
  command
      ->add_option("--min-frequency", options->trainer.minFrequency, "Pairs seen less often are not merged")
      ->capture_default_str();
  command->add_option("--special", options->trainer.special, "Special tokens, which get the first ids")
      ->capture_default_str();
  command->add_option("--out", options->out, "tokenizer.json to write")->required()->type_name("FILE");
  auto json = addJsonOption(*command);
  command->callback([options, json] { train(*options, *json); });
}

}  // namespace

void registerTokenizerCommands(CLI::App& app) {
  CLI::App* tokenizer = app.add_subcommand("tokenizer", "Train and use tokenizers");
  tokenizer->require_subcommand(1);
  registerTrain(*tokenizer);

  CLI::App* encoding = tokenizer->add_subcommand("encode", "Text to token ids, as a JSON array");
  auto encodeOptions = addCodeOptions(*encoding, "Text file, or - for standard input");
  auto encodeJson = addJsonOption(*encoding);
  encoding->callback([encodeOptions, encodeJson] { encode(*encodeOptions, *encodeJson); });

  CLI::App* decoding = tokenizer->add_subcommand("decode", "Token ids to text");
  auto decodeOptions = addCodeOptions(*decoding, "JSON array of ids, or - for standard input");
  auto decodeJson = addJsonOption(*decoding);
  decoding->callback([decodeOptions, decodeJson] { decode(*decodeOptions, *decodeJson); });
}

}  // namespace entroscope::cli
