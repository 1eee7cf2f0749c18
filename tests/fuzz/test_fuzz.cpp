// The fuzz targets without a fuzzer: every input of the committed corpus, cut-off and seeded mutations of
// it. No single allocation may be larger than 64 MiB, whatever a size field says.
#include <QDirIterator>
#include <QtTest>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "tests/fuzz/fuzz_targets.h"

#ifndef __SANITIZE_ADDRESS__  // which has a limit of its own
namespace {
constexpr std::size_t kLargestAllocation = std::size_t{64} << 20;
}
void* operator new(std::size_t size) {
  if (size > kLargestAllocation) {
    std::fprintf(stderr, "an allocation of %zu bytes\n", size);
    std::abort();
  }
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

using namespace entroscope;

namespace {

/// One of the things that break parsers: bits, bytes, numbers too large, pieces gone, doubled or foreign.
std::string mutated(std::string bytes, const std::vector<std::string>& corpus, Random& random) {
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(random.below(std::max<std::size_t>(limit, 1)));
  };
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    if (bytes.empty()) bytes = "\n";
    const std::size_t at = below(bytes.size()),
                      length = below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
    switch (below(8)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(below(256));
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 4: {
        constexpr std::uint64_t kNumbers[] = {
            0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1ull << 40, INT64_MAX, UINT64_MAX};
        const std::uint64_t number = kNumbers[below(std::size(kNumbers))];
        const std::size_t width = std::size_t{1} << below(4);
        if (at + width <= bytes.size()) std::memcpy(bytes.data() + at, &number, width);
        break;
      }
      case 5: {
        constexpr const char* kTexts[] = {
            "-1", "99999999999999999999", "1e999",    "NaN",    "nan", "[[[[[[[[", "{\"a\":",
            "\"", "../../etc/passwd",     "\xff\xfe", "\\u0000"};
        bytes.insert(at, kTexts[below(std::size(kTexts))]);
        break;
      }
      case 6: {
        const std::string& other = corpus[below(corpus.size())];
        const std::size_t from = below(other.size());
        bytes.insert(at, other.substr(from, below(128)));
        break;
      }
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

}  // namespace

class TestFuzz : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void corpusAndMutations_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const auto& target : fuzz::targets()) QTest::newRow(std::string(target.name).c_str()) << index++;
  }

  void corpusAndMutations() {
    QFETCH(int, index);
    const fuzz::Target& target = fuzz::targets()[static_cast<std::size_t>(index)];
    std::vector<std::string> corpus;
    QDirIterator files(
        QString(ENTROSCOPE_FUZZ_CORPUS) + "/" + QString::fromStdString(std::string(target.name)),
        QDir::Files);
    QStringList names;
    while (files.hasNext()) names << files.next();
    names.sort();
    for (const QString& name : names) corpus.push_back(readTextFile(name.toStdString()));
    QVERIFY2(!corpus.empty(), "no corpus");

    std::int64_t tried = 0;
    const auto run = [&](const std::string& bytes) {
      target.run(bytes);  // aborts where it must not go on
      ++tried;
    };
    run({});
    for (const std::string& bytes : corpus) {
      run(bytes);
      const std::size_t stride = bytes.size() / (target.slow ? 20 : 200) + 1;
      for (std::size_t cut = 0; cut < bytes.size(); cut += stride) run(bytes.substr(0, cut));
    }
    Random random(2024 + static_cast<std::uint64_t>(index));
    const int mutations =
        (target.slow ? 300 : 3000) * (qEnvironmentVariableIntValue("ENTROSCOPE_LONG") > 0 ? 10 : 1);
    for (int i = 0; i < mutations; ++i)
      run(mutated(corpus[static_cast<std::size_t>(random.below(corpus.size()))], corpus, random));
    qInfo("%lld inputs", static_cast<long long>(tried));
  }

  void deepNestingIsRefused() {
    // Parsers that call themselves for each level would use up the stack.
    for (const auto& target : fuzz::targets()) {
      for (const char* opening : {"[", "{\"a\":", "a = [", "[a."}) {
        std::string deep;
        for (int i = 0; i < 200'000; ++i) deep += opening;
        target.run(deep);
        if (target.name == "safetensors") {
          const std::uint64_t length = deep.size() + 6;
          target.run(std::string(reinterpret_cast<const char*>(&length), sizeof length) + "{\"w\":" + deep +
                     " ");
        }
      }
      std::string parts;
      for (int i = 0; i < 500'000; ++i) parts += "a.";
      target.run(parts + "a = 1\n");
      std::string closed = "{\"model\": " + std::string(200'000, '[') + std::string(200'000, ']') + "}";
      target.run(closed);
    }
  }
};

QTEST_GUILESS_MAIN(TestFuzz)
#include "test_fuzz.moc"
