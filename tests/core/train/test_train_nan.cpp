// Numbers that go wrong: each policy of train.on_nan, and the place that is named.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/runs/manifest.h"
#include "core/runs/safetensors.h"
#include "core/train/train_state.h"
#include "tests/core/train/tiny_training.h"
#include "tests/support/refusal.h"

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

/// Other values in a checkpoint's weights, as training may bring them about.
void setWeights(const fs::path& checkpoint, const std::string& name,
                const std::vector<std::pair<std::size_t, float>>& values) {
  const fs::path path = checkpoint / "model.safetensors", changed = checkpoint / "changed";
  {
    const SafetensorsFile file(path);
    std::vector<TensorView> tensors = file.tensors();
    const auto tensor = std::ranges::find(tensors, name, &TensorView::name);
    if (tensor == tensors.end()) qFatal("no tensor %s", name.c_str());
    std::vector<std::byte> bytes(tensor->data.begin(), tensor->data.end());
    for (const auto& [place, value] : values)
      std::memcpy(bytes.data() + place * sizeof value, &value, sizeof value);
    tensor->data = bytes;
    writeSafetensors(changed, tensors, file.metadata());
  }
  fs::rename(changed, path);
  writeManifest(checkpoint);
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

  /// However many checkpoints full of NaNs follow, also those of a resumed run.
  void continueKeepsTheLastGoodWeights() {
    const fs::path run = root_ / "kept";
    RunConfig config = explosive(root_ / "data", OnNan::Continue);
    config.train.checkpointInterval = 1;
    config.train.keepCheckpoints = 2;
    for (const std::int64_t steps : {8, 12}) {
      const auto trainer = realTrainers()({config, run, steps == 12});
      QVERIFY(advance(*trainer, steps));
      QCOMPARE(checkpointsOf(run).size(), std::size_t{3});
      QVERIFY(allFinite(checkpointsOf(run).front()));
      QVERIFY(!allFinite(newestCheckpoint(run)));
    }
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

  void askSavesTheWeightsBeforeAndWaits() {
    const fs::path run = root_ / "ask";
    RunConfig config = explosive(root_ / "data", OnNan::Ask);
    config.train.keepCheckpoints = 0;
    config.train.measureInterval = 1;
    const auto trainer = realTrainers()({config, run});
    trainer->checkpoint();
    Snapshot snapshot;
    for (int i = 0; i < 12 && snapshot.held.empty(); ++i) {
      QVERIFY(trainer->step({}));
      trainer->describe(snapshot);
    }
    QVERIFY2(snapshot.held.english().starts_with("Step " + std::to_string(snapshot.step) + ": "),
             snapshot.held.english().c_str());
    QVERIFY(allFinite(newestCheckpoint(run)));
    QCOMPARE(newestCheckpoint(run).filename().string(), "00000" + std::to_string(snapshot.step - 1));

    QCOMPARE(trainer->rollBack(7).applied, Applied::Refused);
    // A damaged one is refused before anything is deleted for its sake.
    const fs::path first = checkpointsOf(run).front(), kept = root_ / "kept.safetensors";
    fs::copy_file(first / "model.safetensors", kept);
    fs::resize_file(first / "model.safetensors", fs::file_size(kept) - 1);
    const auto before = checkpointsOf(run);
    const ApplyResult refused = trainer->rollBack(0);
    QCOMPARE(refused.applied, Applied::Refused);
    QVERIFY2(refused.reason.english().find("model.safetensors") != std::string::npos,
             refused.reason.english().c_str());
    QCOMPARE(checkpointsOf(run), before);
    fs::rename(kept, first / "model.safetensors");
    QCOMPARE(trainer->rollBack(0).applied, Applied::Applied);
    trainer->describe(snapshot);
    QCOMPARE(snapshot.step, 0);
    QVERIFY(snapshot.held.empty());
    QCOMPARE(trainer->set("optimizer.learning_rate", 1e-3).applied, Applied::Applied);
    QVERIFY(advance(*trainer, 12));
    trainer->describe(snapshot);
    QVERIFY(snapshot.held.empty());
    finish(*trainer);
    const RunPtr opened = openRun(run.string());
    QCOMPARE(opened->info().lastStep, 12);
    std::string kinds;
    for (const RunEvent& event : opened->events()) kinds += event.kind + " ";
    QVERIFY2(kinds.find("rollback") != std::string::npos && kinds.find("hyperparameter") != std::string::npos,
             kinds.c_str());
  }

  /// The first in the order of the passes, infinities too, in whichever micro-batch it is.
  void theFirstPlaceIsNamed_data() {
    QTest::addColumn<int>("after");
    QTest::addColumn<QString>("place");
    QTest::newRow("infinite score") << 0 << "layer 0, attention scores, head 0: Infinity";
    QTest::newRow("infinite stream") << 0 << "layer 0, residual stream: Infinity";
    QTest::newRow("second micro-batch of a measured step") << 0 << "layer 0, attention scores, head 0: NaN";
    QTest::newRow("second micro-batch of another step") << 2 << "layer 0, attention scores, head 0: NaN";
  }
  void theFirstPlaceIsNamed() {
    QFETCH(int, after);
    QFETCH(QString, place);
    const std::string tag = QTest::currentDataTag();
    RunConfig config = explosive(root_ / "data", OnNan::Stop);
    config.optimizer.learningRate = 1e-3;
    config.model.tiedHead = false;
    config.model.activation = "relu";  // passes huge values on as they are
    const fs::path parent = root_ / ("before " + tag), run = root_ / tag;
    {
      const auto trainer = realTrainers()({config, parent});
      QVERIFY(advance(*trainer, after));
      finish(*trainer, Outcome::Interrupted);
    }
    const fs::path checkpoint = newestCheckpoint(parent);
    const auto width = static_cast<std::size_t>(config.model.width);
    if (tag == "infinite score") {
      setWeights(checkpoint, "transformer.h.0.attn.c_attn.bias", {{0, 1e20F}, {width, 1e20F}});
    } else if (tag == "infinite stream") {
      setWeights(checkpoint, "transformer.h.0.attn.c_proj.bias", {{0, 3e38F}});
      setWeights(checkpoint, "transformer.h.0.mlp.c_proj.bias", {{0, 3e38F}});
    } else {  // of a token that the first micro-batch has not
      const DataSet data = DataSet::open(root_ / "data");
      const auto inputs = [&](int micro) {
        const auto index = static_cast<std::uint64_t>(after * config.train.accumulation + micro);
        return data.trainBatch(index, config.train.batch, config.model.context, config.train.seed).inputs;
      };
      const auto first = inputs(0), second = inputs(1);
      const auto token = std::ranges::find_if(
          second, [&](std::int64_t id) { return std::ranges::find(first, id) == first.end(); });
      QVERIFY(token != second.end());
      setWeights(checkpoint, "transformer.wte.weight",
                 {{static_cast<std::size_t>(*token) * width, std::numeric_limits<float>::quiet_NaN()}});
    }
    RunRequest request{config, run};
    request.forkFrom = checkpoint;
    const auto trainer = realTrainers()(request);
    const QString said = refusal([&] { advance(*trainer, 12); });
    QVERIFY2(said.startsWith(QStringLiteral("Step %1: %2;").arg(after + 1).arg(place)), qPrintable(said));
    trainer->close(Outcome::Failed, said.toStdString());
    const auto counts = openRun(run.string())->frameAt("nan.scores", after + 1);
    QVERIFY(counts && counts->step == after + 1);
    QCOMPARE(counts->values.front() > 0, place.endsWith(QLatin1String("scores, head 0: NaN")));
  }

  /// What the tracer shows: the numbers before they went wrong, and NaN where they have.
  void rangesAreRecorded() {
    const fs::path run = root_ / "ranges";
    RunConfig config = explosive(root_ / "data", OnNan::Continue);
    config.train.measureInterval = 1;
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);
    const RunPtr opened = openRun(run.string());
    const auto first = opened->frameAt(measure::kResidualRange, 1);
    QVERIFY(first && first->rows == 2 && first->columns == 2);
    QVERIFY(first->values[0] < 0 && first->values[1] > 0 && first->values[1] < 1);
    QVERIFY(std::isnan(opened->frameAt(measure::kResidualRange, 12)->values.back()));
    const auto scores = opened->frameAt(measure::kScoreMaximum, 1);
    QVERIFY(scores && scores->rows == 2 && scores->columns == 2);
    // Scores are near 0 before training, so that the sums are near ln 12, the longest row's.
    for (const float value : scores->values) QVERIFY(std::abs(value - std::log(12.0F)) < 0.1F);
    const auto gradients = opened->frameAt(measure::kLayerGradient, 1);
    QVERIFY(gradients && gradients->rows == 2 && gradients->values[0] > 0);
    const double whole = opened->scalar(measure::kGradientNorm).value.front();
    QVERIFY(std::hypot(gradients->values[0], gradients->values[1]) <= whole * 1.0001);
  }

  // Gradients that are fp16 numbers are scaled as by PyTorch's GradScaler: from 65,536, halved with each
  // overflow, whose update is left out.
  void emulatedHalfScalesTheLoss() {
    const fs::path run = root_ / "scaled";
    RunConfig config = tinyConfig(root_ / "data");
    config.train.precision = Precision::Fp16Emulated;
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);
    const TrainState state = readTrainState(newestCheckpoint(run) / "state.json");
    QCOMPARE(state.step, 12);
    QVERIFY(state.lossScale.scale > 1);
    QCOMPARE(state.lossScale.scale, 65536 / std::pow(2.0, static_cast<double>(state.step - state.updates)));
    QVERIFY(state.updates > 0 && nanEvents(run).empty());

    const auto scaleOfFork = [&](const fs::path& from, Precision precision, const char* name) {
      config.train.precision = precision;
      RunRequest request{config, root_ / name};
      request.forkFrom = newestCheckpoint(from);
      const auto fork = realTrainers()(request);
      finish(*fork);
      return readTrainState(newestCheckpoint(request.folder) / "state.json").lossScale.scale;
    };
    QCOMPARE(scaleOfFork(run, Precision::Fp16Emulated, "fork"), state.lossScale.scale);
    QCOMPARE(scaleOfFork(run, Precision::Fp32, "fork-fp32"), 1.0);
    QCOMPARE(scaleOfFork(root_ / "fork-fp32", Precision::Fp16Emulated, "fork-fp16"), 65536.0);
  }

  /// The scale of a checkpoint from another precision is none, however early the run is killed.
  void aResumeInAnotherPrecisionScalesAnew() {
    const fs::path run = root_ / "rescaled";
    RunConfig config = tinyConfig(root_ / "data");
    const auto scale = [&] { return readTrainState(newestCheckpoint(run) / "state.json").lossScale.scale; };
    {
      const auto trainer = realTrainers()({config, run});
      QVERIFY(advance(*trainer, 4));
      finish(*trainer, Outcome::Interrupted);
    }
    QCOMPARE(scale(), 1.0);
    config.train.precision = Precision::Fp16Emulated;
    realTrainers()({config, run, true});
    QCOMPARE(scale(), 65536.0);
    {
      const auto trainer = realTrainers()({config, run, true});
      QVERIFY(advance(*trainer, 8));
      finish(*trainer, Outcome::Interrupted);
    }
    QVERIFY(scale() > 1);
    config.train.precision = Precision::Fp32;
    realTrainers()({config, run, true});
    QCOMPARE(scale(), 1.0);
  }

  void rollBackLeavesTheBatchOutAndGivesUpInTheEnd() {
    const fs::path run = root_ / "rollback";
    const auto trainer = realTrainers()({explosive(root_ / "data", OnNan::Rollback), run});
    QVERIFY_EXCEPTION_THROWN(advance(*trainer, 12), Error);
    trainer->close(Outcome::Failed, "gave up");
    QVERIFY(allFinite(newestCheckpoint(run)));
    QVERIFY(nanEvents(run).find("went back to step 0") != std::string::npos);
    // A resumed run does not meet the batches again.
    const TrainState state = readTrainState(checkpointsOf(run).front() / "state.json");
    QCOMPARE(state.step, 0);
    QVERIFY(state.batchIndex >= 40);
  }

  void rollBackThatIsSetLiveGoesBack() {
    const fs::path run = root_ / "rollback-live";
    RunConfig config = explosive(root_ / "data", OnNan::Continue);
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 1));
    QCOMPARE(trainer->set("train.on_nan", std::string("rollback")).applied, Applied::Applied);
    const QString said = refusal([&] { advance(*trainer, 12); });
    QVERIFY2(said.contains("not overcome by 20 returns"), qPrintable(said));
    trainer->close(Outcome::Failed, "gave up");
    const std::string events = nanEvents(run);
    QCOMPARE(QString::fromStdString(events).count("went back to step 1"), 20);
  }

  /// Behind the checkpoints full of NaNs that the run saved while it was told to go on.
  void rollBackAfterGoingOnFindsGoodWeights() {
    const fs::path run = root_ / "rollback-late";
    RunConfig config = explosive(root_ / "data", OnNan::Continue);
    config.optimizer.learningRate = 1e-3;
    config.train.checkpointInterval = 2;
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 4));
    QCOMPARE(trainer->set("optimizer.learning_rate", 1e6).applied, Applied::Applied);
    QVERIFY(advance(*trainer, 8));
    QVERIFY(!allFinite(newestCheckpoint(run)));
    QCOMPARE(trainer->set("optimizer.learning_rate", 1e-3).applied, Applied::Applied);
    QCOMPARE(trainer->set("train.on_nan", std::string("rollback")).applied, Applied::Applied);
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);
    QVERIFY(allFinite(newestCheckpoint(run)));
    const std::string events = nanEvents(run);
    QVERIFY2(events.find("went back to step 4") != std::string::npos, events.c_str());
    const auto loss = openRun(run.string())->scalar(measure::kLoss).value;
    QVERIFY(loss.size() == 12U && std::ranges::all_of(loss, [](double one) { return std::isfinite(one); }));
  }

  void rollBackWithoutACheckpointSaysSo() {
    const fs::path run = root_ / "rollback-nowhere";
    const auto trainer = realTrainers()({explosive(root_ / "data", OnNan::Rollback), run});
    fs::remove_all(run / "checkpoints");
    const QString said = refusal([&] { advance(*trainer, 12); });
    QVERIFY2(said.contains("there is no checkpoint with finite weights to go back to"), qPrintable(said));
    QVERIFY(allFinite(newestCheckpoint(run)));  // the weights before that step
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
