// Steps that run ahead of what the host has read: the same training as step by step, commands in between
// included. On the CPU, where the order of work is the same and nothing is recorded as a graph.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/runs/manifest.h"
#include "core/runs/safetensors.h"
#include "core/train/train_state.h"
#include "tests/core/train/tiny_training.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

/// Apart only by the order in which the clip factor is multiplied.
constexpr double kTolerance = 2e-5;

double difference(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size() || a.empty()) return HUGE_VAL;
  double largest = 0, scale = 1e-3;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) && std::isnan(b[i])) continue;
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
    scale = std::max(scale, std::abs(static_cast<double>(b[i])));
  }
  return largest / scale;
}

std::vector<float> weights(const fs::path& checkpoint) {
  std::vector<float> all;
  const SafetensorsFile file(checkpoint / "model.safetensors");
  for (const TensorView& tensor : file.tensors()) {
    const auto* values = reinterpret_cast<const float*>(tensor.data.data());
    all.insert(all.end(), values, values + tensor.data.size() / sizeof(float));
  }
  return all;
}

std::int64_t stepOf(const Trainer& trainer) {
  Snapshot snapshot;
  trainer.describe(snapshot);
  return snapshot.step;
}

}  // namespace

class TestTrainAhead : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    writeTinyData(root_ / "data");
  }

  void trainsAsStepByStep_data() {
    QTest::addColumn<QString>("structure");
    for (const char* name : {"gpt2", "norm-free", "dropout", "fp16", "fp16 with skips"})
      QTest::newRow(name) << name;
  }
  void trainsAsStepByStep() {
    QFETCH(QString, structure);
    RunConfig config = configuration(structure);
    const fs::path together = root_ / (structure.toStdString() + "-ahead"),
                   apart = together.string() + "-not";
    std::vector<std::int64_t> shown[2];
    for (const bool ahead : {true, false}) {
      config.train.launch = ahead ? Launch::Ahead : Launch::Synchronous;
      RunRequest request{config, ahead ? together : apart};
      if (structure.endsWith(QLatin1String("with skips"))) startWithLargeScale(request);
      const auto trainer = realTrainers()(request);
      while (!trainer->done()) {
        QVERIFY(trainer->step({}));
        shown[ahead].push_back(stepOf(*trainer));
      }
      finish(*trainer);
    }
    QCOMPARE(shown[1], shown[0]);
    const RunPtr a = openRun(together.string()), b = openRun(apart.string());
    QCOMPARE(a->measures(), b->measures());
    for (const std::string& name : a->measures()) {
      if (name == measure::kTokensPerSecond) continue;
      const ScalarSeries scalar = a->scalar(name), otherScalar = b->scalar(name);
      QCOMPARE(scalar.step, otherScalar.step);
      if (scalar.size() > 0) {
        QVERIFY2(difference(scalar.value, otherScalar.value) < kTolerance, name.c_str());
      }
      const FrameSeries frames = a->frames(name), otherFrames = b->frames(name);
      QCOMPARE(frames.step, otherFrames.step);
      if (frames.size() > 0) {
        QVERIFY2(difference(frames.values, otherFrames.values) < kTolerance, name.c_str());
      }
    }
    QCOMPARE(a->evaluations().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      QCOMPARE(a->evaluations()[i].step, b->evaluations()[i].step);
      QVERIFY(std::abs(a->evaluations()[i].loss - b->evaluations()[i].loss) < 1e-4);
    }
    const auto checkpoints = checkpointsOf(together), others = checkpointsOf(apart);
    QVERIFY(checkpoints.size() >= 3);
    QCOMPARE(others.size(), checkpoints.size());
    for (std::size_t i = 0; i < checkpoints.size(); ++i) {
      QCOMPARE(checkpoints[i].filename().string(), others[i].filename().string());
      QVERIFY(difference(weights(checkpoints[i]), weights(others[i])) < kTolerance);
      const TrainState state = readTrainState(checkpoints[i] / "state.json");
      const TrainState other = readTrainState(others[i] / "state.json");
      QCOMPARE(state.updates, other.updates);
      QCOMPARE(state.lossScale.scale, other.lossScale.scale);
      QCOMPARE(state.lossScale.age, other.lossScale.age);
    }
    const TrainState last = readTrainState(checkpoints.back() / "state.json");
    QCOMPARE(last.updates < last.step, structure.endsWith(QLatin1String("with skips")));
  }

  /// A command finds weights and step of one moment, whatever was under way.
  void commandsWaitForTheStepUnderWay() {
    RunConfig config = configuration(QStringLiteral("gpt2"));
    config.train.evaluationInterval = 12;
    config.train.checkpointInterval = 0;
    config.train.keepCheckpoints = 0;
    config.train.launch = Launch::Ahead;
    const fs::path together = root_ / "commands", apart = root_ / "commands-not";
    const auto trainer = realTrainers()({config, together});
    QVERIFY(advance(*trainer, 3));
    trainer->checkpoint();
    const std::int64_t saved = stepOf(*trainer);
    QCOMPARE(saved, 4);  // the fourth was under way
    QVERIFY(advance(*trainer, 6));
    QCOMPARE(trainer->set("optimizer.learning_rate", 2e-3).applied, Applied::Applied);
    const std::int64_t changed = stepOf(*trainer);
    QCOMPARE(changed, 7);
    QCOMPARE(trainer->set("optimizer.clip", 0.01).applied, Applied::Applied);
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);

    config.train.launch = Launch::Synchronous;
    const auto other = realTrainers()({config, apart});
    QVERIFY(advance(*other, saved));
    other->checkpoint();
    QVERIFY(advance(*other, changed));
    other->set("optimizer.learning_rate", 2e-3);
    other->set("optimizer.clip", 0.01);
    QVERIFY(advance(*other, 12));
    finish(*other);
    const auto a = checkpointsOf(together), b = checkpointsOf(apart);
    QCOMPARE(a.size(), 3U);
    QCOMPARE(b.size(), 3U);
    QCOMPARE(a[0].filename().string(), "000004");
    QCOMPARE(a[1].filename().string(), "000007");  // a live change begins at a checkpoint
    for (std::size_t i = 0; i < 3; ++i) QVERIFY(difference(weights(a[i]), weights(b[i])) < kTolerance);
    const auto rates = openRun(together.string())->scalar(measure::kLearningRate).value;
    QCOMPARE(rates, openRun(apart.string())->scalar(measure::kLearningRate).value);
    // When the device was done with the steps that were under way is not known: they count as those before.
    const auto speeds = openRun(together.string())->scalar(measure::kTokensPerSecond).value;
    for (const std::int64_t step : {saved, changed}) {
      const float speed = speeds[static_cast<std::size_t>(step - 1)];
      const auto bounds = std::minmax_element(speeds.begin(), speeds.begin() + step - 1);
      QVERIFY2(speed > *bounds.first * 0.999F && speed < *bounds.second * 1.001F,
               qPrintable(QString::number(speed)));
    }
  }

  void interruptedAndResumedIsTheSame() {
    RunConfig config = configuration(QStringLiteral("gpt2"));
    config.train.launch = Launch::Ahead;
    const fs::path whole = root_ / "whole", parts = root_ / "parts";
    {
      const auto trainer = realTrainers()({config, whole});
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
    }
    {
      const auto trainer = realTrainers()({config, parts});
      QVERIFY(advance(*trainer, 6));
      finish(*trainer, Outcome::Interrupted);
    }
    RunRequest again{config, parts};
    again.resume = true;
    const auto trainer = realTrainers()(again);
    QCOMPARE(stepOf(*trainer), 7);
    QVERIFY(advance(*trainer, 12));
    finish(*trainer);
    QCOMPARE(recordedNumbers(parts), recordedNumbers(whole));
    QCOMPARE(weights(newestCheckpoint(parts)), weights(newestCheckpoint(whole)));
  }

  void stoppingTakesInWhatIsUnderWay() {
    RunConfig config = configuration(QStringLiteral("gpt2"));
    config.train.launch = Launch::Ahead;
    const fs::path run = root_ / "stopped";
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 1));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(trainer->step(stop.get_token()));   // the second was under way
    QVERIFY(!trainer->step(stop.get_token()));  // a third is not begun
    QCOMPARE(stepOf(*trainer), 2);
    finish(*trainer, Outcome::Interrupted);
    QCOMPARE(openRun(run.string())->scalar(measure::kLoss).size(), 2U);
  }

  /// Whoever lets NaNs through from now on is not asked again.
  void anAnswerIsRemembered() {
    RunConfig config = diverging();
    config.train.onNan = OnNan::Ask;
    const auto trainer = realTrainers()({config, root_ / "asked"});
    Snapshot snapshot;
    while (snapshot.held.empty()) {
      QVERIFY(!trainer->done() && trainer->step({}));
      trainer->describe(snapshot);
    }
    QCOMPARE(trainer->set("train.on_nan", std::string("continue")).applied, Applied::Applied);
    for (int i = 0; i < 3; ++i) {
      QVERIFY(trainer->step({}));
      trainer->describe(snapshot);
      QVERIFY2(snapshot.held.empty(), snapshot.held.english().c_str());
    }
    finish(*trainer, Outcome::Interrupted);
  }

  /// The policy may change while a step is under way: that one still goes through, the next one is judged.
  void aPolicyThatJudgesEndsIt() {
    const RunConfig config = diverging();
    const fs::path run = root_ / "judged";
    const auto trainer = realTrainers()({config, run});
    QVERIFY(advance(*trainer, 10));
    Snapshot snapshot;
    trainer->describe(snapshot);
    QVERIFY(!std::isfinite(snapshot.loss));
    QCOMPARE(trainer->set("train.on_nan", std::string("stop")).applied, Applied::Applied);
    QVERIFY_THROWS_EXCEPTION(Error, advance(*trainer, 50));
    trainer->close(Outcome::Failed, "stopped");
    int told = 0;
    for (const RunEvent& event : openRun(run.string())->events()) told += event.kind == "nan" ? 1 : 0;
    QCOMPARE(told, 1);
  }

  /// The scale has moved while steps were judged one by one: the device goes on from where it is then.
  void theLossScaleFollowsAChangeOfPolicy() {
    RunConfig config = configuration(QStringLiteral("fp16"));
    config.train.accumulation = 1;
    config.train.onNan = OnNan::Skip;
    std::vector<TrainState> ends;
    std::vector<std::vector<float>> trained;
    for (const Launch launch : {Launch::Ahead, Launch::Synchronous}) {
      config.train.launch = launch;
      RunRequest request{config, root_ / ("policy-" + std::string(toText(launch)))};
      startWithLargeScale(request);
      const auto trainer = realTrainers()(request);
      QVERIFY(advance(*trainer, 5));  // overflows, step by step
      QCOMPARE(trainer->set("train.on_nan", std::string("continue")).applied, Applied::Applied);
      QVERIFY(advance(*trainer, 12));
      finish(*trainer);
      ends.push_back(readTrainState(newestCheckpoint(request.folder) / "state.json"));
      trained.push_back(weights(newestCheckpoint(request.folder)));
    }
    QVERIFY(ends[0].lossScale.scale < std::pow(2.0, 20) && ends[0].updates > 1);
    QCOMPARE(ends[0].lossScale.scale, ends[1].lossScale.scale);
    QCOMPARE(ends[0].lossScale.age, ends[1].lossScale.age);
    QCOMPARE(ends[0].updates, ends[1].updates);
    QVERIFY(difference(trained[0], trained[1]) < kTolerance);
  }

  void refusedWhereItCannotBe_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("launch");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("graph on the CPU")
        << "train.device"
        << "cpu"
        << "graph"
        << "train.launch: expected synchronous or ahead with train.device cpu, found graph";
    QTest::newRow("reference")
        << "train.kernels"
        << "reference"
        << "ahead"
        << "train.launch: expected synchronous with train.kernels reference, found ahead";
  }
  void refusedWhereItCannotBe() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, launch);
    QFETCH(QString, sentence);
    RunConfig config = configuration(QStringLiteral("gpt2"));
    setFieldFromText(config, "train.launch", launch.toStdString());
    setFieldFromText(config, key.toStdString(), value.toStdString());
    QString found;
    try {
      realTrainers()({config, root_ / "refused"});
    } catch (const Error& error) {
      found = QString::fromUtf8(error.what());
    }
    QCOMPARE(found, sentence);
    QVERIFY(!fs::exists(root_ / "refused"));
  }

 private:
  /// Makes the first step and leaves a checkpoint whose loss scale overflows some times until it fits.
  static void startWithLargeScale(RunRequest& request) {
    RunConfig first = request.config;
    first.train.launch = Launch::Synchronous;
    const auto trainer = realTrainers()({first, request.folder});
    advance(*trainer, 1);
    finish(*trainer);
    const fs::path file = newestCheckpoint(request.folder) / "state.json";
    TrainState state = readTrainState(file);
    state.lossScale = {std::pow(2.0, 24), 0};
    writeTrainState(file, state);
    writeManifest(file.parent_path());
    request.resume = true;
  }

  RunConfig diverging() const {
    RunConfig config = configuration(QStringLiteral("norm-free"));
    config.optimizer.learningRate = 1e6;
    config.optimizer.warmupFraction = 0;
    config.optimizer.clip = 0;
    config.train.launch = Launch::Ahead;
    config.train.evaluationInterval = 100;
    config.train.steps = 50;
    return config;
  }

  RunConfig configuration(const QString& structure) const {
    RunConfig config = tinyConfig(root_ / "data");
    config.train.measureInterval = 2;
    config.train.checkpointInterval = 5;
    config.train.keepCheckpoints = 0;
    if (structure.startsWith(QLatin1String("fp16"))) config.train.precision = Precision::Fp16Emulated;
    if (structure.endsWith(QLatin1String("with skips"))) {
      config.optimizer.schedule = Schedule::LinearAsReleased;  // waits for the scaler
      config.train.accumulation = 1;
    }
    if (structure == QLatin1String("dropout")) config.model.embeddingDropout = 0.1;
    if (structure != QLatin1String("norm-free")) return config;
    config.model.blockNorm = config.model.firstNorm = config.model.finalNorm = Norm::None;
    config.model.activation = "leaky_relu";
    config.model.slopeMode = SlopeMode::LayerWise;
    return config;
  }

  QTemporaryDir folder_;
  fs::path root_;
};

QTEST_GUILESS_MAIN(TestTrainAhead)
#include "test_train_ahead.moc"
