// Reads a corpus from front to back in blocks of about a megabyte, leaving the costly part (JSON,
// UTF-8, encoding) to whoever takes a block. Blocks depend on the corpus alone. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/byte_stream.h"
#include "core/data/corpus_source.h"
#include "core/data/dataset.h"

namespace entroscope {

/// A line, or a piece of a text or token file. Pieces end where no word is cut.
struct RawItem {
  std::uint32_t source = 0;        ///< index into the list of sources
  std::uint64_t line = 0;          ///< of JSON lines, from 1; 0: not a line
  bool first = true, last = true;  ///< of its document
  std::string text;
  std::vector<std::int64_t> tokens;  ///< of a token file
  std::string problem;               ///< why this document cannot be read; empty: it can
};

struct RawBlock {
  std::vector<RawItem> items;
  std::uint64_t bytes = 0;     ///< held by the items
  std::uint64_t consumed = 0;  ///< of all source files, when this block was complete
};

class CorpusReader {
 public:
  /// @param maxDocument bytes a JSON line, or a document in a compressed text file, may unfold to.
  CorpusReader(std::vector<CorpusSource> sources, std::uint64_t maxDocument);
  ~CorpusReader();

  /// False when the corpus has been read. @throws Error{Io}; what is wrong inside a file comes as an
  /// item with a problem.
  bool next(RawBlock& block);

 private:
  struct Open;
  void openSource();
  void closeSource();
  void readItem(RawBlock& block);
  void readLine(RawBlock& block);
  void readPiece(RawBlock& block);
  void readTokens(RawBlock& block);
  bool fill();
  RawItem& add(RawBlock& block, RawItem item);

  std::vector<CorpusSource> sources_;
  std::uint64_t maxDocument_;
  std::uint32_t index_ = 0;
  std::uint64_t consumedBefore_ = 0;
  std::unique_ptr<Open> open_;
};

}  // namespace entroscope
