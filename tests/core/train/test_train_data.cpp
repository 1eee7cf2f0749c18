// What is trained, resumed, forked and measured on is what was packed, and what the run or its configuration
// names.
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <map>

#include "core/base/config_fields.h"
#include "core/runs/run_toml.h"
#include "core/train/evaluation.h"
#include "tests/core/train/tiny_training.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

class TestTrainData : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { root_ = folder_.path().toStdString(); }

  void otherContentIsRefused_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"train.bin", "validation.bin", "tokenizer.json"}) QTest::newRow(file) << file;
  }
  void otherContentIsRefused() {
    QFETCH(QString, file);
    const fs::path base = root_ / file.toStdString(), data = base / "data", run = base / "run",
                   other = base / "other", damaged = data / file.toStdString();
    writeTinyData(data, contentHash("{}"));
    writeFileAtomically(data / "tokenizer.json", "{}");
    const RunConfig config = tinyConfig(data);
    begin(config, run);
    RunRequest fork{config, other};
    fork.forkFrom = newestCheckpoint(run);
    const EvaluationRequest measured = evaluationOf(run, data);
    QVERIFY(evaluateModel(measured).loss > 0);

    // One bit of one token, which stays below the vocabulary.
    std::string bytes = readTextFile(damaged);
    bytes[0] ^= 1;
    writeFileAtomically(damaged, bytes);
    const auto before = contentsOf(run);
    const QString named = QString::fromStdString(damaged.string()) + ": expected the content";
    for (const RunRequest& request : {RunRequest{config, other}, RunRequest{config, run, true}, fork}) {
      const QString said = refusal([&] { realTrainers()(request); });
      QVERIFY2(said.startsWith(named) && said.count('\n') == 0, qPrintable(said));
    }
    const QString said = refusal([&] { evaluateModel(measured); });
    QCOMPARE(said.startsWith(named), file == "validation.bin");  // what it reads
    QVERIFY(!fs::exists(other));
    QCOMPARE(contentsOf(run), before);

    bytes[0] ^= 1;
    writeFileAtomically(damaged, bytes);
    finish(*realTrainers()({config, run, true}), Outcome::Interrupted);
  }

  /// "Enough to run it again" is said of run.toml: on the same data.
  void aConfigurationKnowsItsData_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"training tokens", "validation tokens", "tokenizer"})
      QTest::newRow(what) << what;
  }
  void aConfigurationKnowsItsData() {
    QFETCH(QString, what);
    const fs::path base = root_ / what.toStdString(), data = base / "data", run = base / "run";
    writeTinyData(data);
    begin(tinyConfig(data), run);
    const RunConfig known = readConfig(run / "run.toml");
    begin(known, base / "again");

    writeTinyData(data, what == "tokenizer" ? "u" : "t", what == "training tokens" ? 3 : 1,
                  what == "validation tokens" ? 4 : 2);
    RunConfig meant = known;  // by its name, as for other data on purpose
    applySettings(meant, {"data.path=" + data.string()});
    RunRequest fork{known, base / "fork"};
    fork.forkFrom = newestCheckpoint(run);
    const auto before = contentsOf(run);
    for (const RunRequest& request : {RunRequest{known, base / "other"}, fork, RunRequest{known, run, true},
                                      RunRequest{meant, run, true}}) {
      const QString said = refusal([&] { realTrainers()(request); });
      const QString expected = request.resume ? "this run began with" : "that the configuration names";
      QVERIFY2(said.startsWith(what + ": expected the data " + expected), qPrintable(said));
      QCOMPARE(said.contains("--set data.path="), !request.resume);
    }
    QVERIFY(!fs::exists(base / "other") && !fs::exists(base / "fork"));
    QCOMPARE(contentsOf(run), before);
    begin(meant, base / "other");
    QVERIFY(readConfig(base / "other" / "run.toml").data.trainHash == contentHashOfFile(data / "train.bin"));
  }

  void aModelIsMeasuredWithItsTokenizer() {
    const fs::path data = root_ / "its own", foreign = root_ / "foreign", run = root_ / "measured";
    writeTinyData(data);
    writeTinyData(foreign, "another");
    begin(tinyConfig(data), run);
    const QString said = refusal([&] { evaluateModel(evaluationOf(run, foreign)); });
    QVERIFY2(said.startsWith(QString::fromStdString(foreign.string()) + ": expected data packed with") &&
                 said.contains("(t), found another") && said.count('\n') == 0,
             qPrintable(said));
    // Where nothing is known of it, anything may be right.
    fs::create_directories(root_ / "somewhere" / "models");
    fs::copy(newestCheckpoint(run), root_ / "somewhere" / "models" / "m", fs::copy_options::recursive);
    EvaluationRequest elsewhere = evaluationOf(run, foreign);
    elsewhere.model = root_ / "somewhere" / "models" / "m";
    QVERIFY(evaluateModel(elsewhere).loss > 0);
  }

  /// The validation split of a small data set may be shorter than one sequence.
  void aSplitWithoutASequenceIsNoObstacle() {
    const fs::path base = root_ / "short", data = base / "data", run = base / "run";
    writeTinyData(data);
    std::string info = readTextFile(data / "dataset.json");
    const auto replace = [&](const std::string& from, const std::string& to) {
      const std::size_t at = info.find(from);
      if (at == info.npos) qFatal("%s is not in %s", from.c_str(), info.c_str());
      info.replace(at, from.size(), to);
    };
    const std::string hash = contentHashOfFile(data / "validation.bin");
    writeTokens(data / "validation.bin", 5, 2);
    replace(hash, contentHashOfFile(data / "validation.bin"));
    replace("\"validation_tokens\": 500", "\"validation_tokens\": 5");
    writeFileAtomically(data / "dataset.json", info);

    RunConfig config = tinyConfig(data);
    config.train.snippetTokens = 4;
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);
    const auto evaluations = openRun(run.string())->evaluations();
    QCOMPARE(evaluations.size(), std::size_t{3});
    QVERIFY(std::isnan(evaluations.back().loss));

    EvaluationRequest measured = evaluationOf(run, data);
    measured.run = base / "measured";
    QCOMPARE(evaluateModel(measured).tokens, std::uint64_t{0});
    QCOMPARE(openRun(measured.run.string())->evaluations().size(), std::size_t{1});
  }

 private:
  static void begin(const RunConfig& config, const fs::path& run) {
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 2));
    finish(*trainer, Outcome::Interrupted);
  }
  static EvaluationRequest evaluationOf(const fs::path& run, const fs::path& data) {
    EvaluationRequest request;
    request.model = newestCheckpoint(run);
    request.data = data;
    request.device = "cpu";
    request.batch = 3;
    return request;
  }
  static std::map<std::string, std::string> contentsOf(const fs::path& folder) {
    std::map<std::string, std::string> contents;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) contents[entry.path().string()] = contentHashOfFile(entry.path());
    return contents;
  }

  QTemporaryDir folder_;
  fs::path root_;
};

QTEST_GUILESS_MAIN(TestTrainData)
#include "test_train_data.moc"
