// Logits, loss, entropies and every gradient against `transformers` and a plain PyTorch statement of our
// variants, on goldens that tests/parity makes.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "tests/core/model/golden_check.h"

using entroscope::GoldenErrors;

namespace {

const QDir kGoldens(QStringLiteral(ENTROSCOPE_GOLDENS));

GoldenErrors largest;  // of all cases

void verify(const GoldenErrors& errors) {
  largest.loss = std::max(largest.loss, errors.loss);
  largest.logits = std::max(largest.logits, errors.logits);
  largest.entropy = std::max(largest.entropy, errors.entropy);
  largest.gradient = std::max(largest.gradient, errors.gradient);
  QVERIFY2(errors.loss <= 1e-5, qPrintable(QStringLiteral("loss: relative error %1").arg(errors.loss)));
  QVERIFY2(errors.logits <= 1e-5, qPrintable(QStringLiteral("logits: relative error %1").arg(errors.logits)));
  QVERIFY2(errors.entropy <= 2e-5, qPrintable(QStringLiteral("entropy: error %1 nats").arg(errors.entropy)));
  QVERIFY2(errors.gradient <= 1e-4, qPrintable(QStringLiteral("gradient of %1: relative error %2")
                                                   .arg(QString::fromStdString(errors.worstGradient))
                                                   .arg(errors.gradient)));
  QVERIFY(errors.gradients > 8);
}

}  // namespace

class TestModelParity : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void golden_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("reference");
    const QStringList cases = kGoldens.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY2(cases.size() >= 26, "the goldens of tests/parity/golden/model are missing");
    for (const QString& name : cases) {
      QTest::newRow(qPrintable(name + QStringLiteral(" fast"))) << name << false;
      QTest::newRow(qPrintable(name + QStringLiteral(" reference"))) << name << true;
    }
  }
  void golden() {
    QFETCH(QString, folder);
    QFETCH(bool, reference);
    verify(entroscope::compareWithGolden(kGoldens.filePath(folder).toStdString(), reference));
  }

  void savedAndLoaded_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<quint64>("shardBytes");
    for (const QString& name : kGoldens.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
      QTest::newRow(qPrintable(name)) << name << quint64(0);
      QTest::newRow(qPrintable(name + QStringLiteral(" in shards"))) << name << quint64(4096);
    }
  }
  void savedAndLoaded() {
    QFETCH(QString, folder);
    QFETCH(quint64, shardBytes);
    const QTemporaryDir copy;
    verify(entroscope::compareSavedWithGolden(kGoldens.filePath(folder).toStdString(),
                                              copy.path().toStdString(), shardBytes));
    const QStringList shards = QDir(copy.path()).entryList({QStringLiteral("model-*-of-*.safetensors")});
    QCOMPARE(shards.size() > 1, shardBytes > 0);
    QCOMPARE(QFile::exists(copy.filePath(QStringLiteral("model.safetensors"))), shardBytes == 0);
  }

  void cleanupTestCase() {
    qInfo("largest differences: loss %.1e, logits %.1e, entropy %.1e nats, gradient %.1e", largest.loss,
          largest.logits, largest.entropy, largest.gradient);
  }
};

QTEST_GUILESS_MAIN(TestModelParity)
#include "test_model_parity.moc"
