// Token files and batches: order, targets, epochs, and damaged data sets.
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cstring>
#include <fstream>
#include <set>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/data/dataset.h"
#include "core/data/permutation.h"
#include "core/data/token_writer.h"
#include "data_fixture.h"

using namespace entroscope;
using namespace entroscope::test;

namespace {

/// A data set whose training tokens are 0, 1, 2 …
std::filesystem::path makeDataSet(const Folder& folder, int tokens, const char* chunking, int context,
                                  int vocabulary = 1000) {
  std::vector<TokenId> ids(static_cast<std::size_t>(tokens));
  for (int i = 0; i < tokens; ++i) ids[static_cast<std::size_t>(i)] = static_cast<TokenId>(i % 60'000);
  for (const char* name : {"train.bin", "validation.bin"}) {
    TokenWriter writer(folder / name, 1000);
    writer.append(ids);
    writer.finish();
  }
  const Json info = {{"format", "entroscope-dataset"},
                     {"version", 1},
                     {"tokenizer_hash", contentHash("{}")},
                     {"train_hash", contentHashOfFile(folder / "train.bin")},
                     {"validation_hash", contentHashOfFile(folder / "validation.bin")},
                     {"vocabulary", vocabulary},
                     {"chunking", chunking},
                     {"context", context},
                     {"train_tokens", tokens},
                     {"validation_tokens", tokens}};
  folder.write("dataset.json", info.dump());
  return folder.path();
}

}  // namespace

class TestDataBatches : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void permutationVisitsEachOnce() {
    for (const std::uint64_t size : {1ull, 2ull, 3ull, 7ull, 64ull, 65ull, 1000ull, 4097ull}) {
      std::set<std::uint64_t> seen;
      const Permutation order(size, 3, 0);
      for (std::uint64_t i = 0; i < size; ++i) seen.insert(order(i));
      QCOMPARE(seen.size(), static_cast<std::size_t>(size));
      QVERIFY(*seen.rbegin() == size - 1);
    }
    int equal = 0;
    const Permutation first(1000, 3, 0), nextEpoch(1000, 3, 1), otherSeed(1000, 4, 0);
    for (std::uint64_t i = 0; i < 1000; ++i)
      equal += (first(i) == nextEpoch(i)) + (first(i) == otherSeed(i)) + (first(i) == i);
    QVERIFY2(equal < 30, std::to_string(equal).c_str());
  }

