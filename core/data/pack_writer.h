// The ordered half of packing: decides each document's side, chunks it and appends it to the token
// files. One thread; documents arrive in corpus order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/run_config.h"
#include "core/data/token_writer.h"

namespace entroscope {

/// Part of one document, encoded.
struct EncodedItem {
  std::uint32_t source = 0;
  std::uint64_t line = 0;
  bool first = true, last = true;
  std::vector<TokenId> ids;
  std::uint64_t textBytes = 0;
  std::string problem;
};

/// Whether document number `document` is for validation: exactly one of every 1/fraction documents,
/// chosen inside its group by the seed.
bool isValidationDocument(std::uint64_t document, double fraction, std::uint64_t seed);

struct PackRule {
  Chunking chunking = Chunking::Packed;
  int context = 128;
  double validFraction = 0;
  std::uint64_t seed = 0;
  std::int64_t endOfText = -1;  ///< put after each document when packed; −1: none
};

class PackWriter {
 public:
  /// @param state what saveState() gave when the folder was left, or null for a new one.
  PackWriter(const std::filesystem::path& folder, std::size_t vocabulary, const PackRule& rule,
             const Json& state);

  /// @return false for a part that has a problem: its document is taken back as a whole.
  bool add(const EncodedItem& item);

  /// Moves a share to validation when no document fell there (corpora of a few documents), then
  /// completes both files. @throws Error{BadInput} when a side is left empty.
  void finish();

  Json saveState();  ///< flushes both files to disk first
  std::uint64_t documents() const { return count_.documents; }
  std::uint64_t emptyDocuments() const { return count_.empty; }
  std::uint64_t validationDocuments() const { return count_.validation; }
  std::uint64_t textBytes() const { return count_.textBytes; }
  std::uint64_t tokens() const { return train_.size() + validation_.size(); }
  std::uint64_t trainTokens() const { return train_.size(); }
  std::uint64_t validationTokens() const { return validation_.size(); }
  std::uint64_t droppedTokens() const { return count_.dropped; }  ///< tails shorter than a chunk

 private:
  void beginDocument();
  void endDocument();
  void cancelDocument();

  PackRule rule_;
  TokenWriter train_, validation_;
  struct Counts {
    std::uint64_t documents = 0, validation = 0, empty = 0, dropped = 0, textBytes = 0;
    std::uint64_t lastTrainBegin = 0;  ///< where the last training document starts
  } count_;
  struct Document {
    bool open = false, ignored = false, validation = false;
    std::uint64_t begin = 0, tokens = 0, textBytes = 0;
  } document_;
  std::vector<TokenId> pending_;  ///< of the open document, less than a chunk
};

}  // namespace entroscope
