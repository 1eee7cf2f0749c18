// The plain ATen path trains like the fast one: the first 50 losses of both overlaid, for every structure
// that has fused kernels of its own.
#include <QtTest>

#include "tests/core/train/tiny_training.h"

namespace entroscope {
namespace {

std::vector<float> losses(RunConfig config, Kernels kernels, const std::filesystem::path& folder) {
  config.train.kernels = kernels;
  const auto trainer = realTrainers()({config, folder});
  advance(*trainer, config.train.steps);
  finish(*trainer);
  return openRun(folder.string())->scalar(measure::kLoss).value;
}

}  // namespace

class TestTrainKernels : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void first50Losses_data() {
    QTest::addColumn<QString>("structure");
    for (const char* name : {"gpt2", "norm-free", "rms-norm", "gpt-neox", "untied"})
      QTest::newRow(name) << name;
  }
  void first50Losses() {
    QFETCH(QString, structure);
    QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    writeTinyData(root / "data");
    RunConfig config = tinyConfig(root / "data");
    config.train.steps = 50;
    config.train.evaluationInterval = 50;
    config.optimizer.learningRate = 3e-3;
    if (structure == QLatin1String("rms-norm"))
      config.model.blockNorm = config.model.firstNorm = config.model.finalNorm = Norm::RmsNorm;
    if (structure == QLatin1String("norm-free")) {
      config.model.blockNorm = config.model.firstNorm = config.model.finalNorm = Norm::None;
      config.model.activation = "leaky_relu";
      config.model.slopeMode = SlopeMode::LayerWise;
      config.model.initStd = 0.15;  // small weights learn slowly without norms
    } else if (structure == QLatin1String("gpt-neox")) {
      config.model.family = Family::GptNeoX;
      config.model.position = Position::Rotary;
      config.model.parallelResidual = true;
      config.model.rotaryFraction = 0.5;
      config.model.tiedHead = false;
    } else if (structure == QLatin1String("untied")) {
      config.model.tiedHead = false;
      config.model.biasKey = false;
    }
    const auto fast = losses(config, Kernels::Fast, root / "fast");
    const auto reference = losses(config, Kernels::Reference, root / "reference");
    QCOMPARE(fast.size(), std::size_t{50});
    QCOMPARE(reference.size(), fast.size());
    QVERIFY2(fast.back() < fast.front() - 0.1f, "nothing was learned: the curves could not part");
    for (std::size_t i = 0; i < fast.size(); ++i) {
      // Rounding differs, and training carries it on: a few units in the last place grow with the steps.
      QVERIFY2(std::abs(fast[i] - reference[i]) < 2e-4f * fast[i],
               qPrintable(QStringLiteral("step %1: %2 and %3").arg(i + 1).arg(fast[i]).arg(reference[i])));
    }
    // Two code paths indeed: bit-identical curves would mean that the switch does nothing.
    QVERIFY(fast != reference);
  }
};

}  // namespace entroscope

QTEST_GUILESS_MAIN(entroscope::TestTrainKernels)
#include "test_train_kernels.moc"
