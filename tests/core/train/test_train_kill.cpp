// The real trainer killed at random moments. A test of its own: the parent may not touch LibTorch, whose
// threads do not survive a fork.
#include <sys/resource.h>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/error.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/train/tiny_training.h"

using namespace entroscope;
namespace fs = std::filesystem;

class TestTrainKill : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void killedAtRandomMoments() {
    QTemporaryDir dir;
    const fs::path root = dir.path().toStdString();
    writeTinyData(root / "data");
    KillCampaign campaign;
    campaign.trainers = realTrainers();
    campaign.config = tinyConfig(root / "data");
    campaign.config.train.steps = 240;
    campaign.config.train.threads = 1;
    campaign.config.train.checkpointInterval = 15;
    campaign.config.train.keepCheckpoints = 2;
    campaign.folder = root;
    campaign.kills = 24 * longFactor(10);
    campaign.killsPerRun = 8;
    campaign.longestLife = std::chrono::milliseconds(400);
    const auto complaint = campaign.carryOut();
    QVERIFY2(complaint.empty(), complaint.c_str());
    qInfo(
        "%d kills of the real engine in %d runs, %d before there was a run; %d children ended before their "
        "kill",
        campaign.killed, campaign.runs, campaign.beforeTheFolder, campaign.finishedByThemselves);
  }
  void outOfMemoryNamesTheLargestBatchThatFits() {
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the address sanitizer needs the address space");
#endif
    QTemporaryDir dir;
    const fs::path root = dir.path().toStdString();
    writeTinyData(root / "data");
    QCOMPARE(runInChild([&] { return runOutOfMemory(root); }).exitStatus(), 0);
    QVERIFY(verifyRun(root / "run").sound());  // the run is kept
  }

 private:
  /// The sentence names a batch; that one trains under the same limit.
  static int runOutOfMemory(const fs::path& root) {
    RunConfig config = tinyConfig(root / "data");
    config.train.threads = 1;
    config.train.steps = 2;
    config.train.accumulation = 1;
    config.train.batch = 1 << 19;
    std::int64_t pages = 0;
    {
      // One small run first, so that the libraries are loaded and their pools made before the limit counts.
      RunConfig small = config;
      small.train.batch = 2;
      const auto trainer = realTrainers()({small, root / "small"});
      if (!advance(*trainer, 2)) return 1;
    }
    std::ifstream("/proc/self/statm") >> pages;
    const rlim_t limit =
        static_cast<rlim_t>(pages) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + (256u << 20);
    const rlimit tight{limit, limit};
    if (::setrlimit(RLIMIT_AS, &tight) != 0) return 2;
    std::string sentence;
    {
      const auto trainer = realTrainers()({config, root / "run"});
      try {
        advance(*trainer, 1);
        return 3;
      } catch (const Error& error) {
        sentence = error.what();
        std::fprintf(stderr, "%s\n", sentence.c_str());
        if (error.code() != ErrorCode::OutOfMemory) return 4;
      }
    }
    const auto match =
        QRegularExpression("largest that fits is (\\d+);").match(QString::fromStdString(sentence));
    const int fits = match.captured(1).toInt();
    if (fits < 16 || fits >= config.train.batch) return 5;
    config.train.batch = fits / 4 * 3;  // the heap is not what it was: some slack
    const auto trainer = realTrainers()({config, root / "fitting"});
    return advance(*trainer, 1) ? 0 : 6;
  }
};

QTEST_GUILESS_MAIN(TestTrainKill)
#include "test_train_kill.moc"
