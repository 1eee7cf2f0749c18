// Bad input to the command line: exit status 2, one line on stderr that names it, nothing half-written.
#include <dlfcn.h>

#include <QDir>
#include <QLibrary>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

#include "tests/support/command_line.h"

using namespace entroscope;

namespace {

/// Clears a terminal, rings its bell and goes on in a line of its own.
const QString kName = QStringLiteral("A\x1b[2J\a\nentroscope-cli: all is well");

}  // namespace

class TestCliRefusals : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(folder_.isValid());
    QVERIFY(QFile::exists(qEnvironmentVariable("ENTROSCOPE_CLI")));
    write("nan.toml", "[model]\nlayers = nan\n");
    write("broken.toml", "[model\n");
    write("unknown.toml", "[model]\nlayerz = 2\n");
    write("short.bin", "12");
    write(kName + ".toml", "[model]\nlayerz = 2\n");
    write(kName + ".jsonl", "{\"content\":\"x = 1\"}\nnonsense\n");
    QVERIFY(QDir(folder_.path()).mkpath(QStringLiteral("empty")));
  }

  void refuses_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("said");
    const auto train = [](QStringList more) {
      return QStringList{"train", "--out", "@/out", "--steps", "1"} + more;
    };
    const QString preset = "sample/SM+G";
    QTest::newRow("no command") << QStringList() << QStringList{"subcommand"};
    QTest::newRow("unknown preset") << train({"--preset", "nope"}) << QStringList{"nope", "sample"};
    QTest::newRow("NaN in a configuration") << train({"--config", "@/nan.toml"})
                                            << QStringList{"nan.toml", "model.layers", "whole number", "NaN"};
    QTest::newRow("broken configuration")
        << train({"--config", "@/broken.toml"}) << QStringList{"broken.toml", "line 1"};
    QTest::newRow("unknown field") << train({"--config", "@/unknown.toml"}) << QStringList{"layerz"};
    QTest::newRow("missing configuration") << train({"--config", "@/none.toml"}) << QStringList{"none.toml"};
    QTest::newRow("folder for a configuration") << train({"--config", "@/empty"}) << QStringList{"empty"};
    QTest::newRow("setting of a wrong type")
        << train({"--preset", preset, "--set", "model.layers=few"}) << QStringList{"model.layers", "few"};
    QTest::newRow("seed beyond its range") << train({"--preset", preset, "--seed", "9223372036854775808"})
                                           << QStringList{"train.seed", "9223372036854775808"};
    QTest::newRow("folder without data")
        << train({"--preset", preset, "--data", "@/empty"}) << QStringList{"empty", "dataset.json"};
    QTest::newRow("a queue without data")
        << train({"--preset", "sample", "--data", "@/empty"}) << QStringList{"empty", "dataset.json"};
    QTest::newRow("a queue in a file's place")
        << QStringList{"train", "--preset", "sample", "--out", "@/short.bin/runs"}
        << QStringList{"short.bin/runs"};
    QTest::newRow("a queue of forks from nowhere")
        << train({"--preset", "sample", "--fork-from", "@/none"}) << QStringList{"none", "checkpoint folder"};
    QTest::newRow("unknown device") << train({"--preset", preset, "--device", "tpu"}) << QStringList{"tpu"};
    QTest::newRow("unwritable output")
        << QStringList{"train", "--preset", preset, "--out", "/proc/run"} << QStringList{"/proc/run"};
    QTest::newRow("nothing to resume")
        << QStringList{"train", "--resume", "--out", "@/empty"} << QStringList{"run.toml"};
    QTest::newRow("no model") << QStringList{"eval", "--model", "@/empty"} << QStringList{"config.json"};
    QTest::newRow("too few tokens") << QStringList{"probe",       "--model",   "@/empty", "--tokens",
                                                   "@/short.bin", "--context", "8"}
                                    << QStringList{"empty"};
    QTest::newRow("batch of none") << QStringList{"bench", "--preset", "sample", "--batch", "0"}
                                   << QStringList{"--batch", "0", "1"};
  }
  void refuses() {
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, said);
    for (QString& argument : arguments) argument.replace(QLatin1Char('@'), folder_.path());
    const CliAnswer answer = runCli(arguments);
    const QString error = QString::fromUtf8(answer.error);
    QVERIFY2(answer.status == 2, qPrintable(error));
    QVERIFY2(error.count(QLatin1Char('\n')) == 1 && error.endsWith(QLatin1Char('\n')), qPrintable(error));
    QVERIFY2(error.size() < 600, qPrintable(error));
    for (const QString& part : said) QVERIFY2(error.contains(part), qPrintable(error));
    QCOMPARE(answer.out, QByteArray());
    QVERIFY(!QFile::exists(folder_.filePath(QStringLiteral("out"))));
  }

  // A terminal obeys what is written to it, and a name with a line break could pose as a line of ours.
  void namesAreOneLine_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("starts");
    const QString name = "@/" + kName;
    const QString tokenizer = qEnvironmentVariable("ENTROSCOPE_RESOURCES") + "/sample/tokenizer.json";
    const QStringList pack{"data", "pack", "--input", name + ".jsonl", "--tokenizer", tokenizer, "--out"};
    const QStringList learn{"tokenizer", "train", "--input", name + ".jsonl", "--vocabulary", "300", "--out"};
    const QStringList train{"train", "--preset", "sample/SM+G", "--steps", "1"};
    const QStringList small{"--set", "model.layers=1", "--set", "model.context=16"};
    const QString ours = "entroscope-cli: ";
    QTest::newRow("configuration") << QStringList{"train", "--config", name + ".toml", "--out", "@/none"} << 2
                                   << QStringList{ours};
    QTest::newRow("option") << QStringList{"bench", "--preset", "sample", "--batch", kName} << 2
                            << QStringList{ours};
    QTest::newRow("corpus") << pack + QStringList{"@/none"} << 2 << QStringList{ours};
    QTest::newRow("skipped documents")
        << pack + QStringList{name + ".d", "--on-error", "skip"} << 0 << QStringList{"skipped ", "packed "};
    QTest::newRow("skipped texts") << learn + QStringList{name + ".json", "--on-error", "skip"} << 0
                                   << QStringList{"skipped ", "the corpus has ", "wrote "};
    QTest::newRow("progress") << train + small +
                                     QStringList{"--set", "configuration=" + kName, "--out", name + ".run"}
                              << 0 << QStringList{"A?[2J"};
    QTest::newRow("nothing to resume")
        << train + QStringList{"--resume", "--out", name + ".run"} << 0 << QStringList{folder_.path()};
  }
  void namesAreOneLine() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QStringList, starts);
    for (QString& argument : arguments) argument.replace(QLatin1Char('@'), folder_.path());
    const CliAnswer answer = runCli(arguments);
    const QString error = QString::fromUtf8(answer.error);
    QVERIFY2(answer.status == status, qPrintable(error));
    QStringList lines = error.split(QLatin1Char('\n'));
    QCOMPARE(lines.takeLast(), QString());
    for (const QString& line : lines) {
      const auto begins = [&](const QString& start) { return line.startsWith(start); };
      QVERIFY2(std::ranges::any_of(starts, begins), qPrintable(error));
      for (const QChar c : line) QVERIFY2(c.category() != QChar::Other_Control, qPrintable(error));
    }
    for (const QString& start : starts)
      QVERIFY2(error.startsWith(start) || error.contains('\n' + start), qPrintable(error));
    QVERIFY2(error.contains("A?[2J??entroscope-cli: all is well"), qPrintable(error));
  }

  // A run.toml names its data by path and by content; where they are others by now, it takes a word.
  void otherDataTakeAWord() {
    const auto at = [this](const char* name) { return folder_.filePath(QLatin1String(name)); };
    QByteArray corpus;
    for (int i = 0; i < 200; ++i)
      corpus += "{\"content\":\"def f" + QByteArray::number(i) + "(x): return x\"}\n";
    write("corpus.jsonl", corpus);
    const QString tokenizer = qEnvironmentVariable("ENTROSCOPE_RESOURCES") + "/sample/tokenizer.json";
    const CliAnswer packed = runCli({"data", "pack", "--input", at("corpus.jsonl"), "--tokenizer", tokenizer,
                                     "--valid-fraction", "0.5", "--out", at("other")});
    QVERIFY2(packed.status == 0, packed.error.constData());
    const CliAnswer first = runCli(tinyTraining(at("sample"), 1) << "--set"
                                                                 << "model.context=16"
                                                                 << "--quiet");
    QVERIFY2(first.status == 0, first.error.constData());
    QFile file(at("sample/run.toml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    write("moved.toml", file.readAll().replace("path = \"\"", "path = \"" + at("other").toUtf8() + '"'));

    const auto train = [&](const QStringList& more) {
      return runCli(QStringList{"train", "--quiet", "--out"} + more);
    };
    const QStringList moved{at("again"), "--config", at("moved.toml")};
    const QStringList resumed{at("sample"), "--resume", "--steps", "2", "--data", at("other")};
    for (const auto& [asked, expected] :
         {std::pair(moved, "that the configuration names"), std::pair(resumed, "this run began with")}) {
      const CliAnswer refused = train(asked);
      QCOMPARE(refused.status, 2);
      QVERIFY2(refused.error.contains(QByteArray("training tokens: expected the data ") + expected) &&
                   refused.error.count('\n') == 1,
               refused.error.constData());
    }
    QVERIFY(!QFile::exists(at("again")));
    for (const QStringList& word :
         {QStringList{"--data", at("other")}, QStringList{"--set", "data.path=" + at("other")}}) {
      const CliAnswer trained =
          train(QStringList{at("again") + word.front(), "--config", at("moved.toml")} + word);
      QVERIFY2(trained.status == 0, trained.error.constData());
    }
  }

  // The machine's driver is hidden behind a library that only bears its name.
  void saysWhatAGpuLacks_data() {
    QTest::addColumn<bool>("driver");
    QTest::addColumn<QString>("said");
    QTest::newRow("no driver") << false << "no NVIDIA driver (libcuda.so.1) here: install it";
    QTest::newRow("driver, but no CUDA half or no GPU")
        << true << "(the CUDA half .*run \\./lab|no usable NVIDIA GPU here)";
  }
  void saysWhatAGpuLacks() {
    QFETCH(bool, driver);
    QFETCH(QString, said);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (driver) {
      Dl_info any{};
      QVERIFY(::dladdr(reinterpret_cast<void*>(&QTest::currentTestFunction), &any) != 0);
      QVERIFY(
          QFile::copy(QFile::decodeName(any.dli_fname), folder_.filePath(QStringLiteral("libcuda.so.1"))));
      environment.insert(QStringLiteral("LD_LIBRARY_PATH"), folder_.path());
    } else if (QLibrary(QStringLiteral("cuda"), QStringLiteral("1")).load()) {
      QSKIP("a driver is installed here");
    } else {
      said = QRegularExpression::escape(said);
    }
    const CliAnswer answer = runCli({"train", "--preset", "sample/SM+G", "--steps", "1", "--device", "cuda",
                                     "--out", folder_.filePath("gpu")},
                                    environment);
    const QString error = QString::fromUtf8(answer.error);
    QCOMPARE(answer.status, 2);
    QVERIFY2(
        error.count('\n') == 1 && error.contains("device cuda: ") && error.contains("or use --device cpu"),
        qPrintable(error));
    QVERIFY2(error.contains(QRegularExpression(said)), qPrintable(error));
    QVERIFY(!QFile::exists(folder_.filePath(QStringLiteral("gpu"))));
  }

 private:
  void write(const QString& name, const QByteArray& text) const {
    QFile file(folder_.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
  }

  QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestCliRefusals)
#include "test_cli_refusals.moc"