  void packedTargetsAreTheNextTokens() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 101, "packed", 0));
    QCOMPARE(data.trainSequences(10), std::uint64_t{10});
    QCOMPARE(data.trainSequences(7), std::uint64_t{14});
    std::set<std::int64_t> starts;
    for (std::uint64_t index = 0; index < 5; ++index) {
      const Batch batch =
          data.trainBatch(index, 4, 10, 1);  // 20 sequences: two epochs, the border inside a batch
      for (int row = 0; row < 4; ++row) {
        const std::int64_t start = batch.inputs[static_cast<std::size_t>(row) * 10];
        QCOMPARE(start % 10, 0);
        for (int i = 0; i < 10; ++i) {
          QCOMPARE(batch.inputs[static_cast<std::size_t>(row * 10 + i)], start + i);
          QCOMPARE(batch.targets[static_cast<std::size_t>(row * 10 + i)], start + i + 1);
        }
        if (index * 4 + static_cast<std::uint64_t>(row) < 10) starts.insert(start);
      }
    }
    QCOMPARE(starts.size(), std::size_t{10});
  }

  void paperTargetsEndWithTheChunk() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 96, "paper", 8));
    QCOMPARE(data.trainSequences(8), std::uint64_t{12});
    const Batch batch = data.trainBatch(0, 12, 8, 0);
    for (int row = 0; row < 12; ++row) {
      const auto at = static_cast<std::size_t>(row) * 8;
      for (std::size_t i = 0; i < 7; ++i) QCOMPARE(batch.targets[at + i], batch.inputs[at + i + 1]);
      QCOMPARE(batch.targets[at + 7], std::int64_t{-100});
    }
    QVERIFY(contains(messageOf([&] { data.trainSequences(16); }), "model.context: expected 8"));
  }

  void indexAloneDecides() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 900, "packed", 0));
    const Batch once = data.trainBatch(123, 5, 12, 42);
    QVERIFY(once.inputs == DataSet::open(folder.path()).trainBatch(123, 5, 12, 42).inputs);
    QVERIFY(once.inputs != data.trainBatch(123, 5, 12, 43).inputs);
  }

  void validationIsInFileOrder() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 101, "packed", 0));
    QCOMPARE(data.validationBatches(4, 10), std::uint64_t{3});
    std::int64_t expected = 0;
    for (std::uint64_t index = 0; index < 3; ++index) {
      const Batch batch = data.validationBatch(index, 4, 10);
      QCOMPARE(batch.batch, index < 2 ? 4 : 2);
      for (const std::int64_t token : batch.inputs) QCOMPARE(token, expected++);
    }
    QVERIFY(contains(messageOf([&] { data.validationBatch(3, 4, 10); }), "batch number below 3"));
  }

  void sampleOpens() {
    const Folder cache;
    qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(cache.path().string()));
    for (int time = 0; time < 4; ++time) {
      const DataSet data = DataSet::open({});
      data.requireSound();
      QVERIFY(data.info().vocabulary == 2048 && data.info().trainTokens > 1'000'000 &&
              data.info().validationTokens > 50'000);
      QVERIFY(std::filesystem::exists(data.folder() / "tokenizer.json"));
      // The next time finds it damaged and makes it again.
      const std::filesystem::path train = data.folder() / "train.bin";
      if (time == 0) std::filesystem::resize_file(train, 5000);
      if (time == 1)
        std::fstream(train, std::ios::in | std::ios::out | std::ios::binary).seekp(5000) << "ABCD";
      if (time == 2) std::filesystem::remove(data.folder() / "dataset.json");  // being removed, and killed
    }
  }

  void readsBothTokenFormats() {
    const Folder folder;
    const std::uint16_t raw[] = {1, 2, 65535};
    const TokenFile plain(folder.write("raw.bin", {reinterpret_cast<const char*>(raw), sizeof raw}));
    TokenWriter writer(folder / "wide.bin", 100000);
    const std::vector<TokenId> ids = {1, 2, 99999};
    writer.append(ids);
    writer.finish();
    const TokenFile wide(folder / "wide.bin");
    std::int64_t out[3] = {};
    plain.copy(0, 3, out);
    QCOMPARE(out[2], std::int64_t{65535});
    wide.copy(1, 2, out);
    QCOMPARE(out[1], std::int64_t{99999});
    QVERIFY(contains(messageOf([&] { wide.copy(2, 2, out); }), "expected at least 4 tokens, found 3"));
  }

  void whatIsNoTokenFileIsRefused() {
    const Folder folder;
    const auto refused = [&](const std::string& bytes) {
      return messageOf([&] { TokenFile(folder.write("raw.bin", bytes)); });
    };
    std::string wide, narrow;
    for (std::uint32_t id = 0; id < 100; ++id) {
      wide.append(reinterpret_cast<const char*>(&id), 4);
      narrow.append(reinterpret_cast<const char*>(&id), 2);
    }
    QVERIFY(contains(refused(wide), "found wider numbers without a token file's header"));
    QVERIFY(contains(refused(std::string("\x93NUMPY\x01\0", 8) + narrow), "a NumPy file"));
    QVERIFY(contains(refused(std::string("\x1f\x8b\x08\0", 4) + narrow), "a gzip file"));
    QCOMPARE(TokenFile(folder.write("raw.bin", narrow)).size(), std::uint64_t{100});
    QCOMPARE(TokenFile(folder.write("raw.bin", std::string(400, '\0'))).size(), std::uint64_t{200});
  }

  void damagedFilesAreRefused() {
    const Folder folder;
    makeDataSet(folder, 100, "packed", 0);
    const std::string good = readTextFile(folder / "train.bin");
    const auto refused = [&] { return messageOf([&] { DataSet::open(folder.path()); }); };
    folder.write("train.bin", good.substr(0, good.size() - 6));
    QVERIFY(contains(refused(), "train.bin: header count: expected the 97 tokens"));
    std::string version = good;
    version[4] = 9;
    folder.write("train.bin", version);
    QVERIFY(contains(refused(), "header version: expected 1, found 9"));
    folder.write("train.bin", good.substr(0, 40));
    QVERIFY(contains(refused(), "expected 100 tokens as dataset.json says, found 20"));
    std::filesystem::remove(folder / "train.bin");
    QVERIFY(contains(refused(), "train.bin: cannot open"));
    folder.write("dataset.json", "{\"format\":\"entroscope-dataset\",\"version\":1}");
    QVERIFY(contains(refused(), "dataset.json: tokenizer_hash: expected text, found nothing"));
    folder.write("dataset.json", "{}");
    QVERIFY(contains(refused(), "expected 'entroscope-dataset'"));
    QVERIFY(contains(messageOf([&] { DataSet::open(folder / "absent"); }), "no such data set"));
    QVERIFY(contains(messageOf([&] { DataSet::open(folder / "dataset.json"); }), "found a file"));
  }

  /// One bit, below the vocabulary, which no count shows.
  void otherContentIsRefused() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 100, "packed", 0));
    data.requireSound();
    for (const char* name : {"train.bin", "validation.bin"}) {
      const std::string good = readTextFile(folder / name);
      std::string flipped = good;
      flipped[TokenWriter::kHeaderBytes] ^= 1;
      folder.write(name, flipped);
      const DataSet other = DataSet::open(folder.path());
      const std::string file = (folder / name).string();
      QVERIFY(contains(messageOf([&] { other.requireSound(); }), file + ": expected the content"));
      const std::string alone = messageOf([&] { other.requireSoundValidation(); });
      QCOMPARE(contains(alone, file), std::string_view(name) == "validation.bin");
      folder.write(name, good);
    }
    folder.write("tokenizer.json", "{}");
    data.requireSound();
    folder.write("tokenizer.json", "{ }");
    QVERIFY(contains(messageOf([&] { data.requireSound(); }), "tokenizer.json: expected the content"));
  }

  /// The runs of a queue share their data.
  void whatStaysAsItIsIsReadOnce() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 1'000'000, "packed", 0));
    const auto bytesRead = [&] {
      const auto soFar = [] {
        std::string name;
        std::int64_t count = 0;
        std::ifstream("/proc/self/io") >> name >> count;  // "rchar: " and the bytes read by calls
        return count;
      };
      const auto before = soFar();
      data.requireSound();
      return soFar() - before;
    };
    constexpr std::int64_t kBoth = 4'000'000;
    // Written a moment ago, they may yet change within the clock's tick: not to be relied on.
    QElapsedTimer clock;
    clock.start();
    for (const char* name : {"train.bin", "validation.bin"}) folder.write(name, readTextFile(folder / name));
    const std::int64_t first = bytesRead(), second = bytesRead();
    QVERIFY(first >= kBoth);
    if (clock.elapsed() < 1000) QVERIFY(second >= kBoth);
    QTest::qWait(3100);
    bytesRead();
    QVERIFY(bytesRead() < kBoth / 100);
    std::string flipped = readTextFile(folder / "train.bin");
    flipped.back() ^= 1;
    const auto times = std::filesystem::last_write_time(folder / "train.bin");
    folder.write("train.bin", flipped);
    std::filesystem::last_write_time(folder / "train.bin", times);  // as if nothing had been
    QVERIFY(contains(messageOf([&] { data.requireSound(); }), "train.bin: expected the content"));
  }

  void idsBeyondTheVocabularyAreRefused() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 100, "packed", 0, 50));
    QVERIFY(contains(messageOf([&] { data.trainBatch(0, 9, 10, 0); }), "expected token ids below 50"));
  }

  void tooSmallForOneSequenceIsRefused() {
    const Folder folder;
    const DataSet data = DataSet::open(makeDataSet(folder, 10, "packed", 0));
    QVERIFY(contains(messageOf([&] { data.trainBatch(0, 1, 10, 0); }), "at least one sequence of 10 tokens"));
  }
};

QTEST_GUILESS_MAIN(TestDataBatches)
#include "test_data_batches.moc"
