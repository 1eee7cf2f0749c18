// A packed data set (folder made by `data pack`: train.bin, validation.bin, dataset.json,
// tokenizer.json) and deterministic batches from it. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// Raw token file, memory-mapped: nanoGPT (uint16, no header) or llm.c (256 × int32 header).
class TokenFile {
 public:
  explicit TokenFile(const std::filesystem::path& path);  ///< @throws Error{Io, BadInput}
  ~TokenFile();
  TokenFile(TokenFile&&) noexcept;
  TokenFile& operator=(TokenFile&&) noexcept;
  std::uint64_t size() const;  ///< tokens
  /// Copies tokens [begin, begin+count) as int64. @throws Error{BadInput} past the end.
  void copy(std::uint64_t begin, std::size_t count, std::int64_t* out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct DataSetInfo {
  std::string tokenizerHash, trainHash, validationHash;
  int vocabulary = 0;
  Chunking chunking = Chunking::Packed;
  int context = 0;  ///< chunk length when chunking is Paper; 0 when packed
  std::uint64_t trainTokens = 0, validationTokens = 0;
};

/// Inputs and targets of one micro-step: row-major [batch, context]; targets are inputs shifted by one.
struct Batch {
  int batch = 0, context = 0;
  std::vector<std::int64_t> inputs, targets;  ///< targets −100 where there is none (chunk ends)
};

class DataSet {
 public:
  /// @param path a packed folder; empty: the bundled sample (unpacked once into the user's cache).
  static DataSet open(const std::filesystem::path& path);  ///< @throws Error{Io, BadInput}

  const DataSetInfo& info() const;
  const std::filesystem::path& folder() const;

  /// What open() does not, as every byte is read, once a process while the files stay as they are: compares
  /// both token files, and tokenizer.json where there is one, with the hashes in dataset.json.
  /// @throws Error{Corrupt} naming the file; Error{Io}; Error{BadInput} where tokenizer.json is a link that
  /// leads out of the folder.
  void requireSound() const;
  void requireSoundValidation() const;  ///< of validation.bin alone
  /// What is in tokenizer.json, where there is one. @throws as requireSound().
  std::optional<std::string> tokenizerJson() const;

  /// Sequences available for training at context T.
  std::uint64_t trainSequences(int context) const;
  /// Batch number `index` (from 0) of `batch` sequences; epoch e visits every sequence once in an
  /// order that depends on seed and e only. Position = index alone, so resuming needs no state.
  Batch trainBatch(std::uint64_t index, int batch, int context, std::uint64_t seed) const;
  /// The validation split in file order; the last batch may be smaller.
  std::uint64_t validationBatches(int batch, int context) const;
  Batch validationBatch(std::uint64_t index, int batch, int context) const;

 private:
  struct State;
  explicit DataSet(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace entroscope
