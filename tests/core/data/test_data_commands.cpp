// `data pack` and `tokenizer` as a user calls them: exit codes, one line on stderr, no half-written file.
#include <sys/resource.h>
#include <zstd.h>

#include <QTest>

#include "core/base/json.h"
#include "core/data/tokenizer.h"
#include "data_fixture.h"
#include "tests/support/command_line.h"

using namespace entroscope;
using namespace entroscope::test;

namespace {

/// Largest resident size of any process started and waited for so far, MiB.
long peakOfChildren() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return usage.ru_maxrss / 1024;
}

/// `pieces` MiB of JSON lines, no two alike, in a frame each.
std::string compressedCorpus(int pieces) {
  std::string packed, piece;
  for (int i = 0, number = 0; i < pieces; ++i) {
    piece.clear();
    while (piece.size() < (1u << 20)) {
      piece += "{\"content\":\"";
      for (int j = 0; j < 200; ++j) piece += "value_" + std::to_string(number++) + " = f(x)\\n";
      piece += "\"}\n";
    }
    std::string frame(ZSTD_compressBound(piece.size()), '\0');
    frame.resize(ZSTD_compress(frame.data(), frame.size(), piece.data(), piece.size(), 1));
    packed += frame;
  }
  return packed;
}

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

class TestDataCommands : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    if (!std::filesystem::exists(qEnvironmentVariable("ENTROSCOPE_CLI").toStdString())) {
      QSKIP("ENTROSCOPE_CLI names no program; CTest sets it");
    }
  }

  void encodeAndDecode() {
    const Folder folder;
    const std::string source = "def f(x):\n    return x  # naïve 你好\n";
    const auto file = folder.write("a.py", source);
    const QString tokenizer = text(sampleFile("tokenizer.json"));
    const CliAnswer encoded =
        runCli({"tokenizer", "encode", "--tokenizer", tokenizer, "--input", text(file)});
    QCOMPARE(encoded.status, 0);
    const Json ids = parseJson(encoded.out.toStdString(), "stdout");
    QVERIFY(ids.get<std::vector<TokenId>>() == Tokenizer::load(sampleFile("tokenizer.json")).encode(source));
    const auto idFile = folder.write("ids.json", encoded.out.toStdString());
    const CliAnswer decoded =
        runCli({"tokenizer", "decode", "--tokenizer", tokenizer, "--input", text(idFile)});
    QCOMPARE(decoded.status, 0);
    QCOMPARE(decoded.out.toStdString(), source);
  }

  void trainAndPack() {
    const Folder folder;
    const QString corpus = text(sampleFile("corpus.jsonl.zst")), tokenizer = text(folder / "t.json");
    CliAnswer result = runCli(
        {"tokenizer", "train", "--input", corpus, "--vocabulary", "400", "--out", tokenizer, "--json", "-"});
    QCOMPARE(result.status, 0);
    QCOMPARE(parseJson(result.out.toStdString(), "stdout")["vocabulary"].get<int>(), 400);
    result = runCli({"data", "pack", "--input", corpus, "--tokenizer", tokenizer, "--out", text(folder / "d"),
                     "--chunking", "paper", "--context", "64", "--valid-fraction", "0.1", "--seed", "3",
                     "--json", "-"});
    QCOMPARE(result.status, 0);
    const Json answer = parseJson(result.out.toStdString(), "stdout");
    QCOMPARE(answer["train_tokens"].get<std::uint64_t>() % 64, std::uint64_t{0});
    QCOMPARE(answer["skipped_documents"].get<int>(), 0);
    QVERIFY(std::filesystem::exists(folder / "d" / "dataset.json"));
  }

  /// The corpus streams through: memory follows from the threads, not from its size.
  void memoryStaysFlat() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer's own memory grows with the work");
