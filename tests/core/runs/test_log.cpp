// The database's write-ahead log of a run that somebody watches stays short, and nobody waits for a reader.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "core/runs/folder_run.h"
#include "core/runs/verify.h"
#include "tests/core/runs/run_fixture.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

constexpr int kRows = 16, kColumns = 1000;
constexpr std::uintmax_t kShort = 2 << 20;  // where the writer leaves it alone

}  // namespace

class Log : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path folder(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

  static std::uintmax_t logSize(const fs::path& run) {
    std::error_code code;
    const auto size = fs::file_size(run / "run.db-wal", code);
    return code ? 0 : size;
  }

  /// Records and commits steps, a quarter of a megabyte each. @return the slowest one, in milliseconds.
  static qint64 record(RunWriter& writer, std::int64_t first, std::int64_t last) {
    qint64 slowest = 0;
    for (auto step = first; step <= last; ++step) {
      QElapsedTimer timer;
      timer.start();
      fixture::record(writer, step);
      for (const char* name : {"a", "b", "c", "d"}) {
        writer.appendMeasure(step, name, kRows, kColumns,
                             std::vector<float>(kRows * kColumns, static_cast<float>(step)));
      }
      writer.commit(true);
      slowest = std::max(slowest, timer.elapsed());
    }
    return slowest;
  }

 private Q_SLOTS:
  void staysShortUnderAWatcher() {
    const auto path = folder("watched");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    std::atomic<int> looks = 0;
    std::jthread watcher([&](const std::stop_token& stop) {
      const auto run = openRun(path.string());
      while (!stop.stop_requested()) {
        run->refresh();
        run->frames("a", {}, 8);
        run->scalar(measure::kLoss, {}, 100);
        ++looks;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    });
    // By itself SQLite never makes it shorter again.
    std::int64_t step = 0;
    for (int round = 0; round < 3; ++round) {
      while (logSize(path) < 2 * kShort) record(*writer, step + 1, step + 4), step += 4;
      QTRY_VERIFY(logSize(path) <= kShort);
    }
    watcher.request_stop();
    watcher.join();
    QVERIFY(looks > 3);
    writer->close(Outcome::Finished);
    QCOMPARE(logSize(path), std::uintmax_t{0});
  }

  void shrinksAfterALongQuestion() {
    const auto path = folder("held");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    record(*writer, 1, 2);
    {
      const auto database = openForReading(path);
      const ReadTransaction question(*database);
      QVERIFY(database->integer("SELECT count(*) FROM records") > 0);
      qInfo("%lld ms for the slowest commit", record(*writer, 3, 30));
      QVERIFY(logSize(path) > 2 * kShort);  // the question is still answered from it
    }
    QTRY_VERIFY(logSize(path) <= kShort);
    writer->close(Outcome::Finished);
    const auto run = openRun(path.string());
    QCOMPARE(run->frames("a", {}, 100).size(), std::size_t{30});
  }

  void closesCleanlyAfterAQuestion() {
    const auto path = folder("asked");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    record(*writer, 1, 5);
    auto database = openForReading(path);
    auto question = std::make_unique<ReadTransaction>(*database);
    QVERIFY(database->integer("SELECT count(*) FROM records") > 0);
    record(*writer, 6, 8);
    std::thread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(700));
      question.reset();
      database.reset();
    });
    writer->close(Outcome::Finished);
    asker.join();
    QCOMPARE(logSize(path), std::uintmax_t{0});
    QVERIFY(verifyRun(path).closedCleanly);
    QVERIFY(verifyRun(path).sound());
  }

  void vouchesForNothingBesideAnEndlessQuestion() {
    const auto path = folder("endless");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    record(*writer, 1, 5);
    {
      const auto database = openForReading(path);
      const ReadTransaction question(*database);
      QVERIFY(database->integer("SELECT count(*) FROM records") > 0);
      record(*writer, 6, 8);
      writer->close(Outcome::Finished);
      QVERIFY(logSize(path) > 0);
    }
    // Some program folds the log in, as SQLite does when the last connection closes: nothing is missing or
    // damaged.
    for (int look = 0; look < 2; ++look) {
      QVERIFY(!verifyRun(path).closedCleanly);
      QVERIFY(verifyRun(path).sound());
      QCOMPARE(openRun(path.string())->info().status, RunStatus::Finished);
      QCOMPARE(openRun(path.string())->frames("a", {}, 100).size(), std::size_t{8});
      const Database any(path / "run.db", OpenMode::ReadWrite);
      QVERIFY(any.integer("SELECT count(*) FROM records") > 0);
    }
    QCOMPARE(logSize(path), std::uintmax_t{0});
  }
};

QTEST_GUILESS_MAIN(Log)
#include "test_log.moc"
