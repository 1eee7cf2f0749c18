// Turns a corpus into a data set folder: read, encode on every core, split by document, chunk, write.
// Memory does not grow with the corpus; the output depends on the corpus and the options alone, not on
// the thread count. The folder appears by rename when it is complete.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/run_config.h"
#include "core/data/corpus_source.h"

namespace entroscope {

enum class OnBadDocument { Fail, Skip };

struct PackOptions {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path tokenizer;  ///< file or folder, see Tokenizer::load
  std::filesystem::path out;        ///< must not exist, or be an empty folder
  CorpusFormat format = CorpusFormat::Auto;
  std::vector<std::string> globs;  ///< for folders
  std::string field;               ///< of JSON lines; empty: content, else text
  Chunking chunking = Chunking::Packed;
  int context = 128;            ///< chunk length for Chunking::Paper; packed files serve any length
  double validFraction = 0.05;  ///< of the documents, 0 … 0.5
  std::uint64_t seed = 0;       ///< decides which documents
  OnBadDocument onError = OnBadDocument::Fail;
  std::uint64_t maxDocument = 32u << 20;  ///< bytes one document may unfold to
  int threads = 0;                        ///< 0: all cores
  bool resume = false;                    ///< continue an interrupted pack of the same corpus and options
};

struct PackProgress {
  std::uint64_t bytesDone = 0, bytesTotal = 0;  ///< of the source files as they lie on disk
  std::uint64_t documents = 0, tokens = 0, skipped = 0;
};

struct BadDocument {
  std::string file;
  std::uint64_t line = 0;  ///< 0: not a line
  std::string reason;
};
std::string toText(const BadDocument& bad);  ///< "file:line: reason"

struct PackReport {
  Json dataset;  ///< as written to dataset.json
  std::uint64_t skipped = 0;
  std::vector<BadDocument> firstSkipped;  ///< the first 20; all of them are in skipped.jsonl
  std::uint64_t sourceBytes = 0, textBytes = 0;
  double seconds = 0;
};

/// @param progress called at most five times a second from the calling thread; may be empty.
/// @throws Error{Io, BadInput, Locked}. Then no output is left, except that an interrupted pack keeps
/// `out`.partial for `resume`.
PackReport packCorpus(const PackOptions& options,
                      const std::function<void(const PackProgress&)>& progress = {},
                      std::stop_token stop = {});

}  // namespace entroscope
