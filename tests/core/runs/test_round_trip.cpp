// What was written is read again, number for number; the pyramid agrees with brute force.
#include <QTemporaryDir>
#include <QTest>
#include <bit>

#include "core/base/config_fields.h"
#include "core/runs/run_toml.h"
#include "tests/core/runs/run_fixture.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

bool sameBits(float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }
bool bothNaNOrEqual(float a, float b) { return (std::isnan(a) && std::isnan(b)) || a == b; }
bool near(float a, float b) {
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-6f * std::max(1.0f, std::abs(b));
}

}  // namespace

class RoundTrip : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path folder(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

 private Q_SLOTS:
  void numbersComeBack() {
    const auto path = folder("numbers");
    auto writer = RunWriter::create(path, fixture::config(), "CPU (1 threads)");
    const std::string id = writer->id();
    fixture::recordSteps(*writer, 0, 300);
    writer->appendEvent(7, "note", "a note");
    writer->close(Outcome::Finished);

    const auto run = openRun(path.string());
    QCOMPARE(run->info().status, RunStatus::Finished);
    QCOMPARE(run->info().id, id);
    QCOMPARE(run->info().name, std::string("numbers"));
    QCOMPARE(run->info().device, std::string("CPU (1 threads)"));
    QCOMPARE(run->info().lastStep, std::int64_t{300});
    QCOMPARE(run->info().tokens, std::int64_t{300 * 64});
    QVERIFY(differences(run->config(), fixture::config()).empty());
    const auto loss = run->scalar(measure::kLoss);
    QCOMPARE(loss.size(), std::size_t{301});
    const auto norm = run->scalar(measure::kGradientNorm);
    for (std::size_t i = 0; i < loss.size(); ++i) {
      const auto expected = fixture::stepRecord(static_cast<std::int64_t>(i));
      QCOMPARE(loss.step[i], expected.step);
      QCOMPARE(loss.tokens[i], expected.tokens);
      QVERIFY(sameBits(loss.value[i], static_cast<float>(expected.loss)));
      QVERIFY(bothNaNOrEqual(norm.value[i], static_cast<float>(expected.gradientNorm)));
      QCOMPARE(norm.nanCount[i], std::isnan(expected.gradientNorm) ? 1 : 0);
    }
    const auto frames = run->frames(measure::kEntropy);
    QCOMPARE(frames.size(), std::size_t{301});
    for (std::int64_t step = 0; step <= 300; ++step) {
      const auto expected = fixture::entropyAt(step);
      const auto frame = run->frameAt(measure::kEntropy, step);
      QVERIFY(frame.has_value());
      QCOMPARE(frame->rows, 2);
      QCOMPARE(frame->columns, 3);
      QCOMPARE(frame->tokens, step * 64);
      for (std::size_t i = 0; i < 6; ++i) {
        QVERIFY(sameBits(frame->values[i], expected[i]));
        QVERIFY(sameBits(frames.values[static_cast<std::size_t>(step) * 6 + i], expected[i]));
      }
    }
    QCOMPARE(run->evaluations().size(), std::size_t{31});
    QCOMPARE(run->evaluations()[3].loss, 1.0 / 31);
    QCOMPARE(run->scalar(measure::kEvaluationLoss).size(), std::size_t{31});
    const auto events = run->events();
    QCOMPARE(events.front().kind, std::string("start"));
    QCOMPARE(events.back().kind, std::string("end"));
    QVERIFY(run->scalar("nothing of the kind").size() == 0);
    QVERIFY(!run->frameAt(measure::kEntropy, -1).has_value());
    QVERIFY(!run->refresh());
  }

  void pyramidEqualsBruteForce_data() {
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addColumn<int>("points");
    QTest::newRow("all in one") << qint64{0} << qint64{99999} << 1;
    QTest::newRow("a hundred") << qint64{0} << qint64{99999} << 100;
    QTest::newRow("uneven range") << qint64{1237} << qint64{4711} << 57;
    QTest::newRow("two points") << qint64{511} << qint64{513} << 2;
    QTest::newRow("tail") << qint64{4990} << qint64{5000} << 3;
    QTest::newRow("no decimation") << qint64{100} << qint64{200} << 101;
  }

  void pyramidEqualsBruteForce() {
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    QFETCH(int, points);
    static const fs::path path = [this] {
      const auto made = folder("pyramid");
      auto writer = RunWriter::create(made, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 5000);
      writer->close(Outcome::Finished);
      return made;
    }();
    const auto run = openRun(path.string());
    const auto frames = run->frames(measure::kEntropy, {first, last}, points);
    QVERIFY(frames.size() >= 1);
    QVERIFY(frames.size() <= static_cast<std::size_t>(points));
    std::int64_t begin = first;
    for (std::size_t k = 0; k < frames.size(); ++k) {
      for (std::size_t i = 0; i < 6; ++i) {
        double sum = 0;
        int finite = 0, rows = 0;
        float minimum = std::numeric_limits<float>::quiet_NaN(), maximum = minimum, only = 0;
        for (auto step = begin; step <= frames.step[k]; ++step, ++rows) {
          const float value = only = fixture::entropyAt(step)[i];
          if (!std::isfinite(value)) continue;
          sum += value;
          ++finite;
          minimum = std::fmin(minimum, value);
          maximum = std::fmax(maximum, value);
        }
        const std::size_t at = k * 6 + i;
        if (rows == 1 &&
            frames.size() == static_cast<std::size_t>(std::min<qint64>(last, 5000) - first + 1)) {
          QVERIFY(sameBits(frames.values[at], only));
          QVERIFY(sameBits(frames.minimum[at], only));
        } else {
          QVERIFY(near(frames.values[at], finite ? static_cast<float>(sum / finite) : minimum));
          QVERIFY(bothNaNOrEqual(frames.minimum[at], minimum));
          QVERIFY(bothNaNOrEqual(frames.maximum[at], maximum));
        }
        QVERIFY(near(frames.nanShare[at], static_cast<float>(rows - finite) / static_cast<float>(rows)));
      }
      begin = frames.step[k] + 1;
    }
    QCOMPARE(begin, std::min<std::int64_t>(last, 5000) + 1);  // nothing was left out
    const auto norm = run->scalar(measure::kGradientNorm, {first, last}, points);
    std::int64_t nans = 0, expected = 0;
    for (const auto count : norm.nanCount) nans += count;
    for (auto step = first; step <= std::min<std::int64_t>(last, 5000); ++step) expected += step % 7 == 3;
    QCOMPARE(nans, expected);
  }

  void resumeCutsAndRepeats() {
    const auto straight = folder("straight"), broken = folder("broken");
    const auto fill = [](const fs::path&) {};
    {
      auto writer = RunWriter::create(straight, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 400);
      writer->close(Outcome::Finished);
    }
    {
      auto writer = RunWriter::create(broken, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 203);
      writer->checkpoint(203, 0, fill);
      fixture::recordSteps(*writer, 204, 333);
      writer->checkpoint(333, 0, fill);
      writer->commit(true);
    }  // not closed: as after a crash
    QCOMPARE(openRun(broken.string())->info().status, RunStatus::Crashed);
    {
      auto writer = RunWriter::resume(broken, 203, "CPU");
      QCOMPARE(openRun(broken.string())->info().lastStep, std::int64_t{203});
      QCOMPARE(checkpointsOf(broken).size(), std::size_t{1});
      fixture::recordSteps(*writer, 204, 400);
      writer->close(Outcome::Finished);
    }
    const auto a = openRun(straight.string()), b = openRun(broken.string());
    for (const int points : {1, 3, 40, 1000}) {
      const auto x = a->frames(measure::kEntropy, {}, points), y = b->frames(measure::kEntropy, {}, points);
      QCOMPARE(x.step, y.step);
      QCOMPARE(x.values.size(), y.values.size());
      for (std::size_t i = 0; i < x.values.size(); ++i) {
        QVERIFY(sameBits(x.values[i], y.values[i]) && sameBits(x.minimum[i], y.minimum[i]));
        QVERIFY(sameBits(x.nanShare[i], y.nanShare[i]));
      }
      const auto s = a->scalar(measure::kLoss, {}, points), t = b->scalar(measure::kLoss, {}, points);
      QCOMPARE(s.value, t.value);
    }
    QCOMPARE(a->evaluations().size(), b->evaluations().size());
  }

  void referencesAreThere() {
    QCOMPARE(referenceRuns().size(), std::size_t{12});
    const auto run = openRun("reference:paper/SM+LN+G");
    QCOMPARE(run->info().status, RunStatus::Reference);
    const auto map = run->frameAt(measure::kEntropy);
    QVERIFY(map.has_value());
    QCOMPARE(map->rows, 12);
    QCOMPARE(map->columns, 12);
    QCOMPARE(map->values[0], 2.16f);
    QCOMPARE(run->evaluations().back().perplexity, 2.688);
    const auto other = openRun("reference:paper/pythia-70m/SM+G");
    QCOMPARE(other->evaluations().back().perplexity, 4.086);
    QVERIFY(!other->frameAt(measure::kEntropy).has_value());
    QVERIFY(other->config().data.validationHash != run->config().data.validationHash);
    for (const auto& address : referenceRuns()) QCOMPARE(openRun(address)->info().id, address);
  }
};

QTEST_GUILESS_MAIN(RoundTrip)
#include "test_round_trip.moc"
