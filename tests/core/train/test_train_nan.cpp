// Numbers that go wrong: each policy of train.on_nan, and the place that is named.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/error.h"
#include "core/runs/safetensors.h"
#include "tests/core/train/tiny_training.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

/// Without norms and clipping, a rate that throws the weights out of fp32's range at once.
RunConfig explosive(const fs::path& data, OnNan policy) {
  RunConfig config = tinyConfig(data);
  config.model.blockNorm = config.model.firstNorm = config.model.finalNorm = Norm::None;
  config.optimizer.learningRate = 1e6;
  config.optimizer.warmupFraction = 0;
  config.optimizer.clip = 0;
  config.train.measureInterval = 1000;  // a bad step is measured all the same
  config.train.onNan = policy;
  return config;
}

bool allFinite(const fs::path& checkpoint) {
  const SafetensorsFile file(checkpoint / "model.safetensors");
  for (const TensorView& tensor : file.tensors()) {
    const auto* values = reinterpret_cast<const float*>(tensor.data.data());
    for (std::size_t i = 0; i < tensor.data.size() / sizeof(float); ++i) {
      if (!std::isfinite(values[i])) return false;
    }
  }
  return true;
}

std::string nanEvents(const fs::path& folder) {
  std::string text;
  for (const RunEvent& event : openRun(folder.string())->events()) {
    if (event.kind == "nan") text += event.text + "\n";
  }
  return text;
}

}  // namespace

class TestTrainNan : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    writeTinyData(root_ / "data");
  }

  void continueLetsItThrough() {
    const fs::path run = root_ / "continue";
    const auto trainer = realTrainers()({explosive(root_ / "data", OnNan::Continue), run});
    QVERIFY(advance(*trainer, 12));
    Snapshot snapshot;
    trainer->describe(snapshot);
    QVERIFY(!std::isfinite(snapshot.loss));
    finish(*trainer);
    QVERIFY(!allFinite(newestCheckpoint(run)));
    QVERIFY(nanEvents(run).find("layer") != std::string::npos);
    const auto shares = openRun(run.string())->frameAt(measure::kNanRowShare);
    QVERIFY(shares && shares->values.back() == 1.0f);
  }

  void skipKeepsTheWeights() {
    const fs::path run = root_ / "skip";
    const auto trainer = realTrainers()({explosive(root_ / "data", OnNan::Skip), run});
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);
    QVERIFY(allFinite(newestCheckpoint(run)));
    QCOMPARE(openRun(run.string())->info().lastStep, 12);
    QVERIFY(nanEvents(run).find("on-nan: skip") != std::string::npos);
  }

  void stopNamesThePlaceAndSavesTheWeightsBefore() {
    const fs::path run = root_ / "stop";
    const auto trainer = realTrainers()({explosive(root_ / "data", OnNan::Stop), run});
    std::string sentence;
    try {
      advance(*trainer, 12);
    } catch (const Error& error) {
      sentence = error.what();
    }
    QVERIFY2(QRegularExpression("^Step \\d+: (layer \\d+, |loss|gradient of ).*train.on_nan")
                 .match(QString::fromStdString(sentence))
                 .hasMatch(),
             sentence.c_str());
    trainer->close(Outcome::Failed, sentence);
    QVERIFY(allFinite(newestCheckpoint(run)));
    QCOMPARE(openRun(run.string())->info().status, RunStatus::Failed);
  }

  void rollBackLeavesTheBatchOutAndGivesUpInTheEnd() {
    const fs::path run = root_ / "rollback";
    const auto trainer = realTrainers()({explosive(root_ / "data", OnNan::Rollback), run});
    QVERIFY_EXCEPTION_THROWN(advance(*trainer, 12), Error);
    trainer->close(Outcome::Failed, "gave up");
    QVERIFY(allFinite(newestCheckpoint(run)));
    QVERIFY(nanEvents(run).find("went back to step 0") != std::string::npos);
  }

  void sampleNanHasThem_data() {
    QTest::addColumn<int>("threads");
    QTest::newRow("one thread") << 1;
    QTest::newRow("two threads") << 2;
  }
  /// The preset promises a NaN map with something on it, whatever the machine's number of threads.
  void sampleNanHasThem() {
    QFETCH(int, threads);
    RunConfig config = preset("sample-nan");
    config.train.threads = threads;
    config.train.device = "cpu";
    const fs::path run = root_ / ("sample-nan-" + std::to_string(threads));
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 10));
    trainer->close(Outcome::Interrupted, {});
    const FrameSeries counts = openRun(run.string())->frames("nan.probabilities");
    QVERIFY(counts.size() == 10U);
    QVERIFY(std::ranges::all_of(std::span(counts.values).first(static_cast<std::size_t>(counts.rows)),
                                [](float count) { return count == 0; }));
    QVERIFY(std::ranges::any_of(counts.values, [](float count) { return count > 0; }));
  }

 private:
  QTemporaryDir folder_;
  fs::path root_;
};

QTEST_GUILESS_MAIN(TestTrainNan)
#include "test_train_nan.moc"
