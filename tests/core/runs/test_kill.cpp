// Kill at any moment: an engine with a recording trainer, killed at random and then at each single
// system call that changes the folder. What is left opens, verifies, resumes, and in the end equals the
// uninterrupted run bit for bit.
#include <QTemporaryDir>
#include <algorithm>

#include "core/base/error.h"
#include "tests/core/runs/fault_script.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/runs/recording_trainer.h"

using namespace entroscope;
namespace fs = std::filesystem;

class Kill : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_, memory_{memoryFolder("kill")};
  fs::path folder(const std::string& name) const { return fs::canonical(dir_.path().toStdString()) / name; }

 private Q_SLOTS:
  void atRandomMoments() {
    fs::create_directory(folder("random"));
    KillCampaign campaign;
    campaign.trainers = fixture::recordingTrainers();
    campaign.config = fixture::recordingConfig(400);
    campaign.folder = folder("random");
    campaign.kills = 185 * longFactor(10);
    campaign.longestLife = std::chrono::milliseconds(70);
    const auto complaint = campaign.carryOut();
    QVERIFY2(complaint.empty(), complaint.c_str());
    qInfo(
        "%d kills of the fake engine in %d runs, %d before there was a run; %d children ended before their "
        "kill",
        campaign.killed, campaign.runs, campaign.beforeTheFolder, campaign.finishedByThemselves);
  }

  void atMostTheLastSecondIsMissing() {
    // Children that live for more than a second, without checkpoints or commits of their own to help them.
    Timesheet* const times = Timesheet::make();
    fixture::RecordingTraining training;
    training.pace = std::chrono::milliseconds(1);
    training.recorded = [times](std::int64_t step) { times->recordedAt[step] = nanosecondsNow(); };
    RunConfig config = fixture::recordingConfig(Timesheet::kSteps - 1);
    config.train.checkpointInterval = 0;
    Random random(3);
    std::int64_t worst = 0;
    for (int round = 0; round < 5 * longFactor(10); ++round) {
      times->clear();
      const auto path = folder("second " + std::to_string(round));
      std::int64_t killedAt = 0;
      const std::chrono::milliseconds life(1050 + random.below(600));
      QVERIFY(runAndKill(fixture::recordingTrainers(training), {config, path}, life, &killedAt));
      const auto complaint = complaintAbout(path);
      QVERIFY2(complaint.empty(), complaint.c_str());
      const std::int64_t last = openRun(path.string())->info().lastStep;
      QVERIFY(last > 10);  // a busy machine makes a hundredth of the steps of an idle one
      const std::int64_t missing = times->recordedAt[last + 1];
      if (missing != 0) worst = std::max(worst, killedAt - missing);
    }
    qInfo("the oldest step that a kill took was %.0f ms old", static_cast<double>(worst) / 1e6);
    QVERIFY2(worst < 1'000'000'000, "more than the last second is missing");
  }

  void atEachSystemCall_data() {
    QTest::addColumn<Life>("life");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("first to last") << Life::FirstToLast << QStringList{"create", "record", "checkpoint",
                                                                       "close",  "resume", "rewind"};
    QTest::newRow("afterwards") << Life::Afterwards
                                << QStringList{"tag", "cut back", "resume", "rewind", "close"};
  }

  void atEachSystemCall() {
    QFETCH(Life, life);
    QFETCH(QStringList, parts);
    FaultScript script(life);
    const fs::path memory = fs::canonical(memory_.path().toStdString());
    const auto whole = memory / "script whole";
    fs::remove_all(whole);
    const std::int64_t calls = script.countCalls(whole);
    QVERIFY(calls > 150);
    const std::int64_t stride = longFactor(2) > 1 ? 1 : 2;
    std::map<std::string, int> killedIn;
    int kills = 0;
    for (std::int64_t n = 1; n <= calls; n += stride) {
      const auto path = memory / "script";
      fs::remove_all(path);
      FaultScript victim(life);
      const std::string where = victim.endAt(path, {faults::Effect::Kill, 0, n}).part;
      if (where.empty()) continue;  // fewer calls this time: the commit thread joined two commits
      ++kills;
      ++killedIn[where];
      if (fs::exists(path / "run.toml")) {
        const auto complaint = complaintAbout(path);
        QVERIFY2(complaint.empty(),
                 ("kill at call " + std::to_string(n) + " in " + where + ": " + complaint).c_str());
      }
      const auto complaint = RunLife::finish(path);
      QVERIFY2(complaint.empty(),
               ("kill at call " + std::to_string(n) + " in " + where + ": " + complaint).c_str());
      const auto difference = differenceBetween(whole, path);
      QVERIFY2(difference.empty(),
               ("kill at call " + std::to_string(n) + " in " + where + ": " + difference).c_str());
    }
    QString list;
    for (const auto& [where, count] : killedIn)
      list += QString(" %1 %2,").arg(QString::fromStdString(where)).arg(count);
    qInfo("%d kills at single system calls of %lld:%s", kills, static_cast<long long>(calls),
          qPrintable(list));
    for (const QString& part : parts) QVERIFY2(killedIn.contains(part.toStdString()), qPrintable(part));
  }
};

QTEST_GUILESS_MAIN(Kill)
#include "test_kill.moc"
