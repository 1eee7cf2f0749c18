#include "core/data/sample.h"

#include <unistd.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/resources.h"
#include "core/data/pack.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;
constexpr double kValidFraction = 0.05;
/// Part of the key: raised when packing changes what it writes.
constexpr const char* kLayout = "1";

/// At once: a removal that is interrupted would leave a folder in the way that is no data set.
void moveAway(const fs::path& folder) {
  const fs::path aside = folder.string() + "." + std::to_string(::getpid()) + ".old";
  std::error_code none;
  fs::rename(folder, aside, none);
  fs::remove_all(aside, none);
}

}  // namespace

DataSet openSample() {
  const fs::path source = resourceFolder() / "sample";
  const fs::path corpus = source / "corpus.jsonl.zst", tokenizer = source / "tokenizer.json";
  const std::string key = contentHash(contentHashOfFile(corpus) + contentHashOfFile(tokenizer) + kLayout);
  const fs::path folder = cacheFolder() / ("sample-" + key.substr(0, 16));
  if (fs::exists(folder / "dataset.json")) {
    try {
      DataSet sample = DataSet::open(folder);
      sample.requireSound();
      return sample;
    } catch (const Error&) {
      moveAway(folder);  // damaged: it can be made again
    }
  }
  // Two processes may do this at once: each packs under its own name, the first rename stays.
  PackOptions options;
  options.inputs = {corpus};
  options.tokenizer = tokenizer;
  options.out = folder.string() + "." + std::to_string(::getpid());
  options.validFraction = kValidFraction;
  packCorpus(options);
  if (!fs::exists(folder / "dataset.json")) moveAway(folder);  // the rest of one that was being removed
  std::error_code taken;
  fs::rename(options.out, folder, taken);
  if (taken) fs::remove_all(options.out);
  return DataSet::open(folder);
}

}  // namespace entroscope
