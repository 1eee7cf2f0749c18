#include "core/data/pack.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/sync.h"
#include "core/data/corpus_reader.h"
#include "core/data/json_document.h"
#include "core/data/ordered_pipeline.h"
#include "core/data/pack_writer.h"
#include "core/data/partial_folder.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kNamedInReport = 20;
constexpr auto kProgressInterval = std::chrono::milliseconds(200);
constexpr auto kCheckpointInterval = std::chrono::seconds(5);
constexpr const char *kState = "state.json", *kSkipped = "skipped.jsonl";

void check(const PackOptions& options) {
  const auto refuse = [](const Sentence& what) { throw Error(ErrorCode::BadUsage, what); };
  if (!(options.validFraction >= 0 && options.validFraction <= 0.5)) {
    refuse(
        {Sentence::tr("--valid-fraction: expected a number from 0 to 0.5, found %1"), options.validFraction});
  }
  if (options.context < 1)
    refuse({Sentence::tr("%1: expected at least %2, found %3"), "--context", 1, options.context});
  if (options.maxDocument < 1)
    refuse({Sentence::tr("%1: expected at least %2, found %3"), "--max-document", 1, 0});
  if (options.threads < 0)
    refuse({Sentence::tr("--threads: expected 0 (all cores) or more, found %1"), options.threads});
}

struct EncodedBlock {
  std::vector<EncodedItem> items;
  std::uint64_t consumed = 0;
};

/// A token file's part, cut at end-of-text into documents.
void splitTokens(const RawItem& raw, const Tokenizer& tokenizer, std::vector<EncodedItem>& items) {
  const std::int64_t end = tokenizer.endOfText();
  EncodedItem item{raw.source, 0, raw.first, false, {}, 0, {}};
  for (const std::int64_t token : raw.tokens) {
    if (token >= static_cast<std::int64_t>(tokenizer.size())) {
      item.problem = "expected token ids below " + std::to_string(tokenizer.size()) +
                     " (the tokenizer's vocabulary), found " + std::to_string(token);
      items.push_back(std::move(item));
      return;
    }
    if (token != end) {
      item.ids.push_back(static_cast<TokenId>(token));
      continue;
    }
    item.last = true;
    items.push_back(std::move(item));
    item = {raw.source, 0, true, false, {}, 0, {}};
  }
  item.last = raw.last;
  items.push_back(std::move(item));
}

/// One run of packing, from listing the files to the rename.
class Packing {
 public:
  Packing(const PackOptions& options, const std::function<void(const PackProgress&)>& progress,
          std::stop_token stop)
      : options_(options),
        progress_(progress),
        stop_(std::move(stop)),
        tokenizer_(Tokenizer::load(options.tokenizer)),
        tokenizerHash_(tokenizer_.hash()),
        sources_(listCorpus(options.inputs, options.globs, options.format)),
        folder_(options.out, options.resume),
        reader_(sources_, options.maxDocument) {
    for (const CorpusSource& source : sources_) report_.sourceBytes += source.bytes;
  }

  PackReport run() {
    try {
      return withIoErrors([this] { return pack(); });
    } catch (const Error& error) {
      std::error_code none;
      if (error.code() != ErrorCode::Io || folder_.kept() || !fs::exists(folder_.path() / kState, none))
        throw;
      folder_.keep();  // a full disk must not cost the hours before it
      throw Error(ErrorCode::Io, Sentence::tr("%1; the same command with --resume continues"),
                  error.sentence());
    }
  }