#endif
    const Folder folder;
    long small = 0;
    for (const int pieces : {24, 96}) {
      const auto corpus = folder.write("c.jsonl.zst", compressedCorpus(pieces));
      const auto out = folder / std::to_string(pieces);
      const CliAnswer result =
          runCli({"data", "pack", "--input", text(corpus), "--tokenizer", text(sampleFile("tokenizer.json")),
                  "--out", text(out), "--threads", "2"});
      QVERIFY2(result.status == 0, result.error.constData());
      if (small == 0) small = peakOfChildren();
    }
    const long large = peakOfChildren();
    QVERIFY2(large <= 500 && large - small <= 48,
             qPrintable(QString("%1 MiB for 24 MiB of text, %2 MiB for 96").arg(small).arg(large)));
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    const QString tokenizer = text(sampleFile("tokenizer.json")),
                  corpus = text(sampleFile("corpus.jsonl.zst"));
    const auto pack = [&](const QStringList& more) {
      return QStringList{"data", "pack", "--out", "@/out"} + more;
    };
    QTest::newRow("nothing given") << QStringList{"data", "pack"} << "required";
    QTest::newRow("missing corpus") << pack({"--input", "@/absent", "--tokenizer", tokenizer})
                                    << "absent: no such file";
    QTest::newRow("missing tokenizer") << pack({"--input", corpus, "--tokenizer", "@/absent"}) << "absent";
    QTest::newRow("folder without tokenizer")
        << pack({"--input", corpus, "--tokenizer", "@"}) << "expected tokenizer.json";
    QTest::newRow("corpus as tokenizer")
        << pack({"--input", corpus, "--tokenizer", "@/bad.jsonl"}) << "bad.jsonl";
    QTest::newRow("invalid line") << pack({"--input", "@/bad.jsonl", "--tokenizer", tokenizer})
                                  << "bad.jsonl:2";
    QTest::newRow("unwritable") << pack({"--out", "/proc/out", "--input", corpus, "--tokenizer", tokenizer})
                                << "/proc/out";
    QTest::newRow("unknown chunking")
        << pack({"--input", corpus, "--tokenizer", tokenizer, "--chunking", "x"}) << "--chunking";
    QTest::newRow("fraction") << pack(
                                     {"--input", corpus, "--tokenizer", tokenizer, "--valid-fraction", "nan"})
                              << "--valid-fraction";
    QTest::newRow("folder to encode")
        << QStringList{"tokenizer", "encode", "--tokenizer", tokenizer, "--input", "@"} << "found a folder";
    QTest::newRow("no ids") << QStringList{"tokenizer", "decode",  "--tokenizer",
                                           tokenizer,   "--input", "@/bad.jsonl"}
                            << "expected a token id";
    QTest::newRow("small vocabulary")
        << QStringList{"tokenizer", "train", "--input", corpus, "--vocabulary", "9", "--out", "@/t.json"}
        << "at least 257";
  }
  void badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    const Folder folder;
    folder.write("bad.jsonl", "{\"content\":\"x\"}\nnonsense\n");
    const std::string before = folder.listing();
    if (arguments.count("--out") == 2) arguments.remove(2, 2);
    for (QString& argument : arguments) argument.replace('@', text(folder.path()));
    const CliAnswer result = runCli(arguments);
    QCOMPARE(result.status, 2);
    QVERIFY2(result.error.contains(expected.toUtf8()), result.error.constData());
    QVERIFY2(result.error.count('\n') == 1 && result.error.startsWith("entroscope-cli: "),
             result.error.constData());
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(folder.listing(), before);
  }

  void badLinesAreNamedAndSkipped() {
    const Folder folder;
    std::string lines;
    for (int i = 0; i < 60; ++i)
      lines += i % 20 == 7 ? "nonsense\n" : "{\"content\":\"x = " + std::to_string(i) + "\"}\n";
    const CliAnswer result = runCli({"data", "pack", "--input", text(folder.write("c.jsonl", lines)),
                                     "--tokenizer", text(sampleFile("tokenizer.json")), "--out",
                                     text(folder / "d"), "--on-error", "skip", "--json", "-"});
    QCOMPARE(result.status, 0);
    QCOMPARE(parseJson(result.out.toStdString(), "stdout")["skipped"].size(), std::size_t{3});
    for (const char* place : {"c.jsonl:8: ", "c.jsonl:28: ", "c.jsonl:48: "})
      QVERIFY(result.error.contains(place));
  }
};

QTEST_GUILESS_MAIN(TestDataCommands)
#include "test_data_commands.moc"
