// The `runs` commands, driven in this process: answers as JSON, errors as one sentence, no partial output.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include "app/cli/commands.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/runs/run_writer.h"

using namespace entroscope;
namespace fs = std::filesystem;

class CliRuns : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  std::string at(const std::string& name) const { return dir_.path().toStdString() + "/" + name; }

  static void execute(std::vector<std::string> arguments) {
    CLI::App app{"test", "entroscope-cli"};
    cli::registerRunsCommands(app);
    arguments.insert(arguments.begin(), "runs");
    std::reverse(arguments.begin(), arguments.end());  // the order CLI11 takes
    app.parse(arguments);
  }

  Json answerOf(std::vector<std::string> arguments) const {
    const std::string file = at("answer.json");
    fs::remove(file);
    arguments.insert(arguments.end(), {"--json", file});
    execute(arguments);
    return parseJson(readTextFile(file), "answer.json");
  }

  void make(const std::string& name, double rate, const std::string& parent = {}) {
    RunConfig config;
    config.configuration = "SM+G";
    config.optimizer.learningRate = rate;
    config.parent = parent;
    auto writer = RunWriter::create(at("runs/" + name), config, "CPU");
    writer->appendStep({0, 10, 2.5, NAN, 1e-3, 100});
    writer->appendStep({1, 20, 2.25, 1, 1e-3, 100});
    writer->appendEvaluation({1, 20, NAN, NAN});
    ids_[name] = writer->id();
    writer->close(Outcome::Finished);
  }
  std::map<std::string, std::string> ids_;

 private Q_SLOTS:
  void initTestCase() {
    make("first", 1e-3);
    make("second", 2e-3, ids_["first"] + "@1");
    make("third", 1e-3);
  }

  void list() {
    const auto answer = answerOf({"list", at("runs")});
    QCOMPARE(answer.at("runs").size(), std::size_t{3});
    QCOMPARE(answer.at("runs")[1].at("name").get<std::string>(), std::string("second"));
    QCOMPARE(answer.at("runs")[0].at("last_step").get<int>(), 1);
    QCOMPARE(answer.at("runs")[0].at("perplexity").get<std::string>(), std::string("NaN"));
    QVERIFY(answer.at("unreadable").empty());
  }

  void show() {
    const auto answer = answerOf({"show", at("runs/second")});
    QCOMPARE(answer.at("id").get<std::string>(), ids_["second"]);
    QCOMPARE(answer.at("config").at("optimizer.learning_rate").get<double>(), 2e-3);
    QCOMPARE(answer.at("tree").size(), std::size_t{2});
    QCOMPARE(answer.at("tree")[1].at("depth").get<int>(), 1);
    QCOMPARE(answerOf({"show", "reference:paper/SM+G"}).at("perplexity").get<double>(), 3.197);
  }

  void diff() {
    const auto answer = answerOf({"diff", at("runs/first"), at("runs/second")});
    QCOMPARE(answer.at("differences").size(), std::size_t{2});
    QCOMPARE(answer.at("differences")[1].at("field").get<std::string>(),
             std::string("optimizer.learning_rate"));
    QCOMPARE(answer.at("differences")[1].at("right").get<std::string>(), std::string("0.002"));
    QVERIFY(answerOf({"diff", at("runs/first"), at("runs/third")}).at("differences").empty());
  }

  void verify() {
    QVERIFY(answerOf({"verify", at("runs/third")}).at("sound").get<bool>());
    std::fstream stream(at("runs/third/run.db"), std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(70'000);
    stream.put('\x55');
    stream.close();
    try {
      answerOf({"verify", at("runs/third")});
      QFAIL("the damage was not seen");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY2(QString(error.what()).contains("run.db: block 1"), error.what());
    }
    const auto answer = parseJson(readTextFile(at("answer.json")), "answer.json");  // written all the same
    QVERIFY(!answer.at("sound").get<bool>());
    QCOMPARE(answer.at("damage")[0].at("place").get<std::string>(), std::string("run.db"));
  }

  void exportAndImport() {
    const auto sent = answerOf({"export", at("runs/first"), "--format", "csv", "--out", at("first.csv")});
    QCOMPARE(sent.at("out").get<std::string>(), at("first.csv"));
    const auto made =
        answerOf({"import", at("first.csv"), "--out", at("imported"), "--configuration", "SM+R"});
    QCOMPARE(made.at("configuration").get<std::string>(), std::string("SM+R"));
    QCOMPARE(made.at("last_step").get<int>(), 1);
    QCOMPARE(made.at("evaluation_loss").get<std::string>(), std::string("NaN"));
  }

  void perplexities() {
    QCOMPARE(cli::perplexityText(1234.5678, 3), std::string("1234.568"));
    QCOMPARE(cli::perplexityText(2e9, 1), std::string("2e+09"));
    QCOMPARE(cli::perplexityText(std::exp(700.0), 3), std::string("1.014e+304"));
    QCOMPARE(cli::perplexityText(INFINITY, 3), std::string("inf"));
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("list nowhere") << QStringList{"list", "nowhere"};
    QTest::newRow("show nowhere") << QStringList{"show", "nowhere"};
    QTest::newRow("verify nowhere") << QStringList{"verify", "nowhere"};
    QTest::newRow("verify a file") << QStringList{"verify", "/dev/null"};
    QTest::newRow("diff nowhere") << QStringList{"diff", "reference:paper/SM+G", "nowhere"};
    QTest::newRow("export format") << QStringList{
        "export", "reference:paper/SM+G", "--format", "xls", "--out", "x"};
    QTest::newRow("export nowhere") << QStringList{"export", "nowhere", "--format", "csv", "--out", "x"};
    QTest::newRow("import nowhere") << QStringList{"import", "nowhere", "--out", "x"};
  }

  void badInput() {
    QFETCH(QStringList, arguments);
    std::vector<std::string> list;
    for (const auto& argument : arguments) list.push_back(argument.toStdString());
    try {
      answerOf(list);
      QFAIL("was accepted");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY(!QString(error.what()).contains('\n'));
      QVERIFY(!fs::exists(at("answer.json")));
      QVERIFY(!fs::exists("x"));
    }
  }
};

QTEST_GUILESS_MAIN(CliRuns)
#include "test_cli_runs.moc"
