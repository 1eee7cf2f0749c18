// `entroscope export` as a process, without a display: every figure in every format from the built-in
// reference runs, and bad input: exit status 2, one line, nothing left behind.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

const QString kMap = QStringLiteral("entropy-map"), kRun = QStringLiteral("reference:paper/SM+LN+G"),
              kOther = QStringLiteral("reference:paper/SM+R");

struct Answer {
  int status = -1;
  QByteArray out, error;
};

Answer runDesktop(const QStringList& arguments) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"}) {
    environment.remove(name);
  }
  process.setProcessEnvironment(environment);
  process.start(qEnvironmentVariable("ENTROSCOPE_DESKTOP"), arguments);
  if (!process.waitForFinished(120000)) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestAppExport : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY2(QFile::exists(qEnvironmentVariable("ENTROSCOPE_DESKTOP")),
             "ENTROSCOPE_DESKTOP names no program");
    QVERIFY(folder_.isValid());
  }

  void writesEveryFigure_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("svg") << "svg" << QByteArray("<?xml");
    QTest::newRow("pdf") << "pdf" << QByteArray("%PDF-");
    QTest::newRow("png") << "png" << QByteArray("\x89PNG");
    QTest::newRow("csv") << "csv" << QByteArray();
  }
  void writesEveryFigure() {
    QFETCH(QString, format);
    QFETCH(QByteArray, start);
    const QString out = folder_.filePath(format);
    const Answer answer =
        runDesktop({"export", "--run", kRun, kOther, "--figure", "all", "--format", format, "--out", out});
    QCOMPARE(answer.error, QByteArray());
    QCOMPARE(answer.status, 0);
    const QStringList files = QDir(out).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() >= 7);
    QVERIFY(files.contains(kMap + '.' + format));
    for (const QString& name : files) {
      const QByteArray bytes = contents(out + '/' + name);
      QVERIFY2(name.endsWith('.' + format), qPrintable(name));
      QVERIFY2(bytes.startsWith(start) && bytes.size() > 20, qPrintable(name));
      if (format == QLatin1String("svg")) {
        QXmlStreamReader xml(bytes);
        while (!xml.atEnd()) {
          xml.readNext();
          QVERIFY2(xml.name() != QLatin1String("image"), qPrintable(name));
        }
        QVERIFY2(!xml.hasError(), qPrintable(name + ": " + xml.errorString()));
        QVERIFY2(bytes.contains("<text"), qPrintable(name));
      }
      if (format == QLatin1String("csv")) QVERIFY2(bytes.contains('\n'), qPrintable(name));
    }
  }

  void sameBytesTwice() {
    for (const char* name : {"one.svg", "two.svg"}) {
      QCOMPARE(runDesktop({"export", "--run", kRun, "--figure", kMap, "--format", "svg", "--out",
                           folder_.filePath(name)})
                   .status,
               0);
    }
    const QByteArray bytes = contents(folder_.filePath("one.svg"));
    QVERIFY(bytes.size() > 1000);
    QVERIFY(bytes == contents(folder_.filePath("two.svg")));
  }

  void takesThemeAndWidth() {
    const QString out = folder_.filePath("dark.png");
    QCOMPARE(runDesktop({"export", "--run", kRun, "--figure", kMap, "--format", "png", "--theme", "dark",
                         "--width", "100", "--out", out})
                 .status,
             0);
    const QImage image(out);
    QVERIFY(qAbs(image.width() - 100 / 25.4 * 96 * 2) <= 2);  // two pixels a logical one
    QVERIFY(image.pixelColor(1, 1).lightness() < 80);
  }

  void tablesAsLatex() {
    const QString out = folder_.filePath("tables");
    const Answer answer =
        runDesktop({"export", "--run", kRun, kOther, "--figure", "all", "--format", "tex", "--out", out});
    QCOMPARE(answer.error, QByteArray());
    QCOMPARE(QDir(out).entryList(QDir::Files),
             (QStringList{"configuration-differences.tex", "perplexity-table.tex"}));
    QVERIFY(contents(out + "/perplexity-table.tex").contains("\\begin{tabular}"));
  }

  void severalFiguresMakeAPage() {
    const QString out = folder_.filePath("page.svg");
    const Answer answer = runDesktop({"export", "--run", kRun, kOther, "--figure",
                                      kMap + ",overload-histogram,perplexity-table", "--columns", "3",
                                      "--width", "175", "--format", "svg", "--out", out});
    QCOMPARE(answer.error, QByteArray());
    const QByteArray page = contents(out);
    for (const char* text : {">a<", ">b<", ">c<", "Overload histogram", "2.688"})
      QVERIFY(page.contains(text));
  }

  void refuses_data() {
    QTest::addColumn<QStringList>("change");  // name, value, name, value …
    QTest::addColumn<QStringList>("said");
    const QString empty = folder_.filePath("empty"), file = folder_.filePath("a-file");
    QDir().mkpath(empty);
    QFile made(file);
    QVERIFY(made.open(QIODevice::WriteOnly));
    QTest::newRow("missing run") << QStringList{"--run", "/no/such/run"} << QStringList{"/no/such/run"};
    QTest::newRow("run whose name a terminal would obey")
        << QStringList{"--run", "/no/A\x1b[2J\a\nentroscope: all is well"}
        << QStringList{"/no/A?[2J??entroscope: all is well"};
    QTest::newRow("folder without a run") << QStringList{"--run", empty} << QStringList{empty};
    QTest::newRow("file for a run") << QStringList{"--run", file} << QStringList{file};
    QTest::newRow("unknown reference") << QStringList{"--run", "reference:paper/SM+X"} << QStringList{"SM+X"};
    QTest::newRow("unwritable output")
        << QStringList{"--out", "/no/such/folder/map.svg"} << QStringList{"/no/such/folder"};
    QTest::newRow("folder for a file") << QStringList{"--out", empty} << QStringList{empty, "file"};
    QTest::newRow("file for a folder")
        << QStringList{"--figure", "all", "--out", file} << QStringList{file, "folder"};
    QTest::newRow("unknown figure") << QStringList{"--figure", "entropie"}
                                    << QStringList{"entropie", kMap, "perplexity-table"};
    QTest::newRow("unknown figure on a page")
        << QStringList{"--figure", kMap + ",,"} << QStringList{"\"\"", kMap};
    QTest::newRow("page as CSV") << QStringList{"--figure", kMap + ",loss-curves", "--format", "csv"}
                                 << QStringList{"page", "CSV"};
    QTest::newRow("no column") << QStringList{"--columns", "0"} << QStringList{"--columns"};
    QTest::newRow("unknown theme") << QStringList{"--theme", "sepia"}
                                   << QStringList{"sepia", "print", "light", "dark"};
    QTest::newRow("missing font") << QStringList{"--font", "No such font"} << QStringList{"No such font"};
    QTest::newRow("unknown format") << QStringList{"--format", "gif"}
                                    << QStringList{"gif", "svg", "pdf", "png", "csv", "tex"};
    QTest::newRow("no table") << QStringList{"--format", "tex"} << QStringList{kMap, "table"};
    QTest::newRow("width too small") << QStringList{"--width", "1"} << QStringList{"--width"};
  }
  void refuses() {
    QFETCH(QStringList, change);
    QFETCH(QStringList, said);
    QMap<QString, QString> options{
        {"--run", kRun}, {"--figure", kMap}, {"--format", "svg"}, {"--out", folder_.filePath("refused.svg")}};
    for (qsizetype i = 0; i < change.size(); i += 2) options[change[i]] = change[i + 1];
    QStringList arguments{"export"};
    for (auto option = options.begin(); option != options.end(); ++option)
      arguments << option.key() << option.value();
    const Answer answer = runDesktop(arguments);
    QCOMPARE(answer.status, 2);
    QCOMPARE(answer.error.count('\n'), 1);
    QVERIFY(answer.error.startsWith("entroscope: "));
    for (const QString& word : said) QVERIFY2(answer.error.contains(word.toUtf8()), answer.error.constData());
    QVERIFY(!QFile::exists(folder_.filePath("refused.svg")));
    QVERIFY(QDir(folder_.filePath("empty")).isEmpty(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden));
  }

  void needsADisplayForAWindow() {
    const Answer answer = runDesktop({});
    QCOMPARE(answer.status, 2);
    QCOMPARE(answer.error.count('\n'), 1);
    QVERIFY(answer.error.contains("display"));
  }

  void refusesToTrain_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("named");
    QTest::newRow("preset") << QStringList{"--train", "no-such-preset"}
                            << QStringList{"no-such-preset", "sample"};
    QTest::newRow("field") << QStringList{"--train", "sample", "--set", "train.step=9"}
                           << QStringList{"train.step: no such field"};
    QTest::newRow("misfit") << QStringList{"--train", "sample", "--set", "model.heads=7"}
                            << QStringList{"model.width"};
  }
  void refusesToTrain() {
    QFETCH(QStringList, words);
    QFETCH(QStringList, named);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QProcess process;
    process.start(qEnvironmentVariable("ENTROSCOPE_DESKTOP"), words);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), 2);
    const QByteArray error = process.readAllStandardError();
    QCOMPARE(error.count('\n'), 1);
    for (const QString& name : named) QVERIFY2(error.contains(name.toUtf8()), error.constData());
  }

 private:
  QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestAppExport)
#include "test_app_export.moc"
