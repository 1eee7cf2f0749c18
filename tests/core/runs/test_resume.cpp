// What a resume may delete and what it may not: nothing before it is known to work, no record for want of a
// checkpoint, no good weights for bad ones.
#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>
#include <cerrno>
#include <limits>

#include "core/base/file.h"
#include "core/runs/checkpoints.h"
#include "core/runs/truncate.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/core/runs/run_fixture.h"
#include "tests/fault/system_faults.h"
#include "tests/support/child_process.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

void save(RunWriter& writer, std::int64_t step, int keep = 0) {
  writer.checkpoint(step, keep, [&](const fs::path& made) {
    writeFileAtomically(made / "state.json", "{\"step\": " + std::to_string(step) + "}\n");
  });
}

/// 60 steps with a checkpoint at 60, closed.
void makeRun(const fs::path& folder) {
  auto writer = RunWriter::create(folder, fixture::config(), "CPU");
  fixture::recordSteps(*writer, 1, 60);
  save(*writer, 60);
  writer->close(Outcome::Finished);
}

std::string steps(const fs::path& run) {
  std::string text;
  for (const auto& folder : checkpointsOf(run)) text += std::to_string(*checkpointStep(folder)) + " ";
  return text;
}

std::string eventsOf(const fs::path& run, std::string_view kind) {
  std::string text;
  for (const RunEvent& event : openRun(run.string())->events()) {
    if (event.kind == kind) text += std::to_string(event.step) + " " + event.text + "\n";
  }
  return text;
}

}  // namespace

