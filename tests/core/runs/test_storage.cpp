// Storage that behaves in its own way: one that takes new space for what is written again, one that is
// mounted anew, a database that another process keeps busy, a mapped file that is cut short.
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <unistd.h>

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "core/base/error.h"
#include "core/base/lost_storage.h"
#include "core/runs/database.h"
#include "tests/core/runs/heard.h"
#include "tests/core/runs/kill_harness.h"

using namespace entroscope;
namespace fs = std::filesystem;

class Storage : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_{memoryFolder("storage")};
  fs::path folder(const std::string& name) const { return fs::canonical(dir_.path().toStdString()) / name; }

  static fixture::RecordingTraining paced() {
    fixture::RecordingTraining training;
    training.pace = std::chrono::milliseconds(1);
    return training;
  }

  fs::path uninterrupted() {
    const auto path = folder("uninterrupted");
    if (!fs::exists(path)) runToTheEnd(fixture::recordingTrainers(), {fixture::recordingConfig(200), path});
    return path;
  }

 private Q_SLOTS:
  void mappedFileCutShort() {
    // Before other tests: a child may not be forked from a process with threads.
    const auto path = folder("cut short");
    int ends[2];
    QVERIFY(::pipe(ends) == 0);
    const auto end = runInChild([&] {
      ::dup2(ends[1], STDERR_FILENO);
      endInOneSentenceWhenStorageIsLost();
      std::ofstream(path) << std::string(8192, 'x');
      const int file = ::open(path.c_str(), O_RDWR);
      void* map = ::mmap(nullptr, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      if (map == MAP_FAILED || ::ftruncate(file, 0) != 0) return 90;
      static_cast<volatile char*>(map)[5000] = 'y';
      return 91;
    });
    ::close(ends[1]);
    std::string said(1000, '\0');
    said.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(ends[0], said.data(), said.size()), 0)));
    ::close(ends[0]);
    QCOMPARE(end.exitStatus(), 2);
    QVERIFY2(said.find("cut short") != std::string::npos && said.find("resume the run") != std::string::npos,
             said.c_str());
    QCOMPARE(std::count(said.begin(), said.end(), '\n'), 1);
  }

  void signalOfAnotherProcessStaysWhatItIs() {
    const auto end = runInChild([] {
      endInOneSentenceWhenStorageIsLost();
      ::kill(::getpid(), SIGBUS);
      return 0;
    });
    QVERIFY(WIFSIGNALED(end.status) && WTERMSIG(end.status) == SIGBUS);
  }

  void diskThatCopiesOnWrite() {
    // btrfs writes nothing in place: on a used-up quota even a page that was there before cannot be written.
    if (::geteuid() != 0) QSKIP("only root may mount a file system");
    for (const char* program : {"mkfs.btrfs", "btrfs", "mount"}) {
      if (QStandardPaths::findExecutable(program, {"/usr/bin", "/usr/sbin", "/bin", "/sbin"}).isEmpty())
        QSKIP("needs btrfs-progs and mount");
    }
    const auto disk = folder("disk");
    fs::create_directory(disk);
    const auto end =
        runInChild([&] { return ::unshare(CLONE_NEWNS) == 0 ? useUpQuota(disk) : kMayNotMount; });
    if (end.exitStatus() == kMayNotMount) QSKIP("cannot mount btrfs with a quota here");
    QVERIFY(!end.killed());
    QCOMPARE(end.exitStatus(), 0);
  }

  void databaseThatIsKeptBusy() {
    const auto path = folder("busy");
    Heard heard;
    const auto engine = engineFor(heard, paced());
    engine->apply(Start{{{fixture::recordingConfig(200), path}}});
    QTRY_VERIFY_WITH_TIMEOUT(engine->latest()->step >= 20, 20'000);
    {
      const Database other(path / "run.db", OpenMode::ReadWrite);
      const WriteTransaction transaction(other);
      QTRY_VERIFY_WITH_TIMEOUT(heard.pauses() >= 1, 20'000);
      QVERIFY2(heard.first().find("another process keeps the database busy") != std::string::npos,
               heard.first().c_str());
    }
    QVERIFY(engine->waitUntilResting(std::chrono::seconds(30)));
    QVERIFY2(heard.last == EngineState::Finished, heard.error.c_str());
    const auto difference = differenceBetween(uninterrupted(), path);
    QVERIFY2(difference.empty(), difference.c_str());
  }

  void folderThatWasReplaced() {
    // As after a disk was mounted anew: the same files, but not the ones that are open.
    const auto path = folder("replaced"), away = folder("first of two");
    Heard heard;
    const auto engine = engineFor(heard, paced());
    engine->apply(Start{{{fixture::recordingConfig(2'000), path}}});
    QTRY_VERIFY_WITH_TIMEOUT(engine->latest()->step >= 30, 20'000);
    fs::rename(path, away);
    QTRY_VERIFY_WITH_TIMEOUT(heard.pauses() >= 1, 20'000);
    fs::copy(away, path, fs::copy_options::recursive);
    const auto says = [&](const char* part) {
      return engine->latest()->error.english().find(part) != std::string::npos;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("another run.db lies here now"), 20'000);
    engine->apply(Stop{});
    QVERIFY(engine->waitUntilResting(std::chrono::seconds(20)));
    QVERIFY(heard.last == EngineState::Failed);
    runToTheEnd(fixture::recordingTrainers(), {fixture::recordingConfig(200), path, true});
    const auto difference = differenceBetween(uninterrupted(), path);
    QVERIFY2(difference.empty(), difference.c_str());
  }

  void folderThatCannotBeReached() {
    // What the standard library's file functions throw is a refusal like any other.
    Heard heard;
    fixture::RecordingTraining training;
    bool refused = false;
    training.recorded = [&refused](std::int64_t step) {
      if (step != 33 || std::exchange(refused, true)) return;
      throw fs::filesystem_error("status", "/far/away", std::make_error_code(std::errc::not_connected));
    };
    const auto path = folder("unreachable");
    const auto engine = engineFor(heard, training);
    engine->apply(Start{{{fixture::recordingConfig(200), path}}});
    QVERIFY(engine->waitUntilResting(std::chrono::seconds(30)));
    QVERIFY2(heard.last == EngineState::Finished, heard.error.c_str());
    QCOMPARE(heard.first(), "/far/away: " + std::make_error_code(std::errc::not_connected).message());
    const auto difference = differenceBetween(uninterrupted(), path);
    QVERIFY2(difference.empty(), difference.c_str());
  }

  void verifiedWhileCheckpointsGo() {
    const auto path = folder("going");
    Heard heard;
    const auto engine = engineFor(heard);
    RunConfig config = fixture::recordingConfig(400);
    config.train.checkpointInterval = 1;
    config.train.keepCheckpoints = 1;
    engine->apply(Start{{{config, path}}});
    QTRY_VERIFY_WITH_TIMEOUT(engine->latest()->step >= 5, 20'000);
    int looks = 0;
    for (; !engine->waitUntilResting(std::chrono::milliseconds(0)); ++looks) {
      const auto report = verifyRun(path);  // nor does it throw
      QVERIFY2(report.sound(), report.sound() ? "" : report.damage.front().what.english().c_str());
    }
    QVERIFY(looks > 0);
    QVERIFY2(heard.last == EngineState::Finished, heard.error.c_str());
  }

 private:
  static constexpr int kMayNotMount = 78;

  static bool shell(const std::string& command) {
    return std::system(("{ " + command + "; } >/dev/null 2>&1").c_str()) == 0;
  }

  /// 0: paused at the quota, went on when it was raised, finished, verified. In its own mount name space.
  static int useUpQuota(const fs::path& disk) {
    const std::string image = disk.string() + ".image", at = disk.string(), part = at + "/part";
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        !shell("truncate -s 200M '" + image + "' && mkfs.btrfs '" + image + "'") ||
        !shell("mount -o loop '" + image + "' '" + at + "' && btrfs quota enable '" + at + "'") ||
        !shell("btrfs subvolume create '" + part + "' && btrfs qgroup limit 4M '" + part + "'"))
      return kMayNotMount;
    Heard heard;
    fixture::RecordingTraining training;
    training.weights = 50'000;  // 400 kB a checkpoint
    const auto engine = engineFor(heard, training);
    RunConfig config = fixture::recordingConfig(500);
    config.train.keepCheckpoints = 0;
    engine->apply(Start{{{config, part + "/run"}}});
    if (!waitFor([&] { return heard.pauses() > 0; })) return 1;
    if (heard.first().find("uota") == std::string::npos && heard.first().find("full") == std::string::npos)
      return 2;
    ::sync();  // what was written before is clean now, and takes new space when it is written again
    const auto before = heard.pauses();
    if (!waitFor([&] { return heard.pauses() > before + 20; })) return 3;
    // At its limit the file system may refuse this, too, for a moment.
    if (!waitFor([&] { return shell("btrfs qgroup limit none '" + part + "'"); })) return 4;
    if (!engine->waitUntilResting(std::chrono::seconds(60)) || heard.last != EngineState::Finished) return 5;
    const auto complaint = complaintAbout(part + "/run");
    return complaint.empty() && verifyRun(part + "/run").closedCleanly ? 0 : 6;
  }
};

QTEST_GUILESS_MAIN(Storage)
#include "test_storage.moc"
