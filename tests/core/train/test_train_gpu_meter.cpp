// The GPU's use and memory, read from a library that stands in for NVIDIA's.
#include <QTest>

#include "core/train/gpu_meter.h"

using namespace entroscope;
using namespace std::chrono_literals;

class TestTrainGpuMeter : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsUseAndMemory() {
    GpuMeter meter(ENTROSCOPE_FAKE_NVML);
    const auto reading = meter.read(1h);
    QVERIFY(reading.has_value());
    QCOMPARE(reading->use, 87.0F);
    QCOMPARE(reading->memory, 3.0F);
    QVERIFY(!meter.read(1h));  // too soon
    QVERIFY(meter.read(0ms));
  }

  void tellsNothingElsewhere() {
    QVERIFY(!GpuMeter("libno-such-library.so").read());
    QVERIFY(!GpuMeter("libc.so.6").read());  // a library without its functions
    qputenv("FAKE_NVML_CARDS", "2");
    QVERIFY(!GpuMeter(ENTROSCOPE_FAKE_NVML).read());
  }
};

QTEST_MAIN(TestTrainGpuMeter)
#include "test_train_gpu_meter.moc"
