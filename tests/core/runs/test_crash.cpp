// Writers that are killed, writers that meet, readers beside a writer. Child processes are
// forked and leave with _exit, so nothing of the test runs in them.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <fstream>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/runs/run_lock.h"
#include "core/runs/verify.h"
#include "tests/core/runs/run_fixture.h"
#include "tests/support/child_process.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

void fillCheckpoint(const fs::path& folder, std::int64_t step) {
  std::ofstream(folder / "state.json") << "{\"step\": " << step << "}";
  std::ofstream(folder / "weights.bin") << std::string(100'000, static_cast<char>('a' + step % 26));
}

/// Records until it is killed: a checkpoint every 40 steps, a forced commit now and then. Reports
/// each step that is certainly committed through `pipe`.
int writeForever(const fs::path& folder, bool resume, int pipe) {
  std::int64_t step = 0;
  std::unique_ptr<RunWriter> writer;
  if (resume) {
    const auto all = checkpointsOf(folder);
    const std::int64_t from = all.empty() ? 0 : std::stoll(all.back().filename().string());
    writer = RunWriter::resume(folder, from, "CPU");
    step = all.empty() ? 0 : from + 1;
  } else {
    writer = RunWriter::create(folder, fixture::config(), "CPU");
  }
  for (;; ++step) {
    fixture::record(*writer, step);
    if (step % 7 == 0) {
      writer->commit(true);
      if (::write(pipe, &step, sizeof step) != sizeof step) return 3;
    }
    if (step % 40 == 39) writer->checkpoint(step, 2, [step](const fs::path& f) { fillCheckpoint(f, step); });
  }
}

std::int64_t lastReported(int pipe) {
  std::int64_t step = -1, next = 0;
  while (::read(pipe, &next, sizeof next) == sizeof next) step = next;
  return step;
}

/// 0 when a failed commit was reported and nothing was lost.
int writeThroughFullDisk(const fs::path& folder) {
  auto writer = RunWriter::create(folder, fixture::config(), "CPU");
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit tight{256 * 1024, limit.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tight);
  fixture::recordSteps(*writer, 0, 20'000);
  int refused = 0;
  for (const bool now : {true, false}) {
    try {
      writer->commit(now);
    } catch (const Error& error) {
      refused += error.code() == ErrorCode::Io;
    }
  }
  bool checkpointRefused = false;
  try {
    writer->checkpoint(20'000, 2, [](const fs::path& f) { fillCheckpoint(f, 1); });
  } catch (const Error&) {
    checkpointRefused = true;
  }
  ::setrlimit(RLIMIT_FSIZE, &limit);
  if (refused != 2 || !checkpointRefused || !checkpointsOf(folder).empty()) return 1;
  writer->commit(true);
  writer->commit(false);  // the failure is forgotten
  writer->checkpoint(20'000, 2, [](const fs::path& f) { fillCheckpoint(f, 1); });
  writer->close(Outcome::Finished);
  return 0;
}

}  // namespace

class Crash : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path folder(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }

 private Q_SLOTS:
  void killedAtAnyMoment() {
    Random random(7);
    int opened = 0;
    for (int round = 0; round < 40; ++round) {
      const auto path =
          folder("killed " + std::to_string(round / 4));  // each is created once, resumed thrice
      int ends[2];
      QVERIFY(::pipe(ends) == 0);
      const pid_t child = startChild([&] {
        ::close(ends[0]);
        return writeForever(path, fs::exists(path / "run.toml"), ends[1]);
      });
      ::close(ends[1]);
      ::usleep(static_cast<useconds_t>(random.below(round % 4 == 0 ? 30'000 : 120'000)));
      ::kill(child, SIGKILL);
      const bool killed = waitForChild(child).killed();
      const auto committed = lastReported(ends[0]);
      ::close(ends[0]);
      QVERIFY2(killed, "the writer ended by itself");
      if (!fs::exists(path / "run.toml")) continue;  // killed before the folder was a run
      const auto run = openRun(path.string());
      ++opened;
      QCOMPARE(run->info().status, RunStatus::Crashed);
      QVERIFY2(committed < 0 || run->info().lastStep >= committed, "a committed step is missing");
      const auto report = verifyRun(path);
      QVERIFY2(
          report.sound(),
          report.sound() ? "" : (report.damage[0].place + ": " + report.damage[0].what.english()).c_str());
      const auto loss = run->scalar(measure::kLoss, {}, 1'000'000);
      for (std::size_t i = 0; i < loss.size(); ++i) QCOMPARE(loss.step[i], static_cast<std::int64_t>(i));
      const auto checkpoints = checkpointsOf(path);
      QVERIFY(checkpoints.size() <= 3);  // the newest is in place before the oldest goes
      for (const auto& checkpoint : checkpoints) {
        QCOMPARE(fs::file_size(checkpoint / "weights.bin"), std::uintmax_t{100'000});
      }
      QVERIFY(checkpoints.empty() ||
              run->info().lastStep >= std::stoll(checkpoints.back().filename().string()));
    }
    QVERIFY(opened >= 20);

    // The last one goes on to a clean end and equals a run that was never killed.
    const auto path = folder("killed 0");
    const auto all = checkpointsOf(path);
    const std::int64_t from = all.empty() ? 0 : std::stoll(all.back().filename().string());
    const std::int64_t last = from + 100;
    auto writer = RunWriter::resume(path, from, "CPU");
    fixture::recordSteps(*writer, all.empty() ? 0 : from + 1, last);
    writer->close(Outcome::Finished);
    QVERIFY(verifyRun(path).sound());
    QVERIFY(verifyRun(path).closedCleanly);
    const auto whole = folder("whole");
    writer = RunWriter::create(whole, fixture::config(), "CPU");
    fixture::recordSteps(*writer, 0, last);
    writer->close(Outcome::Finished);
    const auto a = openRun(path.string())->frames(measure::kEntropy, {}, 50);
    const auto b = openRun(whole.string())->frames(measure::kEntropy, {}, 50);
    QCOMPARE(a.step, b.step);
    QVERIFY(std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(float)) == 0);
    QVERIFY(std::memcmp(a.minimum.data(), b.minimum.data(), a.minimum.size() * sizeof(float)) == 0);
  }

  void readerFollowsAnotherProcess() {
    const auto path = folder("followed");
    int ends[2];
    QVERIFY(::pipe(ends) == 0);
    const pid_t child = startChild([&] {
      ::close(ends[1]);
      auto writer = RunWriter::create(path, fixture::config(), "CPU");
      for (std::int64_t step = 0; step <= 2000; ++step) {
        fixture::record(*writer, step);
        if (step % 10 == 0) writer->commit(true);
        char seen = 0;  // now and then waits until the reader has caught up
        if (step % 200 == 0 && ::read(ends[0], &seen, 1) != 1) return 2;
      }
      writer->close(Outcome::Finished);
      return 0;
    });
    ::close(ends[0]);
    QTRY_VERIFY(fs::exists(path / "run.db"));
    const auto run = openRun(path.string());
    std::int64_t seen = -1;
    int grew = 0;
    QElapsedTimer timer;
    timer.start();
    while (run->info().status == RunStatus::Training && timer.elapsed() < 60'000) {
      if (run->info().lastStep >= grew * 200 && grew <= 10 && !run->scalar(measure::kLoss).step.empty()) {
        ++grew;
        QCOMPARE(::write(ends[1], "x", 1), ssize_t{1});
      }
      if (!run->refresh()) {
        QTest::qWait(1);
        continue;
      }
      QVERIFY(run->info().lastStep >= seen);
      seen = run->info().lastStep;
      const auto loss = run->scalar(measure::kLoss, {}, 100'000);
      for (std::size_t i = 0; i < loss.size(); ++i) QCOMPARE(loss.step[i], static_cast<std::int64_t>(i));
      run->frames(measure::kEntropy, {}, 100);
    }
    ::close(ends[1]);
    QCOMPARE(waitForChild(child).exitStatus(), 0);
    run->refresh();
    QCOMPARE(run->info().status, RunStatus::Finished);
    QCOMPARE(run->info().lastStep, std::int64_t{2000});
    QCOMPARE(grew, 11);                         // every time the writer waited, the reader saw its steps
    QVERIFY(!fs::exists(path / "run.db-wal"));  // folded in although a reader was there
    QVERIFY(!fs::exists(path / "run.lock"));
  }

  void readerInTheSameProcess() {
    const auto path = folder("same process");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    const auto run = openRun(path.string());
    QCOMPARE(run->info().status, RunStatus::Training);
    fixture::recordSteps(*writer, 0, 5);
    QTRY_VERIFY_WITH_TIMEOUT((run->refresh(), run->info().lastStep == 5), 1000);  // no commit was asked for
    writer->close(Outcome::Interrupted);
    QVERIFY(run->refresh());
    QCOMPARE(run->info().status, RunStatus::Interrupted);
    QCOMPARE(run->scalar(measure::kLoss).size(), std::size_t{6});
  }

  void everyCommitIsSeenAtOnce() {
    // A commit need change neither the size of the log, which SQLite writes over from its beginning, nor the
    // times of the files, which tick every few milliseconds and change before the commit can be seen.
    const auto path = folder("at once");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    const auto run = openRun(path.string());
    const timespec still[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    for (std::int64_t step = 0; step < 4000; ++step) {
      fixture::record(*writer, step);
      writer->commit(true);
      for (const char* name : {"run.db", "run.db-wal"})
        QVERIFY(::utimensat(AT_FDCWD, (path / name).c_str(), still, 0) == 0);
      QVERIFY2(run->refresh(), std::to_string(step).c_str());
      QCOMPARE(run->info().lastStep, step);
      // Nothing has happened since; at most the writer's own thread has emptied a long log between two looks.
      bool quiet = false;
      for (int look = 0; look < 4 && !quiet; ++look) quiet = !run->refresh();
      QVERIFY2(quiet, "nothing has happened since");
    }
  }

  void secondWriterIsRefused() {
    const auto path = folder("locked");
    auto writer = RunWriter::create(path, fixture::config(), "CPU");
    const QString pid = QString::number(::getpid());
    for (const bool resume : {false, true}) {
      try {
        resume ? RunWriter::resume(path, 0, "CPU") : RunWriter::create(path, fixture::config(), "CPU");
        QFAIL("a second writer got in");
      } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::Locked);
        QVERIFY2(QString(error.what()).contains("process " + pid), error.what());
      }
    }
    fixture::record(*writer, 0);
    writer->close(Outcome::Finished);
    QCOMPARE(openRun(path.string())->info().lastStep, std::int64_t{0});
    QVERIFY_EXCEPTION_THROWN(RunWriter::create(path, fixture::config(), "CPU"), Error);  // a run is there
  }

  void staleLockHeals() {
    const auto path = folder("stale");
    const auto end = runInChild([&] {
      auto writer = RunWriter::create(path, fixture::config(), "CPU");
      fixture::record(*writer, 0);
      writer->commit(true);
      return ::kill(::getpid(), SIGKILL);
    });
    QVERIFY(end.killed());
    QVERIFY(fs::exists(path / "run.lock"));
    QVERIFY(!RunLock::holder(path));
    RunWriter::resume(path, 0, "CPU")->close(Outcome::Finished);
    QCOMPARE(openRun(path.string())->info().status, RunStatus::Finished);
  }

  void readOnlyFolderOpens_data() {
    QTest::addColumn<QString>("end");
    for (const char* end : {"closed", "given up", "killed"}) QTest::newRow(end) << end;
  }

  void readOnlyFolderOpens() {
    QFETCH(QString, end);
    const auto written = folder("read-only " + end.toStdString()), killed = folder("killed before");
    {
      auto writer = RunWriter::create(written, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 20);
      writer->commit(true);
      fs::copy(written, killed,
               fs::copy_options::recursive);  // what a kill would leave: all of it in the log
      if (end == "closed") writer->close(Outcome::Finished);
    }
    const auto path = end == "killed" ? killed : written;
    if (end == "killed") QVERIFY(fs::file_size(path / "run.db-wal") > 0);
    QVERIFY(::chmod(dir_.path().toLocal8Bit().constData(), 0755) == 0);
    for (const auto& entry : fs::directory_iterator(path)) ::chmod(entry.path().c_str(), 0444);
    ::chmod(path.c_str(), 0555);
    const auto opened = runAsNobody([&] {
      const auto run = openRun(path.string());
      const bool whole = run->info().lastStep == 20 && run->scalar(measure::kLoss).size() == 21;
      return run->info().readOnly && whole ? 0 : 1;
    });
    ::chmod(path.c_str(), 0755);
    fs::remove_all(killed);
    QCOMPARE(opened.exitStatus(), 0);
  }

  void walLeftBehindOnReadOnlyMedia() {
    // A database in WAL mode without its log, as on a disk that was burnt from a folder in use.
    const auto path = folder("burnt");
    {
      auto writer = RunWriter::create(path, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 20);
      writer->close(Outcome::Finished);
    }
    {
      auto writer = RunWriter::resume(path, 20, "CPU");  // WAL again
      writer->commit(true);
    }
    fs::remove(path / "run.lock");
    QVERIFY(!fs::exists(path / "run.db-wal") || fs::file_size(path / "run.db-wal") == 0);
    fs::remove(path / "run.db-wal");
    fs::remove(path / "run.db-shm");
    ::chmod(path.c_str(), 0555);
    const auto end = runAsNobody([&] { return openRun(path.string())->info().lastStep == 20 ? 0 : 1; });
    ::chmod(path.c_str(), 0755);
    QCOMPARE(end.exitStatus(), 0);
  }

  void fullDiskLosesNothing() {
    // A limit on file sizes stands in for a full disk: writes fail, and succeed once it is lifted.
    const auto path = folder("full");
    QCOMPARE(runInChild([&] { return writeThroughFullDisk(path); }).exitStatus(), 0);
    const auto run = openRun(path.string());
    QCOMPARE(run->info().status, RunStatus::Finished);
    QCOMPARE(run->scalar(measure::kLoss, {}, 1'000'000).size(), std::size_t{20'001});
    QVERIFY(verifyRun(path).sound());
  }
};

QTEST_GUILESS_MAIN(Crash)
#include "test_crash.moc"
