#include "core/data/dataset.h"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <mutex>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/data/permutation.h"
#include "core/data/sample.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t kNoTarget = -100;
constexpr const char *kTrain = "train.bin", *kValidation = "validation.bin", *kTokenizer = "tokenizer.json";

[[noreturn]] void fail(const fs::path& path, const Sentence& what) {
  throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2"), path, what);
}

/// Reads one field of dataset.json as T.
template <typename T>
T field(const Json& object, const fs::path& file, const char* key, bool (Json::*isType)() const noexcept,
        Sentence::Pattern expected) {
  const auto found = object.find(key);
  if (found == object.end() || !((*found).*isType)()) {
    const Sentence instead =
        found == object.end() ? Sentence(Sentence::tr("nothing")) : Sentence(found->dump().substr(0, 60));
    fail(file, {Sentence::tr("%1: expected %2, found %3"), key, expected, instead});
  }
  return found->get<T>();
}

std::string text(const Json& object, const fs::path& file, const char* key) {
  return field<std::string>(object, file, key, &Json::is_string, Sentence::tr("text"));
}

std::uint64_t number(const Json& object, const fs::path& file, const char* key) {
  return field<std::uint64_t>(object, file, key, &Json::is_number_unsigned, Sentence::tr("a whole number"));
}

/// A whole number that an int holds.
int count(const Json& object, const fs::path& file, const char* key) {
  constexpr std::uint64_t kLargest = 1u << 30;
  const std::uint64_t value = number(object, file, key);
  if (value > kLargest) fail(file, {Sentence::tr("%1: expected at most %2, found %3"), key, kLargest, value});
  return static_cast<int>(value);
}

DataSetInfo readInfo(const fs::path& file) {
  const Json document = parseJson(readTextFile(file, 64u << 20), file.string());
  if (!document.is_object() || document.value("format", Json()) != "entroscope-dataset") {
    fail(file, Sentence::tr("format: expected 'entroscope-dataset'"));
  }
  if (number(document, file, "version") != 1)
    fail(file, {Sentence::tr("%1: expected %2, found %3"), "version", 1, document["version"].dump()});
  DataSetInfo info;
  info.tokenizerHash = text(document, file, "tokenizer_hash");
  info.trainHash = text(document, file, "train_hash");
  info.validationHash = text(document, file, "validation_hash");
  info.vocabulary = count(document, file, "vocabulary");
  info.context = count(document, file, "context");
  info.trainTokens = number(document, file, "train_tokens");
  info.validationTokens = number(document, file, "validation_tokens");
  const std::string chunking = text(document, file, "chunking");
  if (chunking != toText(Chunking::Packed) && chunking != toText(Chunking::Paper)) {
    fail(file, {Sentence::tr("chunking: expected packed or paper, found '%1'"), chunking});
  }
  info.chunking = chunking == toText(Chunking::Paper) ? Chunking::Paper : Chunking::Packed;
  if (info.chunking == Chunking::Paper && info.context < 1)
    fail(file, Sentence::tr("context: expected at least 1 for chunking paper"));
  return info;
}

/// What changes when a file does.
struct FileState {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  time_t seconds = 0;  ///< of the last change, also of its modification time
  long nanoseconds = 0;
  bool operator==(const FileState&) const = default;

  static FileState of(const fs::path& file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) return {};
    return {info.st_dev, info.st_ino, info.st_size, info.st_ctim.tv_sec, info.st_ctim.tv_nsec};
  }
};

/// Reads a file once a process, as long as it stays as it is: the runs of a queue share their data, of which
/// there may be gigabytes.
std::string contentHashOfUnchanged(const fs::path& file) {
  static std::mutex mutex;
  static std::map<fs::path, std::pair<FileState, std::string>> known;
  const FileState before = FileState::of(file);
  {
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(file); found != known.end() && found->second.first == before)
      return found->second.second;
  }
  // Two changes within one tick of the file system's clock look like one, the second would not show.
  constexpr time_t kTicks = 2;
  const bool settled = before.seconds < std::time(nullptr) - kTicks;
  std::string hash = contentHashOfFile(file);
  if (settled && FileState::of(file) == before) {
    const std::lock_guard lock(mutex);
    known.insert_or_assign(file, std::pair(before, hash));
  }
  return hash;
}

}  // namespace

struct DataSet::State {
  explicit State(const fs::path& path)
      : folder(path),
        info(withPrintableErrors([&] { return readInfo(path / "dataset.json"); })),
        train(path / kTrain),
        validation(path / kValidation) {
    checkTokens(kTrain, train, info.trainTokens);
    checkTokens(kValidation, validation, info.validationTokens);
  }

  void checkTokens(const char* name, const TokenFile& file, std::uint64_t expected) const {
    if (file.size() != expected) {
      fail(folder / name,
           {Sentence::tr("expected %1 tokens as dataset.json says, found %2"), expected, file.size()});
    }
  }

  void checkContent(const char* name, const std::string& expected, const std::string& found) const {
    if (found == expected) return;
    throw Error(
        ErrorCode::Corrupt,
        Sentence::tr("%1: expected the content whose hash is in dataset.json, found another; pack the corpus "
                     "anew"),
        folder / name);
  }

