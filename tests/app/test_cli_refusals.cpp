// Bad input to the command line: exit status 2, one line on stderr that names it, nothing half-written.
#include <dlfcn.h>

#include <QDir>
#include <QLibrary>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

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
    QProcess cli;
    cli.start(qEnvironmentVariable("ENTROSCOPE_CLI"), arguments);
    QVERIFY(cli.waitForFinished(60000));
    const QString error = QString::fromUtf8(cli.readAllStandardError());
    QVERIFY2(cli.exitStatus() == QProcess::NormalExit && cli.exitCode() == 2, qPrintable(error));
    QVERIFY2(error.count(QLatin1Char('\n')) == 1 && error.endsWith(QLatin1Char('\n')), qPrintable(error));
    QVERIFY2(error.size() < 600, qPrintable(error));
    for (const QString& part : said) QVERIFY2(error.contains(part), qPrintable(error));
    QCOMPARE(cli.readAllStandardOutput(), QByteArray());
    QVERIFY(!QFile::exists(folder_.filePath(QStringLiteral("out"))));
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
    QProcess cli;
    if (driver) {
      Dl_info any{};
      QVERIFY(::dladdr(reinterpret_cast<void*>(&QTest::currentTestFunction), &any) != 0);
      QVERIFY(
          QFile::copy(QFile::decodeName(any.dli_fname), folder_.filePath(QStringLiteral("libcuda.so.1"))));
      QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
      environment.insert(QStringLiteral("LD_LIBRARY_PATH"), folder_.path());
      cli.setProcessEnvironment(environment);
    } else if (QLibrary(QStringLiteral("cuda"), QStringLiteral("1")).load()) {
      QSKIP("a driver is installed here");
    } else {
      said = QRegularExpression::escape(said);
    }
    cli.start(qEnvironmentVariable("ENTROSCOPE_CLI"), {"train", "--preset", "sample/SM+G", "--steps", "1",
                                                       "--device", "cuda", "--out", folder_.filePath("gpu")});
    QVERIFY(cli.waitForFinished(60000));
    const QString error = QString::fromUtf8(cli.readAllStandardError());
    QCOMPARE(cli.exitCode(), 2);
    QVERIFY2(
        error.count('\n') == 1 && error.contains("device cuda: ") && error.contains("or use --device cpu"),
        qPrintable(error));
    QVERIFY2(error.contains(QRegularExpression(said)), qPrintable(error));
    QVERIFY(!QFile::exists(folder_.filePath(QStringLiteral("gpu"))));
  }

 private:
  void write(const char* name, const QByteArray& text) const {
    QFile file(folder_.filePath(QLatin1String(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
  }

  QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestCliRefusals)
#include "test_cli_refusals.moc"
