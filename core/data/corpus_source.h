// Which files make up a corpus, in a fixed order. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entroscope {

enum class CorpusFormat {
  Auto,       ///< by the name: .json .jsonl .ndjson (also .gz .zst) are lines, .bin is tokens, else text
  JsonLines,  ///< one JSON object a line, its text in one field
  Text,       ///< one document a file
  Tokens      ///< nanoGPT or llm.c token file
};

struct CorpusSource {
  std::filesystem::path path;
  CorpusFormat format = CorpusFormat::Text;  ///< never Auto
  std::uint64_t bytes = 0;
};

/// Files as named; folders as the regular files below them in byte order of their paths, without
/// hidden ones, and only those whose name or relative path matches one of `globs` where there are any.
/// @throws Error{Io} for what does not exist, Error{BadInput} when nothing is left.
std::vector<CorpusSource> listCorpus(const std::vector<std::filesystem::path>& inputs,
                                     const std::vector<std::string>& globs, CorpusFormat format);

}  // namespace entroscope
