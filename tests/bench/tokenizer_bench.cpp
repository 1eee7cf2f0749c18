// Encodes every document of a corpus on one thread and prints how long that took:
//   tokenizer_bench TOKENIZER CORPUS [REPEATS] -> {"bytes":…,"ids":…,"seconds":[…]}
// Reading is not timed. tokenizer_speed.py runs it side by side with the reference.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/corpus_reader.h"
#include "core/data/json_document.h"
#include "core/data/tokenizer.h"

int main(int argc, char** argv) {
  using namespace entroscope;
  if (argc < 3) {
    std::fprintf(stderr, "usage: tokenizer_bench TOKENIZER CORPUS [REPEATS]\n");
    return 2;
  }
  try {
    const Tokenizer tokenizer = Tokenizer::load(argv[1]);
    std::vector<std::string> documents;
    CorpusReader reader(listCorpus({argv[2]}, {}, CorpusFormat::Auto), 1u << 30);
    RawBlock block;
    while (reader.next(block)) {
      for (RawItem& item : block.items) {
        resolveText(item, "");
        if (!item.problem.empty())
          throw Error(ErrorCode::BadInput, std::string(argv[2]) + ": " + item.problem);
        documents.push_back(std::move(item.text));
      }
    }
    std::uint64_t bytes = 0, ids = 0;
    for (const auto& document : documents) bytes += document.size();
    Json seconds = Json::array();
    for (int repeat = 0; repeat < (argc > 3 ? std::atoi(argv[3]) : 1); ++repeat) {
      ids = 0;
      const auto begin = std::chrono::steady_clock::now();
      for (const auto& document : documents) ids += tokenizer.encode(document).size();
      seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    std::printf("%s\n", Json{{"bytes", bytes}, {"ids", ids}, {"seconds", seconds}}.dump().c_str());
  } catch (const Error& error) {
    std::fprintf(stderr, "tokenizer_bench: %s\n", error.what());
    return error.exitStatus();
  }
  return 0;
}
