// A resumed, killed or forked run repeats the uninterrupted one bit for bit on the CPU.
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <thread>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/runs/annotate.h"
#include "core/runs/checkpoints.h"
#include "core/runs/manifest.h"
#include "core/runs/run_toml.h"
#include "core/runs/verify.h"
#include "core/train/evaluation.h"
#include "tests/core/train/tiny_training.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

class TestTrainResume : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    writeTinyData(root_ / "data");
  }

  void resumedEqualsUninterrupted_data() {
    QTest::addColumn<int>("variant");
    QTest::addColumn<int>("threads");
    QTest::newRow("GPT-2, norms, dropout, one thread") << 0 << 1;
    QTest::newRow("GPT-2, norms, dropout, two threads") << 0 << 2;
    QTest::newRow("GPT-2 without norms, learnable slopes") << 1 << 2;
    QTest::newRow("GPT-NeoX, adamw_hf") << 2 << 2;
    QTest::newRow("fp16-emulated") << 3 << 2;
  }
  void resumedEqualsUninterrupted() {
    QFETCH(int, variant);
    QFETCH(int, threads);
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = threads;
    if (variant == 0) config.model.embeddingDropout = 0.1;
    if (variant == 1) {
      config.model.blockNorm = config.model.firstNorm = Norm::None;
      config.model.activation = "leaky_relu";
      config.model.slopeMode = SlopeMode::LayerWise;
    }
    if (variant == 2) {
      config.model.family = Family::GptNeoX;
      config.model.position = Position::Rotary;
      config.model.parallelResidual = true;
      config.model.tiedHead = false;
      config.optimizer.kind = OptimizerKind::AdamWHf;
    }
    if (variant == 3) {
      config.train.precision = Precision::Fp16Emulated;
      config.model.lowPrecisionScores = config.model.lowPrecisionResidual = true;
    }
    const std::string name = std::to_string(variant) + "-" + std::to_string(threads);
    const fs::path whole = root_ / ("whole-" + name), halves = root_ / ("halves-" + name);
    QVERIFY(train({config, whole}));
    {
      const auto trainer = realTrainers()({config, halves});
      QVERIFY(advance(*trainer, 6));
      std::stop_source stop;
      stop.request_stop();
      QVERIFY(!trainer->step(stop.get_token()));  // abandoned: leaves no trace
      finish(*trainer, Outcome::Interrupted);
    }
    QVERIFY(train({config, halves, true}));
    compare(whole, halves);
    QVERIFY(recordedNumbers(whole).find("@12") != std::string::npos);
    if (variant == 1) QVERIFY(recordedNumbers(whole).find("slope:") != std::string::npos);
  }

  void aNameGivenWhileItWaitedStays() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.steps = 4;
    const fs::path folder = root_ / "named meanwhile";
    QVERIFY(train({config, folder}));
    config = readConfig(folder / "run.toml");
    config.name.clear();
    config.train.steps = 6;
    annotateRun(folder, {}, {"another name", "", {}});
    QVERIFY(train({config, folder, true}));
    QCOMPARE(openRun(folder.string())->info().name, std::string("another name"));
  }

  void killedRunGoesBackToItsCheckpoint() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.checkpointInterval = 5;
    const fs::path whole = root_ / "whole-killed", killed = root_ / "killed";
    QVERIFY(train({config, whole}));
    {
      const auto trainer = realTrainers()({config, killed});
      QVERIFY(advance(*trainer, 8));
    }  // destroyed without close, as by a kill
    {
      // Damaged weights are not trained on; nothing is changed by asking.
      const fs::path weights = newestCheckpoint(killed) / "model.safetensors", kept = root_ / "kept";
      fs::rename(weights, kept);
      fs::copy_file(kept, weights);
      std::fstream(weights, std::ios::in | std::ios::out | std::ios::binary)
          .seekp(-1, std::ios::end)
          .put('\x7f');
      const QString said = refusal([&] { realTrainers()({config, killed, true}); });
      QVERIFY2(said.contains("model.safetensors: block"), qPrintable(said));
      fs::rename(kept, weights);
    }
    {
      const auto trainer = realTrainers()({config, killed, true});
      const QString said = refusal([&] { realTrainers()({config, killed, true}); });
      QVERIFY2(said.contains("already written by process"), qPrintable(said));
      Snapshot snapshot;
      trainer->describe(snapshot);
      QCOMPARE(snapshot.step, 5);
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
    }
    compare(whole, killed);
  }

  void stoppedInAnEvaluationMakesUpForIt_data() {
    QTest::addColumn<QString>("then");
    for (const char* then : {"goes on", "killed", "stopped", "rolled back"}) QTest::newRow(then) << then;
  }
  void stoppedInAnEvaluationMakesUpForIt() {
    QFETCH(QString, then);
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    config.train.snippetTokens = 4;
    config.train.keepCheckpoints = 0;
    const fs::path whole = root_ / ("whole-evaluation " + then.toStdString()),
                   stopped = root_ / ("stopped-evaluation " + then.toStdString());
    {
      const auto trainer = realTrainers()({config, whole});
      QVERIFY(advance(*trainer, 4));
      trainer->checkpoint();
      QVERIFY(advance(*trainer, 6));
      if (then == "rolled back") QCOMPARE(trainer->rollBack(4).applied, Applied::Applied);
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
    }
    stopInEvaluation(config, stopped);
    if (then == "killed") {
      const auto trainer = realTrainers()({config, stopped, true});
      QVERIFY(trainer->step({}));
      trainer->persist();
    }
    if (then == "stopped") {
      RunConfig shorter = config;
      shorter.train.steps = 4;
      const auto trainer = realTrainers()({shorter, stopped, true});
      QVERIFY(!trainer->done());
      QVERIFY(trainer->step({}));
      QVERIFY(trainer->done());
      finish(*trainer);
      QVERIFY(readTextFile(newestCheckpoint(stopped) / "state.json").find("due\": false") !=
              std::string::npos);
    }
    {
      const auto trainer = realTrainers()({config, stopped, true});
      QVERIFY(advance(*trainer, 6));
      if (then == "rolled back") QCOMPARE(trainer->rollBack(4).applied, Applied::Applied);
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
    }
    compare(whole, stopped);
    QCOMPARE(openRun(stopped.string())->evaluations().size(), std::size_t{3});
  }

  /// The batches that a roll-back leaves out stay left out.
  void aRollBackIsRemembered_data() {
    QTest::addColumn<bool>("killed");
    QTest::newRow("killed") << true;
    QTest::newRow("stopped") << false;
  }
  void aRollBackIsRemembered() {
    QFETCH(bool, killed);
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    config.train.checkpointInterval = 5;
    const fs::path whole = root_ / (killed ? "whole-back-killed" : "whole-back"),
                   parts = whole.string() + "-parts";
    for (const fs::path& folder : {whole, parts}) {
      const auto trainer = realTrainers()({config, folder});
      QVERIFY(advance(*trainer, 8));
      QCOMPARE(trainer->rollBack(5).applied, Applied::Applied);
      QVERIFY(advance(*trainer, folder == whole ? 12 : killed ? 7 : 5));
      if (folder == whole) finish(*trainer);
      if (folder == parts && !killed) finish(*trainer, Outcome::Interrupted);
    }
    QVERIFY(train({config, parts, true}));
    compare(whole, parts);
  }

  void aLiveChangeSurvivesAKill() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    config.train.checkpointInterval = 5;
    const fs::path whole = root_ / "whole-set", killed = root_ / "killed-set";
    for (const fs::path& folder : {whole, killed}) {
      const auto trainer = realTrainers()({config, folder});
      QVERIFY(advance(*trainer, 7));
      QCOMPARE(trainer->set("optimizer.learning_rate", 5e-3).applied, Applied::Applied);
      QVERIFY(advance(*trainer, folder == whole ? 12 : 9));
      if (folder == whole) finish(*trainer);
    }
    QVERIFY(train({readConfig(killed / "run.toml"), killed, true}));
    compare(whole, killed);
    for (const fs::path& folder : {whole, killed}) {
      std::string changes;
      for (const RunEvent& event : openRun(folder.string())->events())
        if (event.kind == "hyperparameter") changes += std::to_string(event.step) + " " + event.text + "; ";
      QCOMPARE(changes, std::string("7 optimizer.learning_rate = 0.005; "));
    }
  }

  /// One would go back behind a change that was bad: its own checkpoint does not push those away.
  void liveChangesSpareTheOtherCheckpoints() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    config.train.checkpointInterval = 3;
    config.train.keepCheckpoints = 2;
    const fs::path run = root_ / "changes";
    const auto steps = [&] {
      std::string all;
      for (const fs::path& folder : checkpointsOf(run)) all += std::to_string(*checkpointStep(folder)) + " ";
      return all;
    };
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 7));
    QCOMPARE(trainer->set("optimizer.learning_rate", 5e-3).applied, Applied::Applied);
    QVERIFY(advance(*trainer, 8));
    QCOMPARE(steps(), std::string("3 6 7 "));
    QCOMPARE(trainer->set("optimizer.learning_rate", 4e-3).applied, Applied::Applied);
    QCOMPARE(steps(), std::string("3 6 8 "));
    QVERIFY(advance(*trainer, 10));
    QCOMPARE(steps(), std::string("6 9 "));
    finish(*trainer, Outcome::Interrupted);
  }

  /// A run that failed before it recorded anything may be told another context, as its sentence advises.
  void whatRecordedNothingMayChangeItsShape() {
    RunConfig config = tinyConfig(root_ / "data");
    const fs::path run = root_ / "nothing recorded";
    realTrainers()({config, run})->close(Outcome::Failed, "out of memory");
    config.model.context /= 2;
    QVERIFY(train({config, run, true}));
    QVERIFY(verifyRun(run).sound());
  }

  void withoutItsCheckpointsItIsRefused() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    const fs::path run = root_ / "without", moved = root_ / "moved";
    QVERIFY(train({config, run}));
    const std::string recorded = recordedNumbers(run);
    fs::rename(run / "checkpoints", moved);
    config.train.steps = 20;
    const QString said = refusal([&] { realTrainers()({config, run, true}); });
    QVERIFY2(said.contains("expected a checkpoint to go on from, found none"), qPrintable(said));
    QCOMPARE(recordedNumbers(run), recorded);
    QVERIFY(verifyRun(run).closedCleanly);
    fs::rename(moved, run / "checkpoints");
    const auto trainer = realTrainers()({config, run, true});
    QVERIFY(advance(*trainer, 20));
  }

  /// A checkpoint under another step's name would have itself or the rows that belong to it deleted.
  void aCheckpointUnderAnotherNameIsRefused() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    config.train.keepCheckpoints = 0;
    const fs::path run = root_ / "renamed";
    {
      const auto trainer = realTrainers()({config, run});
      for (const std::int64_t step : {2, 4}) {
        QVERIFY(advance(*trainer, step));
        trainer->checkpoint();
      }
      fs::rename(run / "checkpoints/000002", run / "checkpoints/000003");
      QVERIFY(advance(*trainer, 6));
      const ApplyResult back = trainer->rollBack(3);
      QCOMPARE(back.applied, Applied::Refused);
      QVERIFY2(back.reason.english().find("step: expected 3, as the folder is named, found 2") !=
                   std::string::npos,
               back.reason.english().c_str());
      finish(*trainer, Outcome::Interrupted);
    }
    fs::rename(run / "checkpoints/000006", run / "checkpoints/000008");
    const auto before = checkpointsOf(run);
    const QString said = refusal([&] { realTrainers()({config, run, true}); });
    QVERIFY2(said.contains("000008/state.json: step: expected 8, as the folder is named, found 6"),
             qPrintable(said));
    QCOMPARE(checkpointsOf(run), before);
    QCOMPARE(openRun(run.string())->info().lastStep, std::int64_t{6});
  }

  void anotherShapeIsRefused() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.threads = 1;
    config.train.snippetTokens = 4;
    const fs::path run = root_ / "shape";
    QVERIFY(train({config, run}, 4, Outcome::Interrupted));
    for (const char* setting : {"train.snippet_tokens=6", "model.heads=4", "model.context=8"}) {
      RunConfig changed = config;
      applySettings(changed, {setting});
      const QString said = refusal([&] { realTrainers()({changed, run, true}); });
      QVERIFY2(said.contains("the shape of what this run has recorded"), qPrintable(said));
      QVERIFY(verifyRun(run).closedCleanly && verifyRun(run).sound());
    }
  }

  void unchangedForkEqualsContinuation() {
    const RunConfig config = tinyConfig(root_ / "data");
    const fs::path parent = root_ / "parent", fork = root_ / "fork";
    {
      const auto trainer = realTrainers()({config, parent});
      QVERIFY(advance(*trainer, 6));
      trainer->checkpoint();
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
    }
    RunRequest request{config, fork};
    request.forkFrom = checkpointsOf(parent).front() / "";  // as a shell completes it
    QVERIFY(train(request));
    QCOMPARE(readTextFile(newestCheckpoint(fork) / "model.safetensors"),
             readTextFile(newestCheckpoint(parent) / "model.safetensors"));
    const RunPtr run = openRun(fork.string());
    QVERIFY(QString::fromStdString(run->config().parent).endsWith("@6"));
  }

  void anotherThreadCountIsADeparture() {
    RunConfig config = tinyConfig(root_ / "data");
    const fs::path folder = root_ / "threads";
    QVERIFY(train({config, folder}, 2, Outcome::Interrupted));
    config.train.threads = 1;
    {
      const auto trainer = realTrainers()({config, folder, true});
      finish(*trainer, Outcome::Interrupted);
    }
    std::string all;
    const RunPtr run = openRun(folder.string());
    for (const auto& sentence : run->config().departures) all += sentence;
    QVERIFY2(all.find("threads: 1 after 2") != std::string::npos, all.c_str());
  }

  /// What only a 16-bit run does is no part of what is measured in fp32: such a run could not be opened.
  void aHalfPrecisionModelIsMeasuredInFull() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.precision = Precision::Fp16Emulated;
    config.model.lowPrecisionScores = true;
    const fs::path folder = root_ / "half";
    QVERIFY(train({config, folder}, 2));
    EvaluationRequest request = evaluationOf(folder, config);
    request.batches = 1;
    evaluateModel(request);
    QVERIFY(!openRun(request.run.string())->config().model.lowPrecisionScores);
    QVERIFY(verifyRun(request.run).sound());
  }

  /// state.json may come from elsewhere: it may not ask for a hundred thousand threads.
  void theNumberOfThreadsIsBounded() {
    RunConfig config = tinyConfig(root_ / "data");
    const fs::path folder = root_ / "many-threads";
    QVERIFY(train({config, folder}, 2, Outcome::Interrupted));
    const fs::path state = newestCheckpoint(folder) / "state.json";
    config.train.threads = 0;  // as the checkpoint had it
    replace(state, "\"threads\": 2", "\"threads\": 300000");
    const QString said = refusal([&] { realTrainers()({config, folder, true}); });
    QVERIFY2(said.contains("state.json: threads: expected 1 to 4096, found 300000"), qPrintable(said));
    replace(state, "\"threads\": 300000", "\"threads\": 4000");
    {
      const auto trainer = realTrainers()({config, folder, true});
      finish(*trainer, Outcome::Interrupted);
    }
    const RunPtr run = openRun(folder.string());
    QCOMPARE(run->config().train.threads, static_cast<int>(std::thread::hardware_concurrency()));
    std::string all;
    for (const auto& sentence : run->config().departures) all += sentence;
    QVERIFY2(all.find("after 4000") != std::string::npos, all.c_str());
  }

  void evaluationOfTheCheckpointAgrees() {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.evaluationBatches = 0;
    config.train.snippetTokens = 4;
    const fs::path folder = root_ / "evaluated";
    QVERIFY(train({config, folder}));
    EvaluationRequest request = evaluationOf(folder, config);
    request.context = config.model.context;
    request.threads = 2;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    const EvaluationReport report = evaluateModel(
        request, {}, [&](std::uint64_t done, std::uint64_t all) { told.emplace_back(done, all); });
    for (std::size_t i = 0; i < told.size(); ++i) QCOMPARE(told[i], std::pair(i + 1, told.size()));
    QVERIFY(told.size() > 1);
    const RunPtr trained = openRun(folder.string());
    const Evaluation last = trained->evaluations().back();
    QCOMPARE(last.step, 12);
    QVERIFY(std::abs(report.loss - last.loss) < 1e-6);
    QCOMPARE(report.tokens, std::uint64_t{492});
    // What was seen of the heads is a run, the same as the training recorded of this batch.
    const RunPtr measured = openRun(request.run.string());
    QVERIFY(verifyRun(request.run).sound());
    QCOMPARE(measured->evaluations().back().loss, report.loss);
    QCOMPARE(measured->config().configuration, config.configuration);
    QCOMPARE(measured->info().name, std::string("evaluated 000012"));
    QCOMPARE(measured->config().data.validationHash, trained->config().data.validationHash);
    const auto positions = measured->frameAt(measure::kPositionEntropy, 0);
    QVERIFY(positions && positions->values == trained->frameAt(measure::kPositionEntropy, 12)->values);
    const auto attention = measured->frameAt(measure::kAttention, 0);
    QCOMPARE(attention->columns, config.model.context * (config.model.context + 1) / 2);
    const auto early = trained->frameAt(measure::kAttention, 12);  // of four tokens
    QVERIFY(std::equal(early->values.begin(), early->values.begin() + 10, attention->values.begin()));
    const auto entropy = measured->frameAt(measure::kEntropy, 0);
    QCOMPARE(entropy->rows * entropy->columns, config.model.layers * config.model.heads);
    for (int head = 0; head < positions->rows; ++head) {  // a head's entropy is the mean over its positions
      double sum = 0;
      for (int i = 0; i < positions->columns; ++i)
        sum += double(positions->values[std::size_t(head * positions->columns + i)]);
      QVERIFY(std::abs(sum / positions->columns - double(entropy->values[std::size_t(head)])) < 1e-5);
    }
    QCOMPARE(measured->frameAt("nan.residual", 0)->rows, config.model.layers);
    try {
      evaluateModel(request);
      QFAIL("wrote over a run");
    } catch (const Error& error) {
      QVERIFY2(std::string(error.what()).find("measured") != std::string::npos, error.what());
    }
  }

 private:
  /// A whole life of a run: begun, resumed or forked, and closed with a checkpoint.
  static bool train(const RunRequest& request, std::int64_t steps = 12, Outcome outcome = Outcome::Finished) {
    const auto trainer = realTrainers()(request);
    if (!advance(*trainer, steps)) return false;
    finish(*trainer, outcome);
    return true;
  }
  /// The newest checkpoint on the validation data, into a run of its own.
  EvaluationRequest evaluationOf(const fs::path& folder, const RunConfig& config) const {
    EvaluationRequest request;
    request.model = newestCheckpoint(folder);
    request.data = root_ / "data";
    request.device = "cpu";
    request.batch = config.train.batch;
    request.run = root_ / ("measured " + folder.filename().string());
    return request;
  }
  static void replace(const fs::path& state, const std::string& from, const std::string& to) {
    std::string text = readTextFile(state);
    const std::size_t at = text.find(from);
    if (at == text.npos) qFatal("%s is not in %s", from.c_str(), text.c_str());
    writeFileAtomically(state, text.replace(at, from.size(), to));
    writeManifest(state.parent_path());
  }
  /// Step 4 is made, its evaluation is left out and marked as due, as by a stop in the middle of it.
  static void stopInEvaluation(RunConfig config, const fs::path& folder) {
    config.train.evaluationInterval = 1000;
    QVERIFY(train({config, folder}, 4, Outcome::Interrupted));
    replace(newestCheckpoint(folder) / "state.json", "\"evaluation_due\": false", "\"evaluation_due\": true");
  }
  void compare(const fs::path& left, const fs::path& right) {
    for (const char* file : {"model.safetensors", "optimizer.safetensors"}) {
      QVERIFY2(readTextFile(newestCheckpoint(left) / file) == readTextFile(newestCheckpoint(right) / file),
               file);
    }
    QCOMPARE(QString::fromStdString(recordedNumbers(left)), QString::fromStdString(recordedNumbers(right)));
  }

  QTemporaryDir folder_;
  fs::path root_;
};

QTEST_GUILESS_MAIN(TestTrainResume)
#include "test_train_resume.moc"
