// What `data pack` and `tokenizer train` share: where the text comes from, and how far reading has got.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/cli/status_line.h"
#include "core/data/pack.h"

namespace entroscope::cli {

/// Adds --input, --format, --glob, --field, --on-error and --max-document, bound to `options`, which
/// must outlive the parsing.
void addCorpusOptions(CLI::App& command, PackOptions& options);

class ReadingProgress {
 public:
  /// @param detail such as "1,200 documents, 3 skipped".
  void show(std::uint64_t bytesDone, std::uint64_t bytesTotal, const std::string& detail);

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  StatusLine line_;
};

}  // namespace entroscope::cli
