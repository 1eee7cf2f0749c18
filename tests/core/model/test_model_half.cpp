// fp16-emulated against the released code's arithmetic in real fp16 tensors, on goldens that
// tests/parity/make_half_golden.py makes: values, and where NaNs arise first.
#include <QDir>
#include <QTest>
#include <algorithm>

#include "tests/core/model/golden_check.h"

using entroscope::HalfErrors;

namespace {

const QDir kGoldens(QStringLiteral(ENTROSCOPE_GOLDENS));
HalfErrors largest;  // of all cases

}  // namespace

class TestModelHalf : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void golden_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("reference");
    const QStringList cases = kGoldens.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY2(cases.size() >= 12, "the goldens of tests/parity/golden/half are missing");
    for (const QString& name : cases) {
      QTest::newRow(qPrintable(name + QStringLiteral(" fast"))) << name << false;
      QTest::newRow(qPrintable(name + QStringLiteral(" reference"))) << name << true;
    }
  }
  // The NaN census is exact. The values differ by a few of fp16's steps (2^-11 = 4.9e-4), for the emulation
  // keeps the probabilities in fp32 and a sum may round to the neighbouring number.
  void golden() {
    QFETCH(QString, folder);
    QFETCH(bool, reference);
    const HalfErrors errors =
        entroscope::compareWithHalfGolden(kGoldens.filePath(folder).toStdString(), reference);
    largest.loss = std::max(largest.loss, errors.loss);
    largest.logits = std::max(largest.logits, errors.logits);
    largest.entropy = std::max({largest.entropy, errors.entropy, errors.entropyReleased});
    largest.gradient = std::max(largest.gradient, errors.gradient);
    QVERIFY2(errors.sameNan, errors.nan.c_str());
    QVERIFY(errors.sameFinite);
    QVERIFY2(errors.loss <= 1e-3, qPrintable(QStringLiteral("loss: %1").arg(errors.loss)));
    QVERIFY2(errors.logits <= 4e-3, qPrintable(QStringLiteral("logits: %1").arg(errors.logits)));
    QVERIFY2(errors.entropy <= 1e-3, qPrintable(QStringLiteral("entropy: %1").arg(errors.entropy)));
    QVERIFY2(errors.entropyReleased <= 1e-3,
             qPrintable(QStringLiteral("entropy as released: %1").arg(errors.entropyReleased)));
    QVERIFY2(errors.gradient <= 2e-2, qPrintable(QStringLiteral("gradient of %1: %2")
                                                     .arg(QString::fromStdString(errors.worstGradient))
                                                     .arg(errors.gradient)));
    QVERIFY(errors.gradients > 8 || !folder.startsWith(QLatin1String("finite")));
  }

  void cleanupTestCase() {
    qInfo("largest differences: loss %.1e, logits %.1e, entropy %.1e nats, gradient %.1e", largest.loss,
          largest.logits, largest.entropy, largest.gradient);
  }
};

QTEST_GUILESS_MAIN(TestModelHalf)
#include "test_model_half.moc"
