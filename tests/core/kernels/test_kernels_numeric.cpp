// Every numeric check of the kernels, one row each, on the CPU and on a GPU where there is one.
#include <QTest>

#include "core/selftest/selftest.h"

class TestKernelsNumeric : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void check_data() {
    QTest::addColumn<double>("error");
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<QString>("note");
    for (const auto& result : entroscope::runChecks("cpu")) {
      QTest::newRow((result.name + " " + result.type).c_str())
          << result.error << result.tolerance << QString::fromStdString(result.note);
    }
  }
  void check() {
    QFETCH(double, error);
    QFETCH(double, tolerance);
    QFETCH(QString, note);
    QVERIFY2(note.isEmpty(), qPrintable(note));
    QVERIFY2(error <= tolerance,
             qPrintable(QStringLiteral("error %1, tolerance %2").arg(error).arg(tolerance)));
  }
};

QTEST_GUILESS_MAIN(TestKernelsNumeric)
#include "test_kernels_numeric.moc"
