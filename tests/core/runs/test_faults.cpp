// A disk that refuses: every single system call of a run's life fails in turn with ENOSPC, EIO and EROFS;
// full and vanished folders, lost permissions. One sentence, nothing corrupt, and it goes on afterwards.
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <cerrno>
#include <climits>
#include <fstream>
#include <map>

#include "core/base/error.h"
#include "tests/core/runs/fault_script.h"
#include "tests/core/runs/heard.h"
#include "tests/support/child_process.h"

using namespace entroscope;
namespace fs = std::filesystem;

class Faults : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_{memoryFolder("faults")};
  fs::path folder(const std::string& name) const { return fs::canonical(dir_.path().toStdString()) / name; }

  /// The run that nothing happened to.
  fs::path uninterrupted() {
    const auto path = folder("uninterrupted");
    if (!fs::exists(path)) runToTheEnd(fixture::recordingTrainers(), {fixture::recordingConfig(200), path});
    return path;
  }

 private Q_SLOTS:
  void cleanup() { faults::pretendNetwork(false); }

  void eachSystemCallFails_data() {
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("once");
    QTest::addColumn<int>("stride");
    QTest::addColumn<bool>("network");
    QTest::addColumn<Life>("life");
    const Life all = Life::FirstToLast, later = Life::Afterwards;
    QTest::newRow("no space, once") << ENOSPC << true << 2 << false << all;
    QTest::newRow("no space until it is heard of") << ENOSPC << false << 2 << false << all;
    QTest::newRow("quota used up until it is heard of") << EDQUOT << false << 3 << false << all;
    QTest::newRow("input/output error, once") << EIO << true << 3 << false << all;
    QTest::newRow("read-only until it is heard of") << EROFS << false << 3 << false << all;
    QTest::newRow("network: no space, once") << ENOSPC << true << 3 << true << all;
    QTest::newRow("network: input/output error until it is heard of") << EIO << false << 3 << true << all;
    QTest::newRow("afterwards: no space, once") << ENOSPC << true << 3 << false << later;
    QTest::newRow("afterwards: input/output error until it is heard of")
        << EIO << false << 3 << false << later;
  }

  void eachSystemCallFails() {
    QFETCH(int, error);
    QFETCH(bool, once);
    QFETCH(int, stride);
    QFETCH(bool, network);
    QFETCH(Life, life);
    faults::pretendNetwork(network);
    if (longFactor(2) > 1) stride = 1;
    const auto whole = folder("whole");
    FaultScript script(life);
    fs::remove_all(whole);
    const std::int64_t calls = script.countCalls(whole);
    int faultsTried = 0, reported = 0;
    std::map<std::string, int> hit;
    for (std::int64_t n = 1; n <= calls; n += stride) {
      const auto path = folder("broken");
      fs::remove_all(path);
      FaultScript victim(life);
      const auto outcome =
          victim.meet(path, {faults::Effect::Fail, error, n, once ? std::int64_t{1} : INT64_MAX});
      const std::string where = "call " + std::to_string(n) + " " + faults::hitCall() + ": ";
      QVERIFY2(outcome.complaint.empty(), (where + outcome.complaint).c_str());
      if (outcome.part.empty()) continue;
      ++faultsTried;
      reported += outcome.refused;
      ++hit[outcome.call];
      QVERIFY2(verifyRun(path).closedCleanly, where.c_str());
      const auto complaint = complaintAbout(path);
      QVERIFY2(complaint.empty(), (where + complaint).c_str());
      const auto difference = differenceBetween(whole, path);
      QVERIFY2(difference.empty(), (where + difference).c_str());
    }
    QString list;
    for (const auto& [call, count] : hit)
      list += QString(" %1 %2,").arg(QString::fromStdString(call)).arg(count);
    qInfo("%d faults tried, %d reported, the others made up for silently:%s", faultsTried, reported,
          qPrintable(list));
    for (const char* call : {"open", "pwrite", "fsync", "rename", "write"})
      QVERIFY2(hit.contains(call), call);
  }

  void fullDiskPausesTrainingUntilThereIsSpace() {
    // The disk is full from some call on, wherever that hits: a commit, a checkpoint, the end.
    const auto path = folder("full");
    faults::arm(path.string(), {});
    RunWriter::create(path, fixture::recordingConfig(200), "CPU");
    const std::int64_t ofCreation = faults::disarm();  // a run that cannot even begin fails at once
    for (int round = 0; round < 12; ++round) {
      const std::int64_t first = ofCreation + 5 + 23 * round;
      fs::remove_all(path);
      Heard heard;
      const auto engine = engineFor(heard);
      faults::arm(path.string(), {faults::Effect::Fail, ENOSPC, first, INT64_MAX});
      engine->apply(Start{{{fixture::recordingConfig(200), path}}});
      QTRY_VERIFY_WITH_TIMEOUT(heard.pauses() >= 3 || engine->waitUntilResting(std::chrono::milliseconds(0)),
                               20'000);
      const bool refused = heard.pauses() > 0;
      if (refused) {
        QVERIFY(engine->latest()->state == EngineState::Paused);
        QVERIFY2(QString::fromStdString(heard.first()).contains("full"), heard.first().c_str());
      }
      faults::disarm();
      QVERIFY(engine->waitUntilResting(std::chrono::seconds(30)));
      QVERIFY2(heard.last == EngineState::Finished, heard.error.c_str());
      QVERIFY(heard.error.empty());
      const auto difference = differenceBetween(uninterrupted(), path);
      QVERIFY2(difference.empty(), difference.c_str());
      QVERIFY(verifyRun(path).sound() && verifyRun(path).closedCleanly);
    }
  }

  void stoppedWhileTheDiskIsFull() {
    const auto path = folder("stopped full");
    Heard heard;
    const auto engine = engineFor(heard);
    faults::arm(path.string(), {faults::Effect::Fail, ENOSPC, 200, INT64_MAX});
    engine->apply(Start{{{fixture::recordingConfig(200), path}}});
    QTRY_VERIFY_WITH_TIMEOUT(heard.pauses() >= 1, 20'000);
    engine->apply(Stop{});
    QVERIFY(engine->waitUntilResting(std::chrono::seconds(20)));
    QVERIFY(heard.last == EngineState::Failed);
    QVERIFY2(heard.error.find("full") != std::string::npos, heard.error.c_str());
    faults::disarm();
    const auto complaint = complaintAbout(path);  // everything up to then is kept
    QVERIFY2(complaint.empty(), complaint.c_str());
    runToTheEnd(fixture::recordingTrainers(), {fixture::recordingConfig(200), path, true});
    const auto difference = differenceBetween(uninterrupted(), path);
    QVERIFY2(difference.empty(), difference.c_str());
  }

  void vanishedFolderPausesUntilItIsBack() {
    const auto path = folder("vanished"), away = folder("elsewhere");
    Heard heard;
    fixture::RecordingTraining training;
    training.pace = std::chrono::milliseconds(1);
    const auto engine = engineFor(heard, training);
    engine->apply(Start{{{fixture::recordingConfig(200), path}}});
    QTRY_VERIFY_WITH_TIMEOUT(engine->latest()->step >= 20, 20'000);
    fs::rename(path, away);
    QTRY_VERIFY_WITH_TIMEOUT(heard.pauses() >= 2, 20'000);
    fs::rename(away, path);
    QVERIFY(engine->waitUntilResting(std::chrono::seconds(30)));
    QVERIFY2(heard.last == EngineState::Finished, heard.error.c_str());
    const auto difference = differenceBetween(uninterrupted(), path);
    QVERIFY2(difference.empty(), difference.c_str());
  }

  void deletedFolderIsNamed() {
    const auto path = folder("deleted");
    Heard heard;
    fixture::RecordingTraining training;
    training.pace = std::chrono::milliseconds(1);
    const auto engine = engineFor(heard, training);
    RunConfig config = fixture::recordingConfig(100'000);
    config.train.checkpointInterval = 0;
    engine->apply(Start{{{config, path}}});
    QTRY_VERIFY_WITH_TIMEOUT(engine->latest()->step >= 10, 20'000);
    fs::remove_all(path);
    QTRY_VERIFY_WITH_TIMEOUT(heard.pauses() >= 1, 20'000);
    engine->apply(Stop{});
    QVERIFY(engine->waitUntilResting(std::chrono::seconds(20)));
    QVERIFY(heard.last == EngineState::Failed);
    QVERIFY2(heard.error.find("moved or deleted") != std::string::npos, heard.error.c_str());
    QVERIFY(!fs::exists(path));  // nothing half-made comes back
  }

  void smallDiskFillsUp() {
    if (::geteuid() != 0) QSKIP("only root may mount a small tmpfs");
    const auto path = folder("small disk");
    fs::create_directory(path);
    const auto end = runInChild([&] {
      // Its own mount name space: nothing stays behind however it ends.
      const bool mounted = ::unshare(CLONE_NEWNS) == 0 &&
                           ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                           ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=3m") == 0;
      return mounted ? fillSmallDisk(path) : kMayNotMount;
    });
    if (end.exitStatus() == kMayNotMount) QSKIP("this container may not mount a small tmpfs");
    QCOMPARE(end.exitStatus(), 0);
  }

  void lostPermission() {
    const auto path = folder("no permission");
    QVERIFY(::chmod(dir_.path().toLocal8Bit().constData(), 0777) == 0);
    const auto end = runAsNobody([&] { return losePermission(path); });
    if (end.exitStatus() == kCannotBecomeNobody) QSKIP("cannot become another user here");
    QCOMPARE(end.exitStatus(), 0);
  }

 private:
  static constexpr int kMayNotMount = 78;

  /// 0: paused when the 3 MiB were full, went on when a file made room, finished, verified.
  static int fillSmallDisk(const fs::path& disk) {
    std::ofstream(disk / "ballast") << std::string(2 << 20, 'b');
    Heard heard;
    fixture::RecordingTraining training;
    training.weights = 20'000;  // 160 kB a checkpoint
    const auto engine = engineFor(heard, training);
    RunConfig config = fixture::recordingConfig(300);
    config.train.keepCheckpoints = 0;
    config.train.checkpointInterval = 50;
    engine->apply(Start{{{config, disk / "run"}}});
    if (!waitFor([&] { return heard.pauses() > 0; })) return 1;
    if (heard.first().find("No space") == std::string::npos &&
        heard.first().find("full") == std::string::npos)
      return 2;
    fs::remove(disk / "ballast");
    if (!engine->waitUntilResting(std::chrono::seconds(30)) || heard.last != EngineState::Finished) return 3;
    if (!complaintAbout(disk / "run").empty() || !verifyRun(disk / "run").closedCleanly) return 4;
    return checkpointsOf(disk / "run").size() == 6 ? 0 : 5;
  }

  static int losePermission(const fs::path& path) {
    Heard heard;
    fixture::RecordingTraining training;
    training.pace = std::chrono::milliseconds(1);
    const auto engine = engineFor(heard, training);
    engine->apply(Start{{{fixture::recordingConfig(200), path}}});
    if (!waitFor([&] { return engine->latest()->step >= 30; })) return 1;
    if (::chmod((path / "checkpoints").c_str(), 0555) != 0) return 2;
    if (!waitFor([&] { return heard.pauses() > 0; })) return 3;
    if (heard.first().find("ermission denied") == std::string::npos) return 4;
    ::chmod((path / "checkpoints").c_str(), 0755);
    if (!engine->waitUntilResting(std::chrono::seconds(30)) || heard.last != EngineState::Finished) return 5;
    return complaintAbout(path).empty() ? 0 : 6;
  }
};

QTEST_GUILESS_MAIN(Faults)
#include "test_faults.moc"
