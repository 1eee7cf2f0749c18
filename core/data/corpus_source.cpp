#include "core/data/corpus_source.h"

#include <fnmatch.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

CorpusFormat formatOf(fs::path path) {
  if (path.extension() == ".gz" || path.extension() == ".zst") path = path.stem();
  const auto ending = path.extension();
  if (ending == ".json" || ending == ".jsonl" || ending == ".ndjson") return CorpusFormat::JsonLines;
  return ending == ".bin" ? CorpusFormat::Tokens : CorpusFormat::Text;
}

bool matches(const fs::path& relative, const std::vector<std::string>& globs) {
  return globs.empty() || std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
           return ::fnmatch(glob.c_str(), relative.filename().c_str(), 0) == 0 ||
                  ::fnmatch(glob.c_str(), relative.c_str(), 0) == 0;
         });
}

std::vector<fs::path> filesBelow(const fs::path& folder, const std::vector<std::string>& globs) {
  std::vector<fs::path> files;
  try {
    for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::end(entry); ++entry) {
      if (entry->path().filename().native().starts_with('.')) {
        entry.disable_recursion_pending();
      } else if (entry->is_regular_file() && matches(entry->path().lexically_relative(folder), globs)) {
        requireInside(folder, entry->path());
        files.push_back(entry->path());
      }
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorCode::Io, Sentence::tr("%1: cannot read the folder: %2"), error.path1(),
                error.code().message());
  }
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return files;
}

}  // namespace

std::vector<CorpusSource> listCorpus(const std::vector<fs::path>& inputs,
                                     const std::vector<std::string>& globs, CorpusFormat format) {
  std::vector<CorpusSource> sources;
  const auto add = [&](const fs::path& path) {
    sources.push_back({path, format == CorpusFormat::Auto ? formatOf(path) : format, fs::file_size(path)});
  };
  for (const fs::path& input : inputs) {
    std::error_code problem;
    const auto status = fs::status(input, problem);
    if (!fs::exists(status)) throw Error(ErrorCode::Io, Sentence::tr("%1: no such file or folder"), input);
    if (fs::is_directory(status)) {
      const auto files = filesBelow(input, globs);
      if (files.empty()) {
        if (globs.empty())
          throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected at least one file in the folder"),
                      input);
        throw Error(ErrorCode::BadInput,
                    Sentence::tr("%1: expected at least one file that matches --glob in the folder"), input);
      }
      for (const fs::path& file : files) add(file);
    } else if (fs::is_regular_file(status)) {
      add(input);
    } else {
      throw Error(ErrorCode::Io, Sentence::tr("%1: expected a regular file or a folder"), input);
    }
  }
  if (sources.empty())
    throw Error(ErrorCode::BadInput, Sentence::tr("corpus: expected at least one input, found none"));
  return sources;
}

}  // namespace entroscope