class TestRunsResume : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_{memoryFolder("resume")};
  fs::path folder(const std::string& name) const { return fs::canonical(dir_.path().toStdString()) / name; }

 private Q_SLOTS:
  void checkpointsThatAreGoneAreMissed_data() {
    QTest::addColumn<bool>("closed");
    QTest::newRow("closed") << true;
    QTest::newRow("killed") << false;
  }
  void checkpointsThatAreGoneAreMissed() {
    QFETCH(bool, closed);
    const fs::path run = folder(closed ? "gone" : "gone-killed");
    makeRun(run);
    if (!closed) {
      auto writer = RunWriter::resume(run, 60, "CPU");
      fixture::recordSteps(*writer, 61, 70);
      writer->commit(true);
    }
    const std::string before = recordedNumbers(run);
    fs::rename(run / "checkpoints", folder("elsewhere"));
    const QString said = refusal([&] { RunWriter::resume(run, 0, "CPU"); });
    QVERIFY2(said.contains("checkpoints: expected a checkpoint to go on from, found none"), qPrintable(said));
    QVERIFY2(said.contains("up to step"), qPrintable(said));
    fs::create_directory(run / "checkpoints");  // as where a disk is not mounted
    QVERIFY(refusal([&] { RunWriter::resume(run, 0, "CPU"); }).contains("found none"));
    QCOMPARE(recordedNumbers(run), before);
    QCOMPARE(verifyRun(run).closedCleanly, closed);
    fs::remove(run / "checkpoints");
    fs::rename(folder("elsewhere"), run / "checkpoints");
    RunWriter::resume(run, 60, "CPU")->close(Outcome::Finished);
    QVERIFY(verifyRun(run).closedCleanly);
    QCOMPARE(openRun(run.string())->info().lastStep, std::int64_t{60});
  }

  void checkpointsThatCannotBeReadAreMissed() {
    const fs::path run = folder("unreadable");
    makeRun(run);
    const std::string manifest = readTextFile(run / "manifest.json");
    ::chmod(dir_.path().toLocal8Bit().constData(), 0755);
    for (const auto& entry : fs::recursive_directory_iterator(run)) ::chmod(entry.path().c_str(), 0777);
    ::chmod(run.c_str(), 0777);
    ::chmod((run / "checkpoints").c_str(), 0311);
    const auto end = runAsNobody([&] {
      const QString said = refusal([&] { RunWriter::resume(run, 0, "CPU"); });
      return said.contains("checkpoints: cannot read: Permission denied") ? 0 : 1;
    });
    ::chmod((run / "checkpoints").c_str(), 0755);
    QCOMPARE(end.exitStatus(), 0);
    QCOMPARE(readTextFile(run / "manifest.json"), manifest);
    QCOMPARE(openRun(run.string())->info().lastStep, std::int64_t{60});
    QVERIFY(verifyRun(run).closedCleanly);
  }

  void whatWasNeverSavedBeginsAgain() {
    const fs::path killed = folder("never saved"), imported = folder("imported");
    {
      auto writer = RunWriter::create(killed, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 1, 30);
      writer->commit(true);
    }
    RunWriter::resume(killed, 0, "CPU")->close(Outcome::Failed, "out of memory");
    QCOMPARE(openRun(killed.string())->scalar(measure::kLoss).size(), std::size_t{0});
    RunWriter::resume(killed, 0, "CPU")->close(Outcome::Finished);  // that failed before its first checkpoint

    auto writer = RunWriter::create(imported, fixture::config(), "CPU");
    fixture::recordSteps(*writer, 1, 30);
    writer->close(Outcome::Finished);
    QVERIFY(refusal([&] { RunWriter::resume(imported, 0, "CPU"); }).contains("up to step 30"));
    QVERIFY(verifyRun(imported).closedCleanly);
  }

  /// Each call that changes a file fails once, while a closed run is resumed: refused means as before.
  void aRefusedResumeLeavesARunClosed() {
    const fs::path run = folder("closed"), tried = folder("tried");
    makeRun(run);
    const std::string database = readTextFile(run / "run.db");
    int refused = 0, kept = 0;
    for (std::int64_t n = 1;; ++n) {
      fs::remove_all(tried);
      fs::copy(run, tried, fs::copy_options::recursive);
      faults::arm(tried.string(), {faults::Effect::Fail, ENOSPC, n});
      bool came = true;
      try {
        RunWriter::resume(tried, 60, "CPU");
      } catch (const Error&) {
        came = false;
      }
      faults::disarm();
      if (!faults::fired()) break;
      if (came) continue;
      ++refused;
      if (openRun(tried.string())->info().status != RunStatus::Finished) continue;  // it had begun
      ++kept;
      QVERIFY2(readTextFile(tried / "run.db") == database, faults::hitCall().c_str());
      const VerifyReport report = verifyRun(tried);
      QVERIFY2(report.closedCleanly && report.sound(), (faults::hitCall() + std::to_string(n)).c_str());
    }
    qInfo("%d resumes refused, %d of them left the run closed", refused, kept);
    QVERIFY(kept >= 3);
  }

  void anEvaluationThatIsDueIsForgotten() {
    const fs::path run = folder("due");
    auto writer = RunWriter::create(run, fixture::config(), "CPU");
    const auto evaluate = [&](std::int64_t step) {
      const float values[3] = {1, 2, static_cast<float>(step)};
      writer->appendMeasure(step, measure::kAttention, 1, 3, values);
      writer->appendMeasure(step, measure::kPositionEntropy, 1, 3, values);
      writer->appendMeasure(step, measure::kSnippetTokens, 1, 3, values);
      writer->appendEvaluation({step, step * 64, 1, 2});
    };
    const auto record = [&](std::int64_t first, std::int64_t last) {
      for (auto step = first; step <= last; ++step) {
        writer->appendStep(fixture::stepRecord(step));
        writer->appendMeasure(step, measure::kEntropy, 2, 3, fixture::entropyAt(step));
        if (step < last) evaluate(step);
      }
    };
    record(1, 32);  // the pyramid's first row is complete with the next evaluation
    save(*writer, 32);
    evaluate(32);
    writer->commit(true);
    writer.reset();
    for (const bool rewound : {false, true}) {  // and evaluated again, twice
      if (rewound) {
        writer->rewind(32, true);
      } else {
        writer = RunWriter::resume(run, 32, "CPU", lockForResuming(run), true);
      }
      writer->commit(true);
      const RunPtr opened = openRun(run.string());
      QCOMPARE(opened->info().lastStep, std::int64_t{32});
      QCOMPARE(opened->evaluations().back().step, std::int64_t{31});
      QCOMPARE(opened->frameAt(measure::kAttention)->step, std::int64_t{31});
      QCOMPARE(opened->frameAt(measure::kEntropy)->step, std::int64_t{32});
      evaluate(32);
    }
    writer->close(Outcome::Finished);
    QVERIFY(verifyRun(run).sound());
    QCOMPARE(openRun(run.string())->frames(measure::kAttention).size(), std::size_t{32});
  }

  void aLiveChangeStaysRecorded() {
    const fs::path run = folder("changed");
    auto writer = RunWriter::create(run, fixture::config(), "CPU");
    fixture::recordSteps(*writer, 1, 20);
    save(*writer, 20);
    writer->appendEvent(25, "hyperparameter", "optimizer.clip = 1");
    fixture::recordSteps(*writer, 21, 30);
    writer->rewind(20, false);
    writer->appendEvent(28, "hyperparameter", "optimizer.clip = 2");
    writer->appendEvent(28, "pause", "Paused");
    fixture::recordSteps(*writer, 21, 30);
    save(*writer, 30);
    writer->close(Outcome::Interrupted);
    truncateRun(run, 20);
    QCOMPARE(eventsOf(run, "hyperparameter"), std::string("20 optimizer.clip = 1\n20 optimizer.clip = 2\n"));
    QVERIFY(eventsOf(run, "pause").empty());
    QVERIFY(verifyRun(run).sound());
  }

  void theLastGoodCheckpointIsSpared() {
    const fs::path run = folder("bad");
    auto writer = RunWriter::create(run, fixture::config(), "CPU");
    const auto record = [&](std::int64_t first, std::int64_t last, double loss, double gradient) {
      for (auto step = first; step <= last; ++step)
        writer->appendStep({step, step * 64, loss, gradient, 0.1, 1000});
    };
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 inf = std::numeric_limits<double>::infinity();
    for (const std::int64_t step : {10, 20, 30}) {
      record(step - 9, step, 3, 1);
      save(*writer, step, 2);
    }
    QCOMPARE(steps(run), std::string("20 30 "));
    record(31, 35, 3, 1);
    record(36, 36, 3, inf);
    for (const std::int64_t step : {40, 50, 60}) {
      record(step == 40 ? 37 : step - 9, step, nan, nan);
      save(*writer, step, 2);
    }
    QCOMPARE(steps(run), std::string("30 50 60 "));
    writer.reset();  // killed
    writer = RunWriter::resume(run, 60, "CPU");
    QCOMPARE(steps(run), std::string("30 50 60 "));
    record(61, 70, nan, nan);
    save(*writer, 70, 2);
    QCOMPARE(steps(run), std::string("30 60 70 "));
    record(71, 80, 3, 1);  // it came to itself
    save(*writer, 80, 2);
    QCOMPARE(steps(run), std::string("70 80 "));
  }

  /// A file system that cannot exchange two folders, and a kill between the two renames.
  void aCheckpointThatMadeWayComesBack() {
    const fs::path run = folder("waiting");
    makeRun(run);
    fs::rename(run / "checkpoints/000060", run / "checkpoints/.000060.waiting");
    { const auto lock = lockForResuming(run); }
    QCOMPARE(steps(run), std::string("60 "));
    fs::create_directory(run / "checkpoints/.000060.waiting");
    RunWriter::resume(run, 60, "CPU")->close(Outcome::Finished);
    QVERIFY(!fs::exists(run / "checkpoints/.000060.waiting"));
    QVERIFY(verifyRun(run).closedCleanly);
  }
};

QTEST_GUILESS_MAIN(TestRunsResume)
#include "test_resume.moc"
