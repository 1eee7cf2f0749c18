// Packing: the rule restated plainly, the same bytes at any thread count, and every kind of bad corpus.
#include <sys/resource.h>
#include <zlib.h>
#include <zstd.h>

#include <QTest>
#include <csignal>

#include "core/base/json.h"
#include "core/data/dataset.h"
#include "core/data/pack.h"
#include "core/data/pack_writer.h"
#include "core/data/tokenizer.h"
#include "data_fixture.h"

using namespace entroscope;
using namespace entroscope::test;

namespace {

std::string gzip(const std::string& text) {
  std::string packed(compressBound(text.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

std::string line(const std::string& text, const char* field = "content") {
  return Json{{field, text}}.dump() + "\n";
}

/// Documents of different lengths, some of them empty.
std::vector<std::string> someDocuments(int count) {
  std::vector<std::string> documents;
  for (int i = 0; i < count; ++i) {
    std::string text;
    for (int j = 0; j < i * 7 % 90; ++j) text += "value_" + std::to_string(i * j) + (j % 5 ? " = " : "\n");
    documents.push_back(text);
  }
  return documents;
}

std::string jsonLines(const std::vector<std::string>& documents) {
  std::string text;
  for (const auto& document : documents) text += line(document);
  return text;
}

PackOptions options(const Folder& folder, std::vector<std::filesystem::path> inputs) {
  PackOptions result;
  result.inputs = std::move(inputs);
  result.tokenizer = sampleFile("tokenizer.json");
  result.out = folder / "out";
  result.validFraction = 0.1;
  result.threads = 2;
  return result;
}

std::vector<std::int64_t> tokensOf(const std::filesystem::path& file) {
  const TokenFile tokens(file);
  std::vector<std::int64_t> ids(tokens.size());
  tokens.copy(0, ids.size(), ids.data());
  return ids;
}

}  // namespace

class TestDataPack : public QObject {
  Q_OBJECT

  /// Leaves the pack after its first block, to be resumed.
  static void interrupt(const PackOptions& pack) {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(contains(messageOf([&] { packCorpus(pack, {}, stop.get_token()); }), "interrupted"));
  }

 private Q_SLOTS:
  void followsTheRule_data() {
    QTest::addColumn<bool>("paper");
    QTest::newRow("packed") << false;
    QTest::newRow("paper") << true;
  }
  void followsTheRule() {
    QFETCH(bool, paper);
    const Folder folder;
    const auto documents = someDocuments(60);
    PackOptions pack = options(folder, {folder.write("c.jsonl", jsonLines(documents))});
    pack.chunking = paper ? Chunking::Paper : Chunking::Packed;
    pack.context = 16;
    pack.seed = 5;
    const PackReport report = packCorpus(pack);

    const Tokenizer tokenizer = Tokenizer::load(pack.tokenizer);
    std::vector<std::int64_t> train, validation;
    std::uint64_t number = 0;
    for (const auto& document : documents) {
      const auto ids = tokenizer.encode(document);
      if (ids.empty()) continue;
      auto& side = isValidationDocument(number++, 0.1, 5) ? validation : train;
      const std::size_t kept = paper ? ids.size() / 16 * 16 : ids.size();
      side.insert(side.end(), ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(kept));
      if (!paper) side.push_back(tokenizer.endOfText());
    }
    QVERIFY(number < documents.size());
    QCOMPARE(tokensOf(pack.out / "train.bin"), train);
    QCOMPARE(tokensOf(pack.out / "validation.bin"), validation);
    QCOMPARE(report.dataset["documents"].get<std::uint64_t>(), number);
    QCOMPARE(DataSet::open(pack.out).info().tokenizerHash, tokenizer.hash());
    QCOMPARE(folder.listing().find("partial"), std::string::npos);
  }

  void oneDocumentOfEveryGroupIsForValidation() {
    for (const double fraction : {0.5, 0.3, 0.1, 0.013}) {
      std::uint64_t chosen = 0, other = 0;
      for (std::uint64_t i = 0; i < 10000; ++i) {
        chosen += isValidationDocument(i, fraction, 1);
        other += isValidationDocument(i, fraction, 1) != isValidationDocument(i, fraction, 2);
      }
      QVERIFY(std::abs(static_cast<double>(chosen) - 10000 * fraction) <= 1);
      QVERIFY(other > 0);
    }
    QVERIFY(!isValidationDocument(0, 0, 0));
  }

  void threadsDoNotMatter() {
    const Folder folder;
    const auto source = folder.write("c.jsonl", jsonLines(someDocuments(3000)));
    for (const int threads : {1, 3, 8}) {
      PackOptions pack = options(folder, {source});
      pack.threads = threads;
      pack.out = folder / ("out" + std::to_string(threads));
      packCorpus(pack);
    }
    for (const char* name : {"train.bin", "validation.bin", "dataset.json", "tokenizer.json"}) {
      QVERIFY(readTextFile(folder / "out1" / name) == readTextFile(folder / "out3" / name));
      QVERIFY(readTextFile(folder / "out1" / name) == readTextFile(folder / "out8" / name));
    }
  }

  void everyFormatGivesTheSameTokens() {
    const Folder folder;
    const auto documents = someDocuments(40);
    const std::string text = jsonLines(documents);
    folder.write("plain.jsonl", text);
    folder.write("a.json.gz", gzip(text.substr(0, 500)) + gzip(text.substr(500)));  // two members
    folder.write("a.json.zst", zstd(text));
    std::string renamed;
    for (const auto& document : documents) renamed += line(document, "text");
    folder.write("text.jsonl", renamed);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      char name[32];
      std::snprintf(name, sizeof name, "files/%03zu.py", i);
      folder.write(name, documents[i]);
    }
    folder.write("files/notes.txt", "not wanted");
    folder.write("files/.hidden.py", "not wanted");
    std::vector<std::int64_t> first;
    for (const char* name : {"plain.jsonl", "a.json.gz", "a.json.zst", "text.jsonl", "files"}) {
      PackOptions pack = options(folder, {folder / name});
      pack.globs = {"*.py"};
      pack.out = folder / (std::string("out_") + name);
      packCorpus(pack);
      const auto tokens = tokensOf(pack.out / "train.bin");
      if (first.empty()) first = tokens;
      QVERIFY2(!tokens.empty() && tokens == first, name);
    }
    // A packed file is a corpus too: its documents are those between two <|endoftext|>.
    PackOptions again = options(folder, {folder / "out_files" / "train.bin"});
    again.validFraction = 0;
    packCorpus(again);
    QCOMPARE(tokensOf(again.out / "train.bin"), first);
  }

  void longTextIsNotCutInsideWords() {
    const Folder folder;
    std::string text;
    while (text.size() < 5'000'000)
      text += "def f_" + std::to_string(text.size()) + "(x):\n    return  x  + 1\n\n\n";
    PackOptions pack = options(folder, {folder.write("long.txt", text)});
    packCorpus(pack);
    auto tokens = tokensOf(pack.out / "train.bin");
    const auto tail = tokensOf(pack.out / "validation.bin");
    QVERIFY(std::abs(static_cast<double>(tail.size()) / static_cast<double>(tokens.size() + tail.size()) -
                     0.1) < 1e-3);
    tokens.insert(tokens.end(), tail.begin(), tail.end());
    const auto ids = Tokenizer::load(pack.tokenizer).encode(text);
    std::vector<std::int64_t> expected(ids.begin(), ids.end());
    expected.push_back(Tokenizer::load(pack.tokenizer).endOfText());
    QVERIFY(tokens == expected);
  }

  void badDocuments_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* what, const char* name, const std::string& bytes, const char* expected) {
      QTest::newRow(what) << QByteArray(name) << QByteArray::fromStdString(bytes) << QByteArray(expected);
    };
    const std::string good = line("x = 1"), many = jsonLines(someDocuments(400));
    row("invalid JSON", "c.jsonl", good + "{\"content\": \"a\n" + good, "c.jsonl:2: expected valid JSON");
    row("missing field", "c.jsonl", good + "{\"other\":1}\n",
        "c.jsonl:2: expected a field 'content' or 'text'");
    row("number for text", "c.jsonl", "{\"content\":12}\n" + good,
        "c.jsonl:1: field 'content': expected text, found a number");
    row("not an object", "c.jsonl", "[\"content\"]\n" + good, "c.jsonl:1: expected a JSON object");
    row("invalid UTF-8", "c.jsonl", good + "{\"content\":\"\xff\"}\n", "c.jsonl:2: expected UTF-8");
    row("too long", "c.jsonl", line(std::string(70000, 'a')) + good,
        "c.jsonl:1: expected a document of at most 65536 bytes");
    row("truncated gzip", "c.json.gz", gzip(many).substr(0, 3000), "gzip data ends early");
    row("no gzip at all", "c.json.gz", good, "expected gzip data");
    row("truncated zstd", "c.json.zst", zstd(many).substr(0, 3000), "zstd data ends early");
    row("no zstd at all", "c.json.zst", good + good, "expected zstd data");
    row("zstd bomb", "c.txt.zst", zstd(std::string(20'000'000, '\n')), "expected");
    row("text in Latin-1", "c.txt", "na\xefve\n",
        "c.txt: expected UTF-8 text, found an invalid byte in line 1");
    row("token too large", "c.bin", std::string("\x01\x00\xff\xff", 4),
        "c.bin: expected token ids below 2048");
    row("odd token file", "c.bin", "\x01\x02\x03", "odd number of bytes");
  }
  void badDocuments() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    const Folder folder;
    const auto bad = folder.write(name.toStdString(), bytes.toStdString());
    PackOptions pack = options(folder, {bad, folder.write("good.jsonl", jsonLines(someDocuments(50)))});
    pack.maxDocument = 65536;
    const std::string before = folder.listing();
    const std::string message = messageOf([&] { packCorpus(pack); });
    QVERIFY2(contains(message, name.toStdString()) && contains(message, expected.toStdString()),
             message.c_str());
    QCOMPARE(folder.listing(), before);  // nothing half-written

