// Initial weights, precisions, NaN census, slopes and refusals of the language model.
#include <QTest>
#include <cmath>

#include "core/measures/overload.h"
#include "tests/core/model/behaviour_check.h"
#include "tests/support/refusal.h"

using namespace entroscope;

namespace {

ModelConfig leaky(SlopeMode mode, const char* activation = "leaky_relu") {
  ModelConfig config = tinyModel();
  config.activation = activation;
  config.slopeMode = mode;
  config.slope = 0.05;
  return config;
}

std::int64_t countOf(const std::vector<ParameterFacts>& facts, const std::string& kind) {
  std::int64_t count = 0;
  for (const auto& fact : facts) count += fact.kind == kind ? fact.count : 0;
  return count;
}

}  // namespace

class TestModelBehaviour : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aSeedFixesTheWeights() {
    QVERIFY(freshWeights(tinyModel(), 5) == freshWeights(tinyModel(), 5));
    QVERIFY(freshWeights(tinyModel(), 5) != freshWeights(tinyModel(), 6));
  }

  void initialDeviations_data() {
    QTest::addColumn<int>("init");
    QTest::addColumn<double>("inner");
    QTest::addColumn<double>("output");
    const double d = 64, layers = 2;
    QTest::newRow("flat") << static_cast<int>(Init::Flat) << 0.05 << 0.05;
    QTest::newRow("gpt2 scaled") << static_cast<int>(Init::Gpt2Scaled) << 0.05
                                 << 0.05 / std::sqrt(2 * layers);
    QTest::newRow("small, wang") << static_cast<int>(Init::SmallWang) << std::sqrt(2 / (5 * d))
                                 << 2 / (layers * std::sqrt(d));
  }
  void initialDeviations() {
    QFETCH(int, init);
    QFETCH(double, inner);
    QFETCH(double, output);
    ModelConfig config = tinyModel();
    config.width = 64;
    config.ffnWidth = 256;
    config.vocabulary = 400;
    config.initStd = 0.05;
    config.init = static_cast<Init>(init);
    for (const auto& fact : freshParameters(config)) {
      if (fact.kind != "weight" || fact.count < 4000) continue;
      const double expected = fact.name.ends_with("c_proj.weight") ? output : inner;
      QVERIFY2(std::abs(fact.deviation - expected) < 0.05 * expected, fact.name.c_str());
    }
  }

  void biasesThatAreOffDoNotExist() {
    ModelConfig config = tinyModel();
    QCOMPARE(countOf(freshParameters(config), "bias"), 2 * (3 * 16 + 16 + 24 + 16));
    config.biasValue = config.biasAttentionOut = config.biasFfn = false;
    QCOMPARE(countOf(freshParameters(config), "bias"), 2 * 2 * 16);
  }

  void slopes_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<qint64>("parameters");
    QTest::newRow("fixed") << static_cast<int>(SlopeMode::Fixed) << qint64(0);
    QTest::newRow("layer-wise") << static_cast<int>(SlopeMode::LayerWise) << qint64(2);
    QTest::newRow("global") << static_cast<int>(SlopeMode::Global) << qint64(1);
    QTest::newRow("as released") << static_cast<int>(SlopeMode::GlobalAsReleased) << qint64(2);
    QTest::newRow("per feature") << static_cast<int>(SlopeMode::PerFeature) << qint64(48);
  }
  void slopes() {
    QFETCH(int, mode);
    QFETCH(qint64, parameters);
    const ModelConfig config = leaky(static_cast<SlopeMode>(mode));
    QCOMPARE(countOf(freshParameters(config), "slope"), parameters);
    QCOMPARE(freshSlopes(config), (std::vector<float>{0.05f, 0.05f}));
  }
  void layersWithoutSlope() {
    const auto mixed = freshSlopes(leaky(SlopeMode::LayerWise, "gelu,leaky_relu"));
    QVERIFY(std::isnan(mixed[0]));
    QCOMPARE(mixed[1], 0.05f);
    QVERIFY(freshSlopes(tinyModel()).empty());
  }

  void nanCensus_data() {
    QTest::addColumn<bool>("reference");
    QTest::newRow("fast") << false;
    QTest::newRow("reference") << true;
  }
  // A NaN enters at position 5 of 8: there all 6 scores are NaN, at positions 6 and 7 one each; with the
  // softmax three of eight rows; B = H = 2, d = 16. In layer 1 rows 5 to 7 are NaN as a whole: 6 + 7 + 8
  // scores.
  void nanCensus() {
    QFETCH(bool, reference);
    Pass pass;
    pass.reference = reference;
    const PassResult clean = run(tinyModel(), pass);
    QCOMPARE(clean.nanCounts, std::vector<float>(6, 0.0f));
    pass.nanPosition = 5;
    const PassResult found = run(tinyModel(), pass);
    const float rows = 3 * 4, residual = 3 * 2 * 16;
    QCOMPARE(found.nanCounts, (std::vector<float>{8 * 4, 21 * 4, rows * 8, rows * 8, residual, residual}));
    for (std::size_t head = 0; head < 4; ++head) {
      QCOMPARE(found.nanRowShare[head], 3.0f / 8);
      QVERIFY(std::isfinite(found.entropy[head]));
      QVERIFY(found.entropy[head] < theoreticalMaximumEntropy(5) + 1e-4);
    }
    QVERIFY(std::isnan(found.loss));
    pass.asReleasedEntropy = true;  // NaN rows count as 0
    const PassResult released = run(tinyModel(), pass);
    for (std::size_t head = 0; head < 4; ++head) {
      QVERIFY(std::abs(released.entropy[head] - found.entropy[head] * 5 / 8) < 1e-5f);
      QCOMPARE(released.nanRowShare[head], 3.0f / 8);
    }
  }

  void emulatedHalf() {
    Pass pass;
    const PassResult exact = run(tinyModel(), pass);
    QVERIFY(!exact.weightGradientsAreHalf);
    pass.precision = Precision::Fp16Emulated;
    const PassResult half = run(tinyModel(), pass);
    QVERIFY(half.loss != exact.loss);
    QVERIFY(std::abs(half.loss - exact.loss) < 2e-2);
    QVERIFY(half.weightGradientsAreHalf);
    QVERIFY(half.gradientsFinite);
  }
  // Without norms, weights 40 times as large take the stream beyond fp16's 65,504, but not beyond fp32's
  // range.
  void emulatedOverflow() {
    ModelConfig config = tinyModel();
    config.blockNorm = config.firstNorm = Norm::None;
    config.activation = "relu";
    config.lowPrecisionScores = config.lowPrecisionResidual = true;
    Pass pass;
    pass.weightScale = 40;
    QCOMPARE(run(config, pass).nanCounts, std::vector<float>(6, 0.0f));  // the switches mean nothing in fp32
    pass.precision = Precision::Fp16Emulated;
    const PassResult overflown = run(config, pass);
    QVERIFY(overflown.nanCounts[2] + overflown.nanCounts[3] > 0);
    QVERIFY(!overflown.gradientsFinite);
  }

  void sixteenBitCopiesFollowTheirWeights() {
    const ShadowFacts facts = shadowFacts();
    QVERIFY(facts.converts);
    QVERIFY(facts.gradientsAreTheSame);
    QVERIFY(facts.followsTheOptimizer);
    QVERIFY(facts.leftAloneWhereCurrent);
    QVERIFY(facts.noticesOtherChanges);
  }

  void dropoutOnlyInTraining() {
    ModelConfig config = tinyModel();
    Pass pass;
    const double plain = run(config, pass).loss;
    config.embeddingDropout = 0.3;
    const double dropped = run(config, pass).loss;
    QVERIFY(dropped != plain);
    QCOMPARE(run(config, pass).loss, dropped);
    pass.dropoutSeed = 2;
    QVERIFY(run(config, pass).loss != dropped);
    pass.train = false;
    QCOMPARE(run(config, pass).loss, plain);
  }

  void sixteenBitsJoinedAreAsClose_data() {
    QTest::addColumn<int>("structure");
    QTest::addColumn<bool>("half");
    const char* names[] = {"LayerNorm", "norm-free", "parallel, rotary", "RMSNorm"};
    for (int i = 0; i < 4; ++i) {
      for (const bool half : {false, true}) {
        QTest::newRow(QByteArray(names[i]) + (half ? ", fp16" : ", bf16")) << i << half;
      }
    }
  }
  // Mixed precision through the kernels that join operations on the stream, against the same operation by
  // operation and against fp32.
  void sixteenBitsJoinedAreAsClose() {
    QFETCH(int, structure);
    QFETCH(bool, half);
    ModelConfig config = tinyModel();
    if (structure == 1) {
      config.blockNorm = config.firstNorm = config.finalNorm = Norm::None;
      config.activation = "leaky_relu";
      config.slopeMode = SlopeMode::LayerWise;
    }
    if (structure == 2) {
      config.parallelResidual = true;
      config.position = Position::Rotary;
    }
    if (structure == 3) config.blockNorm = config.firstNorm = config.finalNorm = Norm::RmsNorm;
    Pass pass;
    const PassResult exact = run(config, pass);
    pass.precision = half ? Precision::Fp16 : Precision::Bf16;
    const PassResult joined = run(config, pass);
    pass.reference = true;
    const PassResult plain = run(config, pass);
    const auto apart = [](const std::vector<float>& a, const std::vector<float>& b) {
      double difference = 0, size = 0;
      for (std::size_t i = 0; i < a.size(); ++i) {
        difference += std::pow(static_cast<double>(a[i]) - static_cast<double>(b[i]), 2);
        size += std::pow(static_cast<double>(b[i]), 2);
      }
      return std::sqrt(difference / size);
    };
    const double rounding = half ? 1e-3 : 8e-3;
    QCOMPARE(joined.gradients.size(), exact.gradients.size());
    const double own = apart(joined.gradients, exact.gradients),
                 other = apart(plain.gradients, exact.gradients);
    QVERIFY2(own > 0 && own < 2 * rounding && own < 1.5 * other,
             qPrintable(QString::number(own) + " " + QString::number(other)));
    QVERIFY(std::abs(joined.loss - exact.loss) < rounding);
    QVERIFY(std::abs(joined.loss - plain.loss) < rounding);
    QVERIFY(apart(joined.entropy, exact.entropy) < rounding);
  }

  void refusals() {
    Pass tensorCores;
    tensorCores.precision = Precision::Tf32;
    QCOMPARE(refusal([&] { run(tinyModel(), tensorCores); }),
             QStringLiteral("train.precision: tf32 needs a CUDA device; on the CPU expected fp32"));
    Pass longer;
    longer.context = 9;
    QCOMPARE(refusal([&] { run(tinyModel(), longer); }),
             QStringLiteral("language model: expected at most 8 tokens a sequence, found 9"));
    ModelConfig uneven = tinyModel();
    uneven.heads = 3;
    QCOMPARE(refusal([&] { run(uneven, {}); }),
             QStringLiteral("model.width: expected a multiple of model.heads (3), found 16"));
  }
};

QTEST_GUILESS_MAIN(TestModelBehaviour)
#include "test_model_behaviour.moc"
