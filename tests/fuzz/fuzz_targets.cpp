#include "tests/fuzz/fuzz_targets.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/data/byte_stream.h"
#include "core/data/corpus_reader.h"
#include "core/data/dataset.h"
#include "core/data/json_document.h"
#include "core/data/tokenizer.h"
#include "core/runs/csv.h"
#include "core/runs/import_run.h"
#include "core/runs/manifest.h"
#include "core/runs/recording.h"
#include "core/runs/run.h"
#include "core/runs/run_toml.h"
#include "core/runs/safetensors.h"
#include "core/runs/tfevents.h"
#include "core/runs/verify.h"

namespace entroscope::fuzz {
namespace {

namespace fs = std::filesystem;

// The way into a run folder makes a database each time, which takes as long as reading a hundred recordings;
// what is read again after it was written takes as long as reading it twice. Where an input has several
// readers, each opens it anew and most inputs let none of them go further: one of them is as good a trial.
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
constexpr std::uint64_t kLongestDocument = 1 << 16;
constexpr std::uint32_t kImportEvery = 2048, kWriteEvery = 8;
constexpr bool kOneReader = true;
#else
constexpr std::uint64_t kLongestDocument = 1 << 20;
constexpr std::uint32_t kImportEvery = 64, kWriteEvery = 1;
constexpr bool kOneReader = false;
#endif

/// True for one input in so many, always the same ones.
bool isOneIn(std::uint32_t every, std::string_view bytes) { return crc32c(bytes) % every == 0; }

/// Whether the first or the second of two readers gets this input.
bool isForReader(std::uint32_t number, std::string_view bytes) {
  return !kOneReader || crc32c(bytes) % 2 == number - 1;
}

[[noreturn]] void crash(const char* what, const char* detail) {
  std::fprintf(stderr, "fuzz target: %s: %s\n", what, detail);
  std::abort();
}

/// Runs a parser. Refusing is fine, with one sentence that does not call itself a defect of ours.
template <typename Work>
void guarded(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    const std::string_view text = error.what();
    if (error.code() == ErrorCode::Internal) crash("an internal error", error.what());
    if (text.empty() || text.find('\n') != text.npos) crash("not one line", error.what());
  } catch (const std::exception& error) {
    crash("another exception", error.what());
  }
}

/// A folder of this process in memory, removed at its end. Its files are rewritten in place: making one anew
/// for each input would take longer than most parsers do.
class Scratch {
 public:
  Scratch() {
    const bool memory = ::access("/dev/shm", W_OK) == 0;
    std::string name = (memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "entroscope-fuzz-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) crash("no scratch folder", name.c_str());
    folder_ = name;
  }
  ~Scratch() {
    for (const auto& [name, file] : files_) ::close(file.handle);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const fs::path& put(std::string_view name, std::string_view bytes) {
    auto found = files_.find(name);
    if (found == files_.end()) {
      const fs::path path = folder_ / name;
      const int handle = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
      if (handle < 0) crash("cannot write", path.c_str());
      found = files_.emplace(name, File{path, handle}).first;
    }
    const File& file = found->second;
    const bool whole =
        ::pwrite(file.handle, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()) &&
        ::ftruncate(file.handle, static_cast<off_t>(bytes.size())) == 0;
    if (!whole) crash("cannot write", file.path.c_str());
    return file.path;
  }
  const fs::path& make(std::string_view name) {
    auto found = folders_.find(name);
    if (found == folders_.end()) {
      found = folders_.emplace(name, folder_ / name).first;
      fs::create_directories(found->second);
    }
    return found->second;
  }

 private:
  struct File {
    fs::path path;
    int handle;
  };
  fs::path folder_;
  std::map<std::string, File, std::less<>> files_;
  std::map<std::string, fs::path, std::less<>> folders_;
};

Scratch& scratch() {
  static Scratch folder;
  return folder;
}

void fuzzSafetensors(std::string_view bytes) {
  const auto file = scratch().put("t.safetensors", bytes);
  guarded([&] {
    const SafetensorsFile tensors(file);
    std::size_t total = 0;
    for (const TensorView& tensor : tensors.tensors()) {
      std::size_t values = 1;
      for (const auto size : tensor.shape) values *= static_cast<std::size_t>(size);
      if (values * bytesOf(tensor.type) != tensor.data.size())
        crash("a tensor of another size", tensor.name.c_str());
      total += tensor.data.size();
    }
    if (total > bytes.size()) crash("more data than the file", "");
  });
}

void useTokenizer(const Tokenizer& tokenizer) {
  const std::string_view text = "def f(x): return  x+1 \xc3\xa4\xf0\x9f\x98\x80\xff\n";
  const auto ids = tokenizer.encode(text);
  guarded([&] { tokenizer.decode(ids); });
}

void fuzzTokenizerJson(std::string_view bytes) {
  guarded([&] {
    const Tokenizer tokenizer = Tokenizer::fromJson(bytes, "tokenizer.json");
    guarded([&] { useTokenizer(tokenizer); });
    if (!isOneIn(kWriteEvery, bytes)) return;
    const Tokenizer again = Tokenizer::fromJson(tokenizer.toJson(), "written");
    if (again.hash() != tokenizer.hash()) crash("a tokenizer changes when it is written and read", "");
  });
}

/// vocab.json and merges.txt, divided by the first NUL.
void fuzzVocabMerges(std::string_view bytes) {
  const auto cut = std::min(bytes.find('\0'), bytes.size());
  const auto folder = scratch().make("vocab");
  scratch().put("vocab/vocab.json", bytes.substr(0, cut));
  scratch().put("vocab/merges.txt", bytes.substr(std::min(cut + 1, bytes.size())));
  guarded([&] { useTokenizer(Tokenizer::load(folder)); });
}

void readCorpus(const fs::path& file, CorpusFormat format) {
  guarded([&] {
    CorpusReader reader({{file, format, fs::file_size(file)}}, kLongestDocument);
    RawBlock block;
    std::uint64_t blocks = 0;
    while (reader.next(block)) {
      for (RawItem& item : block.items) {
        if (item.text.size() > 4 * kLongestDocument) crash("a piece beyond its limit", file.c_str());
        if (item.problem.empty()) resolveText(item, "");
      }
      if (++blocks > 4096) crash("a corpus that never ends", file.c_str());
    }
  });
}

void fuzzJsonLines(std::string_view bytes) {
  guarded([&] {
    readJsonDocument(bytes, "");
    readJsonDocument(bytes, "text");
  });
  readCorpus(scratch().put("c.jsonl", bytes), CorpusFormat::JsonLines);
}
void readCompressed(const fs::path& file, std::string_view bytes) {
  if (isForReader(1, bytes)) readCorpus(file, CorpusFormat::JsonLines);
  if (isForReader(2, bytes)) readCorpus(file, CorpusFormat::Text);
}
void fuzzGzip(std::string_view bytes) { readCompressed(scratch().put("c.gz", bytes), bytes); }
void fuzzZstd(std::string_view bytes) { readCompressed(scratch().put("c.zst", bytes), bytes); }

void fuzzTokenFile(std::string_view bytes) {
  const auto file = scratch().put("t.bin", bytes);
  guarded([&] {
    const TokenFile tokens(file);
    if (tokens.size() > bytes.size()) crash("more tokens than bytes", "");
    std::vector<std::int64_t> out(tokens.size());
    tokens.copy(0, out.size(), out.data());
    guarded([&] { tokens.copy(tokens.size(), 1, out.data()); });
  });
  readCorpus(file, CorpusFormat::Tokens);
}

/// dataset.json and the token files beside it, divided by the first NUL.
void fuzzDataset(std::string_view bytes) {
  const auto cut = std::min(bytes.find('\0'), bytes.size());
  const auto folder = scratch().make("data");
  scratch().put("data/dataset.json", bytes.substr(0, cut));
  const auto tokens = bytes.substr(std::min(cut + 1, bytes.size()));
  scratch().put("data/train.bin", tokens);
  scratch().put("data/validation.bin", tokens);
  guarded([&] {
    const DataSet data = DataSet::open(folder);
    const int context = data.info().context > 0 ? data.info().context : 4;
    guarded([&] { data.trainBatch(3, 2, context, 1); });
    guarded([&] { data.validationBatch(0, 2, context); });
  });
}

void readWhole(const fs::path& source, const char* format, std::string_view bytes) {
  guarded([&] { readRecording(source, format); });
  if (!isOneIn(kImportEvery, bytes)) return;
  const auto run = scratch().make("imported") / "run";
  guarded([&] { importRun(source, run, {format, "", ""}); });
  fs::remove_all(run);
}

void fuzzTfevents(std::string_view bytes) {
  readWhole(scratch().put("events.out.tfevents.1", bytes), "tfevents", bytes);
}
void fuzzCsv(std::string_view bytes) { readWhole(scratch().put("r.csv", bytes), "csv", bytes); }
void fuzzPaperLogs(std::string_view bytes) {
  const auto folder = scratch().make("logs");
  const auto half = bytes.size() / 2;
  scratch().put("logs/layer_0_entropy.txt", bytes.substr(0, half));
  scratch().put("logs/layer_3_nan_count.txt", bytes.substr(half));
  readWhole(folder, "paper-logs", bytes);
}

void fuzzRunToml(std::string_view bytes) {
  guarded([&] {
    const RunConfig config = configFromToml(bytes, "run.toml");
    if (!isOneIn(kWriteEvery, bytes)) return;
    const std::string text = toToml(config);
    if (toToml(configFromToml(text, "written")) != text)
      crash("a configuration changes when written and read", "");
  });
}

void fuzzRunDb(std::string_view bytes) {
  const auto folder = scratch().make("run");
  for (const char* name : {"run.db-wal", "run.db-shm", "run.db-journal"}) ::unlink((folder / name).c_str());
  scratch().put("run/run.db", bytes);
  scratch().put("run/run.toml", "name = \"x\"\n");  // all fields would take longer than the database
  if (isForReader(1, bytes)) guarded([&] { verifyRun(folder); });
  if (!isForReader(2, bytes)) return;
  guarded([&] {
    const RunPtr run = openRun(folder.string());
    guarded([&] {
      for (const std::string& name : run->measures()) {
        guarded([&] { run->scalar(name, {}, 16); });
        guarded([&] { run->frames(name, {}, 16); });
        guarded([&] { run->frameAt(name); });
      }
    });
    guarded([&] { run->evaluations(); });
    guarded([&] { run->events(); });
    guarded([&] { run->refresh(); });
  });
}

void fuzzManifest(std::string_view bytes) {
  const auto folder = scratch().make("manifest");
  scratch().put("manifest/manifest.json", bytes);
  scratch().put("manifest/run.toml", "name = \"x\"\n");
  guarded([&] {
    std::int64_t checked = 0;
    checkManifest(folder, "", checked);
  });
}

constexpr Target kTargets[] = {
    {"csv", fuzzCsv},
    {"dataset", fuzzDataset},
    {"gzip", fuzzGzip},
    {"json_lines", fuzzJsonLines},
    {"manifest", fuzzManifest},
    {"paper_logs", fuzzPaperLogs},
    {"run_db", fuzzRunDb, true},
    {"run_toml", fuzzRunToml},
    {"safetensors", fuzzSafetensors},
    {"tfevents", fuzzTfevents},
    {"token_file", fuzzTokenFile},
    {"tokenizer_json", fuzzTokenizerJson},
    {"vocab_merges", fuzzVocabMerges},
    {"zstd", fuzzZstd},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target* find(std::string_view name) {
  for (const Target& target : kTargets) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

}  // namespace entroscope::fuzz