    pack.onError = OnBadDocument::Skip;
    const PackReport report = packCorpus(pack);
    QCOMPARE(report.skipped, std::uint64_t{1});
    QVERIFY2(contains(toText(report.firstSkipped.at(0)), expected.toStdString()),
             toText(report.firstSkipped[0]).c_str());
    QVERIFY(contains(readTextFile(pack.out / "skipped.jsonl"), name.toStdString()));
    QVERIFY(DataSet::open(pack.out).info().trainTokens > 0);
  }

  void takesBackATextThatTurnsOutBad() {
    const Folder folder;
    std::string text;
    while (text.size() < 3'000'000) text += "some words and more words\n";
    const auto good = folder.write("b.jsonl", jsonLines(someDocuments(50)));
    PackOptions pack = options(folder, {folder.write("a.txt", text + "\xff"), good});
    pack.onError = OnBadDocument::Skip;
    QCOMPARE(packCorpus(pack).skipped, std::uint64_t{1});
    PackOptions alone = options(folder, {good});
    alone.out = folder / "alone";
    packCorpus(alone);
    QVERIFY(readTextFile(pack.out / "train.bin") == readTextFile(alone.out / "train.bin"));
  }

  void refusals() {
    const Folder folder;
    const auto good = folder.write("c.jsonl", jsonLines(someDocuments(50)));
    const auto refused = [&](const PackOptions& pack) { return messageOf([&] { packCorpus(pack); }); };
    QVERIFY(contains(refused(options(folder, {folder / "absent"})), "no such file or folder"));
    QVERIFY(contains(refused(options(folder, {folder.write("empty.jsonl", "")})),
                     "corpus: expected at least one document with text"));
    PackOptions pack = options(folder, {good});
    pack.tokenizer = folder / "absent.json";
    QVERIFY(contains(refused(pack), "absent.json"));
    pack = options(folder, {good});
    pack.out = good / "below";
    QVERIFY(contains(refused(pack), "cannot write here"));
    pack = options(folder, {good});
    pack.out = folder.path();
    QVERIFY(contains(refused(pack), "found one in use"));
    pack = options(folder, {good});
    pack.validFraction = 0.9;
    QVERIFY(contains(refused(pack), "--valid-fraction"));
    pack = options(folder, {folder.path()});
    pack.globs = {"*.rs"};
    QVERIFY(contains(refused(pack), "matches --glob"));
    pack = options(folder, {good});
    pack.chunking = Chunking::Paper;
    pack.context = 100000;
    QVERIFY(contains(refused(pack), "at least one document of 100000 tokens"));
    QCOMPARE(folder.listing().find("out"), std::string::npos);
  }

  /// Only what an attempt of ours left beside the place is emptied.
  void aFolderOfAnotherIsLeftAlone() {
    const Folder folder;
    const PackOptions pack = options(folder, {folder.write("c.jsonl", jsonLines(someDocuments(50)))});
    std::filesystem::path partial = pack.out;
    partial += ".partial";
    std::filesystem::create_directory(folder / "mine");
    const auto diary = folder.write("mine/diary.txt", "dear diary");
    const auto refused = [&] {
      QVERIFY(contains(messageOf([&] { packCorpus(pack); }), "found something else"));
      QCOMPARE(readTextFile(diary), std::string("dear diary"));
    };
    std::filesystem::create_symlink(folder / "mine", partial);
    refused();
    std::filesystem::remove(partial);
    std::filesystem::create_directory(partial);
    std::filesystem::copy(diary, partial / "diary.txt");
    refused();
    QCOMPARE(readTextFile(partial / "diary.txt"), std::string("dear diary"));
    std::filesystem::remove(partial / "diary.txt");
    // A link is followed to the folder it means, and leads somewhere.
    std::filesystem::create_symlink(folder / "nowhere", pack.out);
    QVERIFY(contains(messageOf([&] { packCorpus(pack); }), "a link that leads nowhere"));
    std::filesystem::remove(partial);
    std::filesystem::create_directory(folder / "nowhere");
    packCorpus(pack);
    QVERIFY(std::filesystem::is_symlink(pack.out));
    QVERIFY(std::filesystem::exists(pack.out / "train.bin"));
  }

  void interruptedPackContinues() {
    const Folder folder;
    std::vector<std::filesystem::path> sources;
    for (int i = 0; i < 6; ++i) {
      sources.push_back(folder.write(std::to_string(i) + ".jsonl", jsonLines(someDocuments(1500))));
    }
    PackOptions pack = options(folder, sources);
    pack.chunking = Chunking::Paper;
    pack.context = 32;
    pack.out = folder / "whole";
    packCorpus(pack);

    pack.out = folder / "parts";
    std::stop_source stop;
    stop.request_stop();  // the first attempt writes one block, the next ones none
    int attempts = 0;
    for (std::string message = "interrupted"; contains(message, "interrupted"); pack.resume = true) {
      const bool last = ++attempts == 4;
      message = messageOf([&] { packCorpus(pack, {}, last ? std::stop_token() : stop.get_token()); });
      QVERIFY2(contains(message, last ? "nothing" : "interrupted"), message.c_str());
      QCOMPARE(std::filesystem::exists(folder / "parts"), last);
    }
    for (const char* name : {"train.bin", "validation.bin", "dataset.json"}) {
      QVERIFY(readTextFile(folder / "whole" / name) == readTextFile(folder / "parts" / name));
    }
  }

  void aFullDiskEndsNoPack() {
    const Folder folder;
    PackOptions pack = options(folder, {folder.write("c.jsonl", jsonLines(someDocuments(4000)))});
    pack.out = folder / "whole";
    packCorpus(pack);
    pack.out = folder / "parts";
    interrupt(pack);
    pack.resume = true;

    const auto tokens = folder / "parts.partial" / "train.bin";
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{std::filesystem::file_size(tokens) + 4096, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const std::string message = messageOf([&] { packCorpus(pack); });
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY2(contains(message, "train.bin: cannot write") && contains(message, "--resume continues"),
             message.c_str());
    packCorpus(pack);
    for (const char* name : {"train.bin", "validation.bin", "dataset.json"})
      QVERIFY(readTextFile(folder / "whole" / name) == readTextFile(folder / "parts" / name));
  }

  void tokensThatAreGoneAreNotMadeUp() {
    const Folder folder;
    PackOptions pack = options(folder, {folder.write("c.jsonl", jsonLines(someDocuments(1500)))});
    interrupt(pack);
    auto tokens = pack.out;
    tokens += ".partial/train.bin";
    std::filesystem::resize_file(tokens, std::filesystem::file_size(tokens) / 2);
    pack.resume = true;
    QVERIFY(contains(messageOf([&] { packCorpus(pack); }), "to go on from"));
  }

  /// A state that counts on tokens which are taken back later must find the file no shorter.
  void tokensThatAreTakenBackAreCutOffAtTheEnd() {
    const Folder folder;
    const std::vector<TokenId> ids(1000, 7);
    {
      TokenWriter writer(folder / "t.bin", 100);
      writer.append(ids);
      writer.flush();
      writer.truncate(10);
    }  // killed
    TokenWriter writer(folder / "t.bin", 100, 1000);
    writer.truncate(10);
    writer.append(std::span(ids).first(5));
    writer.finish();
    QCOMPARE(std::filesystem::file_size(folder / "t.bin"), TokenWriter::kHeaderBytes + 15 * 2);
    QCOMPARE(tokensOf(folder / "t.bin"), std::vector<std::int64_t>(15, 7));
  }

  void whatWasSkippedIsSaidOnce() {
    const Folder folder;
    PackOptions pack = options(folder, {folder.write("c.jsonl", "bad\n" + jsonLines(someDocuments(1500)))});
    pack.onError = OnBadDocument::Skip;
    auto partial = pack.out;
    partial += ".partial";
    interrupt(pack);
    pack.resume = true;
    const std::string said = readTextFile(partial / "skipped.jsonl");
    writeFileAtomically(partial / "skipped.jsonl", "");  // as after a power cut
    QVERIFY(contains(messageOf([&] { packCorpus(pack); }), "skipped.jsonl: expected at least"));

    pack.resume = false;
    interrupt(pack);
    std::filesystem::remove(partial / "state.json");  // killed in the last moment: it begins again
    pack.resume = true;
    QCOMPARE(packCorpus(pack).skipped, std::uint64_t{1});
    QCOMPARE(readTextFile(pack.out / "skipped.jsonl"), said);
  }

  void resumingAnotherPackIsRefused() {
    const Folder folder;
    PackOptions pack = options(folder, {folder.write("c.jsonl", jsonLines(someDocuments(1500)))});
    interrupt(pack);
    pack.resume = true;
    pack.seed = 99;
    QVERIFY(contains(messageOf([&] { packCorpus(pack); }), "same corpus and options"));
  }
};

QTEST_GUILESS_MAIN(TestDataPack)
#include "test_data_pack.moc"
