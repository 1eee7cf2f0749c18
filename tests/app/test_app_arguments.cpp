// The desktop's command line: what it accepts, and the one sentence it answers otherwise.
#include <QtTest>

#include "app/desktop/arguments.h"
#include "core/base/error.h"

using namespace entroscope;

namespace {

Arguments parse(std::vector<const char*> words) {
  words.insert(words.begin(), "entroscope");
  return parseArguments(static_cast<int>(words.size()), words.data());
}

}  // namespace

class TestAppArguments : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void opensRuns() {
    const auto window = std::get<WindowArguments>(parse({"a", "b"}));
    QCOMPARE(window.runs, (std::vector<std::string>{"a", "b"}));
    QVERIFY(window.train.empty());
    QVERIFY(std::get<WindowArguments>(parse({})).runs.empty());
  }

  void trains() {
    const auto window = std::get<WindowArguments>(
        parse({"--train", "sample", "--set", "train.steps=9", "--out", "here", "--set", "train.threads=1"}));
    QCOMPARE(window.train, std::string("sample"));
    QCOMPARE(window.set, (std::vector<std::string>{"train.steps=9", "train.threads=1"}));
    QCOMPARE(window.out, std::string("here"));
  }

  void exports() {
    const auto wanted =
        std::get<ExportArguments>(parse({"export", "--run", "a", "b", "--figure", "entropy-map", "--format",
                                         "svg", "--out", "map.svg", "--width", "85"}));
    QCOMPARE(wanted.runs, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(wanted.figure, std::string("entropy-map"));
    QCOMPARE(wanted.theme, std::string("print"));
    QCOMPARE(wanted.widthMillimetres, 85.0);
    QCOMPARE(wanted.fontPoints, 9.0);
    QVERIFY(wanted.font.empty());
  }

  void informs() {
    QVERIFY(std::get<Information>(parse({"--help"})).text.find("--train") != std::string::npos);
    QVERIFY(std::get<Information>(parse({"export", "--help"})).text.find("--figure") != std::string::npos);
    QCOMPARE(std::get<Information>(parse({"--version"})).text, "entroscope " ENTROSCOPE_VERSION "\n");
  }

  void refuses_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown option") << QStringList{"--trian", "sample"} << "--trian";
    QTest::newRow("out alone") << QStringList{"--out", "x"} << "--train";
    QTest::newRow("set alone") << QStringList{"--set", "train.steps=9"} << "--train";
    QTest::newRow("no run") << QStringList{"export", "--figure", "all", "--format", "svg", "--out", "x"}
                            << "--run";
    QTest::newRow("no width") << QStringList{"export", "--run", "a", "--figure", "all", "--format",
                                             "svg",    "--out", "x", "--width",  "wide"}
                              << "--width";
    QTest::newRow("no font size") << QStringList{"export", "--run", "a", "--figure",    "all", "--format",
                                                 "svg",    "--out", "x", "--font-size", "90"}
                                  << "--font-size";
    QTest::newRow("a reproduction's pages keep their text")
        << QStringList{"export", "--reproduce", "a", "--out", "x", "--font-size", "8"} << "--font-size";
  }
  void refuses() {
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    std::vector<QByteArray> bytes;
    for (const QString& word : words) bytes.push_back(word.toUtf8());
    std::vector<const char*> pointers;
    for (const QByteArray& word : bytes) pointers.push_back(word.constData());
    try {
      parse(pointers);
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY2(QByteArray(error.what()).contains(named.toUtf8()), error.what());
      QVERIFY(!QByteArray(error.what()).contains('\n'));
    }
  }
};

QTEST_GUILESS_MAIN(TestAppArguments)
#include "test_app_arguments.moc"
