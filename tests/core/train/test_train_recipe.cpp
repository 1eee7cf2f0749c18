// Schedules in closed form, departures in sentences, state.json round trip and refusals.
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/paper_recipe.h"
#include "core/model/gpu_trouble.h"
#include "core/train/benchmark.h"
#include "core/train/departures.h"
#include "core/train/schedule.h"
#include "core/train/train_state.h"
#include "core/train/training.h"
#include "tests/core/train/tiny_training.h"

using namespace entroscope;

class TestTrainRecipe : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void benchmarkAlternates_data() {
    QTest::addColumn<bool>("writing");
    QTest::newRow("measures") << false;
    QTest::newRow("writing") << true;
  }
  // Both kinds of steps are timed, neighbours are compared, and the run that is written is gone afterwards.
  void benchmarkAlternates() {
    QFETCH(bool, writing);
    const QTemporaryDir scratch;
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", scratch.path().toLocal8Bit());
    BenchRequest request;
    request.config = tinyConfig({});
    request.steps = 6;
    request.block = 2;
    request.kinds = writing ? BenchKinds::Writing : BenchKinds::Both;
    const BenchReport report = runBenchmark(request);
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    QCOMPARE(report.overheadPairs, 3);
    QCOMPARE(report.times.size(), 6U);
    QVERIFY(report.stepOn.median > 0 && report.stepOff.median > 0 && report.gemmFlops > 0);
    QVERIFY(report.overheadLow <= report.overheadHigh);
    QVERIFY(QDir(scratch.path()).isEmpty());
  }

  void schedules_data() {
    QTest::addColumn<int>("schedule");
    QTest::addColumn<int>("step");
    QTest::addColumn<double>("rate");
    const int linear = static_cast<int>(Schedule::WarmupLinear),
              cosine = static_cast<int>(Schedule::WarmupCosine),
              constant = static_cast<int>(Schedule::Constant),
              released = static_cast<int>(Schedule::LinearAsReleased);
    QTest::newRow("warm-up begins") << linear << 1 << 0.1;
    QTest::newRow("warm-up ends") << linear << 10 << 1.0;
    QTest::newRow("linear half-way") << linear << 55 << 0.6;
    QTest::newRow("linear end") << linear << 100 << 0.2;
    QTest::newRow("cosine half-way") << cosine << 55 << 0.6;
    QTest::newRow("cosine third") << cosine << 40 << 0.2 + 0.8 * 0.75;
    QTest::newRow("cosine end") << cosine << 100 << 0.2;
    QTest::newRow("constant end") << constant << 100 << 1.0;
    QTest::newRow("as released, first") << released << 1 << 0.0;
    QTest::newRow("as released, warm-up ends") << released << 11 << 1.0;
    QTest::newRow("as released, half-way") << released << 56 << 0.6;
    QTest::newRow("as released, end") << released << 100 << 0.2 + 0.8 / 90;
  }
  void schedules() {
    QFETCH(int, schedule);
    QFETCH(int, step);
    QFETCH(double, rate);
    OptimizerConfig optimizer;
    optimizer.schedule = static_cast<Schedule>(schedule);
    optimizer.learningRate = 1.0;
    optimizer.minLearningRate = 0.2;
    optimizer.warmupFraction = 0.1;
    QVERIFY(std::abs(learningRateAt(optimizer, 100, step) - rate) < 1e-12);
  }

  void withoutWarmUpItBeginsAtThePeak() {
    OptimizerConfig optimizer;
    optimizer.warmupFraction = 0;
    for (const Schedule schedule : {Schedule::Constant, Schedule::LinearAsReleased}) {
      optimizer.schedule = schedule;
      QCOMPARE(learningRateAt(optimizer, 100, 1), optimizer.learningRate);
    }
  }

  void theReleasedSchedulerWaitsForTheLossScaler() {
    QCOMPARE(scheduleStep(Schedule::LinearAsReleased, 10, 7), 8);
    QCOMPARE(scheduleStep(Schedule::WarmupLinear, 10, 7), 10);
  }

  void theRecipeItselfHasNoDepartures() {
    RunConfig config = paperRun(Family::Gpt2, 128);
    applyConfiguration(config, "SM+R");
    config.data.path = "codeparrot";
    QVERIFY(departuresFromPaper(config).empty());
    RunConfig lab = preset("gpt2/SM+R");
    lab.data.path = "codeparrot";
    QCOMPARE(departuresFromPaper(lab),
             std::vector<std::string>{"model.mask_as_released is false where the paper's recipe has true."});
    config.optimizer.learningRate = 0.002;
    config.train.batch = 64;
    const auto sentences = departuresFromPaper(config);
    QCOMPARE(sentences.size(), std::size_t{2});
    QCOMPARE(sentences[0], std::string("A step takes 256 sequences where the paper's takes 512."));
    QCOMPARE(sentences[1],
             std::string("optimizer.learning_rate is 0.002 where the paper's recipe has 0.001."));
  }

  void pythiaSaysWhatIsNotPublished() {
    RunConfig config = paperRun(Family::GptNeoX, 256);
    config.data.path = "codeparrot";
    QCOMPARE(departuresFromPaper(config).size(), std::size_t{1});
    QVERIFY(departuresFromPaper(config)[0].find("not published") != std::string::npos);
  }

  void stateRoundTrip() {
    const std::filesystem::path file = std::filesystem::path(folder_.path().toStdString()) / "state.json";
    TrainState state;
    state.step = 7;
    state.updates = 6;
    state.tokens = 1234;
    state.batchIndex = 14;
    state.lossScale = {32768, 17};
    state.evaluationLoss = std::nan("");
    state.evaluationDue = true;
    state.machine = {2, "AVX2", "LibTorch 2.11.0", true};
    writeTrainState(file, state);
    const TrainState read = readTrainState(file);
    QCOMPARE(read.step, state.step);
    QCOMPARE(read.updates, state.updates);
    QCOMPARE(read.batchIndex, state.batchIndex);
    QVERIFY(read.lossScale.scale == 32768 && read.lossScale.age == 17 && std::isnan(read.evaluationLoss) &&
            read.evaluationDue);
    QVERIFY(read.machine == state.machine);
  }

  void brokenStatesAreRefused_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("field");
    QTest::newRow("negative step") << "\"step\": 0"
                                   << "\"step\": -1"
                                   << "step";
    QTest::newRow("text for a number") << "\"tokens\": 0"
                                       << "\"tokens\": \"x\""
                                       << "tokens";
    QTest::newRow("later format") << "\"format\": 1"
                                  << "\"format\": 9"
                                  << "format";
    QTest::newRow("missing") << "\"batch_index\""
                             << "\"batchindex\""
                             << "batch_index";
    QTest::newRow("loss scale of nothing") << "\"loss_scale\": 1.0"
                                           << "\"loss_scale\": 0"
                                           << "loss_scale: expected a finite number of at least 1, found 0";
    QTest::newRow("infinite loss scale") << "\"loss_scale\": 1.0"
                                         << "\"loss_scale\": \"Infinity\""
                                         << "loss_scale: expected a finite number of at least 1";
    QTest::newRow("not JSON") << "{"
                              << "["
                              << "state.json";
  }
  void brokenStatesAreRefused() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, field);
    const std::filesystem::path file = std::filesystem::path(folder_.path().toStdString()) / "state.json";
    writeTrainState(file, TrainState());
    QString text = QString::fromStdString(readTextFile(file));
    QVERIFY(text.contains(from));
    text.replace(text.indexOf(from), from.size(), to);
    writeFileAtomically(file, text.toStdString());
    try {
      readTrainState(file);
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY2(QString(error.what()).contains(field), error.what());
    }
  }

  void devicesAreResolvedOrRefused() {
    QCOMPARE(resolveDevice("cpu"), std::string("cpu"));
    for (const char* wrong : {"gpu", "cuda:", "cuda:-1", "cuda:x", "cuda:99", ""}) {
      QVERIFY_EXCEPTION_THROWN(resolveDevice(wrong), Error);
    }
  }

  void aGpuInTroubleSaysWhatToDo_data() {
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("architecture")
        << "CUDA error: no kernel image is available for execution on the device\nSearch for"
        << "run ./lab build";
    QTest::newRow("driver") << "CUDA driver version is insufficient for CUDA runtime version"
                            << "update the driver";
    QTest::newRow("old driver") << "The NVIDIA driver on your system is too old (found version 11040)."
                                << "update the driver";
    QTest::newRow("busy") << "CUDA error: CUDA-capable device(s) is/are busy or unavailable"
                          << "cuda:INDEX";
    QTest::newRow("gone") << "CUDA error: no CUDA-capable device is detected"
                          << "nvidia-smi";
    QTest::newRow("lost") << "CUDA error: unspecified launch failure\nCUDA kernel errors might be"
                          << "resume the run";
    QTest::newRow("unknown") << "CUDA error: unknown error"
                             << "resume the run";
    QTest::newRow("display") << "CUDA error: the launch timed out and was terminated\nCUDA kernel errors"
                             << "use one without a display or a smaller train.batch";
    QTest::newRow("memory") << "CUDA error: uncorrectable ECC error encountered"
                            << "use another";
  }
  void aGpuInTroubleSaysWhatToDo() {
    QFETCH(QString, said);
    QFETCH(QString, remedy);
    const QString sentence =
        QString::fromStdString(gpuTrouble(said.toStdString()).value_or("none").english());
    QVERIFY2(sentence.contains(remedy) && sentence.contains("--device cpu"), qPrintable(sentence));
    QVERIFY2(sentence.contains(said.section('\n', 0, 0)) && !sentence.contains('\n'), qPrintable(sentence));
  }
  /// Whoever asked for it: LibTorch's allocators have an error of their own, CUDA's libraries have not.
  void memoryThatRanOutIsKnown() {
    for (const char* said : {"[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't "
                             "allocate memory: you tried",
                             "DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes.",
                             "CUDA error: out of memory\nSearch for `cudaErrorMemoryAllocation'",
                             "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                             "cuDNN error: CUDNN_STATUS_ALLOC_FAILED"}) {
      QVERIFY2(saysOutOfMemory(said), said);
      QVERIFY2(!gpuTrouble(said), said);
    }
    for (const char* said : {"CUDA error: an illegal memory access was encountered",
                             "CUDA error: uncorrectable ECC error encountered", ""})
      QVERIFY2(!saysOutOfMemory(said), said);
  }
  void otherErrorsAreNoTroubleOfTheGpu() {
    for (const char* said :
         {"CUDA error: device-side assert triggered", "CUDA error: an illegal memory access was",
          "expected scalar type Float but found Half", ""})
      QVERIFY2(!gpuTrouble(said), said);
  }

  void onTheCpuHalfPrecisionIsEmulatedAndSaid() {
    RunConfig config = preset("gpt2/SM+LR=0.1");
    config.train.device = "cpu";
    resolveMachine(config);
    QCOMPARE(config.train.precision, Precision::Fp16Emulated);
    QVERIFY(config.model.lowPrecisionScores);
    QVERIFY(config.train.threads > 0);
    QCOMPARE(config.departures.size(), std::size_t{1});
    const auto precisionNamed = [](const RunConfig& run) {
      return std::ranges::count_if(departuresFromPaper(run), [](const std::string& sentence) {
        return sentence.starts_with("train.precision");
      });
    };
    QCOMPARE(precisionNamed(config), 0);  // said once, with the reason
    config = preset("modern");
    config.train.device = "cpu";
    resolveMachine(config);
    QCOMPARE(config.train.precision, Precision::Fp32);
    QCOMPARE(precisionNamed(config), 1);
  }

  void spreads() {
    QCOMPARE(spreadOf({3, 1, 2}).median, 2.0);
    QCOMPARE(spreadOf({1, 2, 3, 4}).median, 2.5);
    QCOMPARE(spreadOf({1, 2, 3, 4, 5}).iqr, 2.0);
    QCOMPARE(spreadOf({}).median, 0.0);
    std::vector<double> samples;
    for (int i = 0; i <= 100; ++i) samples.push_back(i * 37 % 101);
    const auto [low, high] = bootstrapMedian(samples);
    // The median of 101 equally spread values has a standard error of about 5.
    QVERIFY2(low > 35 && low < 47 && high > 53 && high < 65,
             qPrintable(QStringLiteral("%1 to %2").arg(low).arg(high)));
    QCOMPARE(bootstrapMedian({2, 2, 2}).second, 2.0);
  }

 private:
  QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestTrainRecipe)
#include "test_train_recipe.moc"