  std::uint64_t sequences(std::uint64_t tokens, int context) const {
    if (context < 1)
      throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected at least %2, found %3"), "context", 1,
                  context);
    if (info.chunking == Chunking::Packed) return tokens == 0 ? 0 : (tokens - 1) / context;
    if (context != info.context) {
      fail(folder,
           {Sentence::tr(
                "model.context: expected %1, the chunk length of this data set (chunking paper), found %2"),
            info.context, context});
    }
    return tokens / context;
  }

  /// Fills row `row` of the batch with sequence number `sequence`.
  void fill(const TokenFile& file, const char* name, std::uint64_t sequence, int row, Batch& batch) const {
    const auto width = static_cast<std::size_t>(batch.context);
    std::int64_t* inputs = batch.inputs.data() + row * width;
    std::int64_t* targets = batch.targets.data() + row * width;
    file.copy(sequence * width, width, inputs);
    if (info.chunking == Chunking::Packed) {
      file.copy(sequence * width + 1, width, targets);
    } else {
      std::copy(inputs + 1, inputs + width, targets);
      targets[width - 1] = kNoTarget;
    }
    const std::int64_t largest = std::max(*std::max_element(inputs, inputs + width), targets[width - 1]);
    if (largest >= info.vocabulary) {
      throw Error(ErrorCode::Corrupt, Sentence::tr("%1: expected token ids below %2, found %3"),
                  folder / name, info.vocabulary, largest);
    }
  }

  Batch empty(int rows, int context) const {
    Batch batch{rows, context, {}, {}};
    batch.inputs.resize(static_cast<std::size_t>(rows) * context);
    batch.targets.resize(batch.inputs.size());
    return batch;
  }

  fs::path folder;
  DataSetInfo info;
  TokenFile train, validation;
};

DataSet DataSet::open(const fs::path& path) {
  if (path.empty()) return openSample();
  if (!fs::exists(path)) throw Error(ErrorCode::Io, Sentence::tr("%1: no such data set"), path);
  if (!fs::is_directory(path))
    fail(path, Sentence::tr("expected a folder made by `data pack`, found a file"));
  if (!fs::exists(path / "dataset.json"))
    fail(path, Sentence::tr("expected a folder made by `data pack`, found no dataset.json in it"));
  return DataSet(std::make_shared<const State>(path));
}

const DataSetInfo& DataSet::info() const { return state_->info; }
const fs::path& DataSet::folder() const { return state_->folder; }

void DataSet::requireSound() const {
  tokenizerJson();  // refused where it is not what dataset.json says
  state_->checkContent(kTrain, info().trainHash, contentHashOfUnchanged(state_->folder / kTrain));
  requireSoundValidation();
}

std::optional<std::string> DataSet::tokenizerJson() const {
  const fs::path file = state_->folder / kTokenizer;
  if (!fs::exists(file)) return std::nullopt;
  requireInside(state_->folder, file);
  std::string text = readTextFile(file);
  state_->checkContent(kTokenizer, info().tokenizerHash, contentHash(text));
  return text;
}

void DataSet::requireSoundValidation() const {
  state_->checkContent(kValidation, info().validationHash,
                       contentHashOfUnchanged(state_->folder / kValidation));
}

std::uint64_t DataSet::trainSequences(int context) const {
  return state_->sequences(state_->info.trainTokens, context);
}

Batch DataSet::trainBatch(std::uint64_t index, int batch, int context, std::uint64_t seed) const {
  const std::uint64_t sequences = trainSequences(context);
  if (batch < 1)
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected at least %2, found %3"), "train.batch", 1,
                batch);
  if (sequences == 0) {
    fail(state_->folder / kTrain,
         {Sentence::tr("expected at least one sequence of %1 tokens and its target, found %2 tokens"),
          context, info().trainTokens});
  }
  Batch result = state_->empty(batch, context);
  std::uint64_t epoch = index * batch / sequences;
  Permutation order(sequences, seed, epoch);
  for (int row = 0; row < batch; ++row) {
    const std::uint64_t position = index * batch + row;
    if (position / sequences != epoch) order = Permutation(sequences, seed, epoch = position / sequences);
    state_->fill(state_->train, kTrain, order(position % sequences), row, result);
  }
  return result;
}

std::uint64_t DataSet::validationBatches(int batch, int context) const {
  if (batch < 1)
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected at least %2, found %3"), "train.batch", 1,
                batch);
  return (state_->sequences(info().validationTokens, context) + batch - 1) / batch;
}

Batch DataSet::validationBatch(std::uint64_t index, int batch, int context) const {
  const std::uint64_t batches = validationBatches(batch, context);
  if (index >= batches) {
    fail(state_->folder / kValidation,
         {Sentence::tr("expected a batch number below %1, found %2"), batches, index});
  }
  const std::uint64_t first = index * batch;
  const std::uint64_t left = state_->sequences(info().validationTokens, context) - first;
  Batch result = state_->empty(static_cast<int>(std::min<std::uint64_t>(batch, left)), context);
  for (int row = 0; row < result.batch; ++row) {
    state_->fill(state_->validation, kValidation, first + row, row, result);
  }
  return result;
}

}  // namespace entroscope
