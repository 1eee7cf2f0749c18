// Entropic overload and its companions against closed forms and the paper's published shares.
#include <QTest>
#include <cmath>
#include <limits>
#include <vector>

#include "core/base/error.h"
#include "core/measures/overload.h"

using namespace entroscope;

class TestMeasuresOverload : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theoreticalMaximum_data();
  void theoreticalMaximum();
  void quarters();
  void rejectsBadMaximum();
  void largest();
  void perplexityChange();
  void decay();
};

void TestMeasuresOverload::theoreticalMaximum_data() {
  QTest::addColumn<int>("context");
  QTest::addColumn<double>("expected");
  QTest::newRow("1") << 1 << 0.0;
  QTest::newRow("2") << 2 << std::log(2.0) / 2;
  QTest::newRow("4") << 4 << std::log(24.0) / 4;
  // ln(T!)/T to three decimals.
  QTest::newRow("128") << 128 << 3.878;
  QTest::newRow("256") << 256 << 4.560;
}

void TestMeasuresOverload::theoreticalMaximum() {
  QFETCH(int, context);
  QFETCH(double, expected);
  QVERIFY(std::abs(theoreticalMaximumEntropy(context) - expected) < 5e-4);
}

void TestMeasuresOverload::quarters() {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  // A bound belongs to the quarter above it; values beyond the maximum count in the top one.
  const std::vector<float> entropy{0.0f, 0.99f, 1.0f, 1.5f, 2.0f, 2.99f, 3.0f, 4.0f, 9.0f, nan};
  const OverloadHistogram histogram = overloadHistogram(entropy, 4.0);
  QCOMPARE(histogram.count, (std::array<int, 4>{2, 2, 2, 3}));
  QCOMPARE(histogram.undefined, 1);
  QCOMPARE(histogram.heads(), 9);
  QCOMPARE(histogram.percent(3), 100.0 * 3 / 9);
  QCOMPARE(overloadHistogram({}, 1.0).percent(0), 0.0);
}

void TestMeasuresOverload::rejectsBadMaximum() {
  for (const double bad : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    QVERIFY_EXCEPTION_THROWN(overloadHistogram({}, bad), Error);
  }
  QVERIFY_EXCEPTION_THROWN(theoreticalMaximumEntropy(0), Error);
}

void TestMeasuresOverload::largest() {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  QCOMPARE(largestFinite(std::vector<float>{nan, 1.0f, infinity, 3.0f, nan}), 3.0);
  QCOMPARE(largestFinite(std::vector<float>{-2.0f, -5.0f}), -2.0);
  QVERIFY(std::isnan(largestFinite(std::vector<float>{nan, infinity})));
  QVERIFY(std::isnan(largestFinite({})));
}

void TestMeasuresOverload::perplexityChange() {
  // GPT-2, T = 128: SM+LN+G 2.688, SM+G 3.197, printed as 18.92 %.
  QVERIFY(std::abs(perplexityChangePercent(3.197, 2.688) - 18.92) < 0.05);
  QCOMPARE(perplexityChangePercent(2.0, 2.0), 0.0);
}

void TestMeasuresOverload::decay() {
  QCOMPARE(decayedSlope(0.01, {}, 0.1), 0.01);
  const std::vector<double> rates{0.1, 0.2};
  QVERIFY(std::abs(decayedSlope(1.0, rates, 0.5) - 0.95 * 0.9) < 1e-15);
}

QTEST_GUILESS_MAIN(TestMeasuresOverload)
#include "test_measures_overload.moc"