 private:
  PackReport pack() {
    const auto begin = Clock::now();
    start();
    OrderedPipeline<RawBlock, EncodedBlock> pipeline;
    pipeline.produce = [this](RawBlock& block) { return reader_.next(block); };
    pipeline.transform = [this](RawBlock&& block) { return encode(std::move(block)); };
    pipeline.consume = [this](EncodedBlock&& block) { write(std::move(block)); };
    pipeline.bytes = [](const RawBlock& block) { return block.bytes; };
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    pipeline.run(options_.threads > 0 ? options_.threads : cores);

    // What finish() moves to validation is cut off the training tokens that the state counts on.
    fs::remove(folder_.path() / kState);
    syncFolder(folder_.path());
    writer_->finish();
    syncSkipped();
    if (report_.skipped == 0) fs::remove(folder_.path() / kSkipped);
    writeFileAtomically(folder_.path() / "tokenizer.json", tokenizer_.toJson());
    report_.dataset = describe();
    writeFileAtomically(folder_.path() / "dataset.json", report_.dataset.dump(2) + "\n");
    folder_.complete();
    report_.textBytes = writer_->textBytes();
    report_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return std::move(report_);
  }

  /// Everything the output depends on: an interrupted pack continues only where this is equal.
  std::string identity() const {
    Json parts = {tokenizerHash_,
                  options_.field,
                  toText(options_.chunking),
                  options_.context,
                  options_.seed,
                  options_.validFraction,
                  options_.maxDocument,
                  options_.onError == OnBadDocument::Skip};
    for (const CorpusSource& source : sources_) {
      const auto time = fs::last_write_time(source.path).time_since_epoch().count();
      parts.push_back({source.path.string(), static_cast<int>(source.format), source.bytes, time});
    }
    return contentHash(parts.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  void start() {
    identity_ = identity();
    const fs::path file = folder_.path() / kState, skipped = folder_.path() / kSkipped;
    Json state;
    if (fs::exists(file)) {
      state = parseJson(readTextFile(file), file.string());
      if (state.value("identity", "") != identity_) {
        folder_.keep();
        throw Error(
            ErrorCode::BadInput,
            Sentence::tr("%1: expected a pack of the same corpus and options to resume, found another"),
            file);
      }
      const auto bytes = state.at("skipped_bytes").get<std::uint64_t>();
      if (fs::file_size(skipped) < bytes) {
        throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2"), skipped,
                    Sentence(Sentence::tr("expected at least %1 bytes to go on from, found fewer"), bytes));
      }
      fs::resize_file(skipped, bytes);
      report_.skipped = state.at("skipped").get<std::uint64_t>();
      blocks_ = state.at("blocks").get<std::uint64_t>();
      RawBlock passed;
      for (std::uint64_t i = 0; i < blocks_; ++i) {
        if (stop_.stop_requested()) failInterrupted();
        reader_.next(passed);
      }
    }
    const PackRule rule{options_.chunking, options_.context, options_.validFraction, options_.seed,
                        tokenizer_.endOfText()};
    writer_.emplace(folder_.path(), tokenizer_.size(), rule, state.is_null() ? state : state.at("writer"));
    skippedFile_.open(skipped, state.is_null() ? std::ios::trunc | std::ios::out : std::ios::app);
    lastCheckpoint_ = lastProgress_ = Clock::now();
  }

  [[noreturn]] void failInterrupted() {
    folder_.keep();
    throw Error(ErrorCode::Io, Sentence::tr("%1: interrupted; the same command with --resume continues"),
                folder_.path());
  }

  /// On any worker.
  EncodedBlock encode(RawBlock&& block) const {
    EncodedBlock encoded;
    encoded.consumed = block.consumed;
    for (RawItem& raw : block.items) {
      if (!raw.tokens.empty() || sources_[raw.source].format == CorpusFormat::Tokens) {
        splitTokens(raw, tokenizer_, encoded.items);
        if (!raw.problem.empty()) encoded.items.back().problem = std::move(raw.problem);
        continue;
      }
      resolveText(raw, options_.field);
      EncodedItem item{raw.source, raw.line, raw.first, raw.last, {}, 0, std::move(raw.problem)};
      if (item.problem.empty()) {
        item.textBytes = raw.text.size();
        item.ids.reserve(raw.text.size() / 3);
        tokenizer_.encode(raw.text, item.ids);
      }
      raw.text = {};
      encoded.items.push_back(std::move(item));
    }
    return encoded;
  }

  void write(EncodedBlock&& block) {
    for (const EncodedItem& item : block.items) {
      if (!writer_->add(item)) recordBad({sources_[item.source].path.string(), item.line, item.problem});
    }
    ++blocks_;
    const auto now = Clock::now();
    const bool stopping = stop_.stop_requested();
    if (stopping || now - lastCheckpoint_ > kCheckpointInterval) saveState();
    if (stopping) failInterrupted();
    if (!progress_ || now - lastProgress_ < kProgressInterval) return;
    lastProgress_ = now;
    progress_(
        {block.consumed, report_.sourceBytes, writer_->documents(), writer_->tokens(), report_.skipped});
  }

  void recordBad(BadDocument bad) {
    if (options_.onError == OnBadDocument::Fail) {
      throw Error(ErrorCode::BadInput, Sentence::tr("%1 (--on-error skip passes over such documents)"),
                  toText(bad));
    }
    ++report_.skipped;
    const Json record = {{"file", bad.file}, {"line", bad.line}, {"reason", bad.reason}};
    skippedFile_ << record.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    if (report_.firstSkipped.size() < kNamedInReport) report_.firstSkipped.push_back(std::move(bad));
  }

  void syncSkipped() {
    if (!skippedFile_.flush())
      throw Error(ErrorCode::Io, Sentence::tr("%1: cannot write"), folder_.path() / kSkipped);
    syncFile(folder_.path() / kSkipped);
  }

  void saveState() {
    syncSkipped();
    const Json state = {{"identity", identity_},
                        {"blocks", blocks_},
                        {"skipped", report_.skipped},
                        {"skipped_bytes", fs::file_size(folder_.path() / kSkipped)},
                        {"writer", writer_->saveState()}};
    writeFileAtomically(folder_.path() / kState, state.dump());
    lastCheckpoint_ = Clock::now();
  }

  Json describe() const {
    const bool paper = options_.chunking == Chunking::Paper;
    return {{"format", "entroscope-dataset"},
            {"version", 1},
            {"tokenizer_hash", tokenizerHash_},
            {"train_hash", contentHashOfFile(folder_.path() / "train.bin")},
            {"validation_hash", contentHashOfFile(folder_.path() / "validation.bin")},
            {"vocabulary", tokenizer_.size()},
            {"chunking", toText(options_.chunking)},
            {"context", paper ? options_.context : 0},
            {"train_tokens", writer_->trainTokens()},
            {"validation_tokens", writer_->validationTokens()},
            {"documents", writer_->documents()},
            {"validation_documents", writer_->validationDocuments()},
            {"empty_documents", writer_->emptyDocuments()},
            {"skipped_documents", report_.skipped},
            {"dropped_tokens", writer_->droppedTokens()},
            {"text_bytes", writer_->textBytes()},
            {"valid_fraction", options_.validFraction},
            {"seed", options_.seed},
            {"field", options_.field},
            {"source_files", sources_.size()},
            {"source_bytes", report_.sourceBytes}};
  }

  PackOptions options_;
  std::function<void(const PackProgress&)> progress_;
  std::stop_token stop_;
  Tokenizer tokenizer_;
  std::string tokenizerHash_, identity_;
  std::vector<CorpusSource> sources_;
  PartialFolder folder_;
  CorpusReader reader_;
  std::optional<PackWriter> writer_;
  std::ofstream skippedFile_;
  PackReport report_;
  std::uint64_t blocks_ = 0;
  Clock::time_point lastCheckpoint_, lastProgress_;
};

}  // namespace

std::string toText(const BadDocument& bad) {
  return bad.file + (bad.line > 0 ? ":" + std::to_string(bad.line) : "") + ": " + bad.reason;
}

PackReport packCorpus(const PackOptions& options, const std::function<void(const PackProgress&)>& progress,
                      std::stop_token stop) {
  check(options);
  return Packing(options, progress, std::move(stop)).run();
}

}  // namespace entroscope
