// The power goes before a single system call of a run's life, and what was not synced is lost, all of it or
// by chance. What the disk kept opens, verifies, holds every checkpoint that was promised, resumes, and in
// the end equals the uninterrupted run.
#include <QTemporaryDir>

#include "tests/core/runs/fault_script.h"
#include "tests/core/runs/kill_harness.h"
#include "tests/fault/power_cut.h"

using namespace entroscope;
namespace fs = std::filesystem;

class PowerCut : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir memory_{memoryFolder("power")};
  fs::path folder(const std::string& name) const {
    return fs::canonical(memory_.path().toStdString()) / name;
  }

  /// What is wrong with it; empty: nothing.
  static std::string complaintAboutLeft(const fs::path& left, const FaultScript::End& end) {
    if (fs::exists(left / "run.toml")) {
      if (auto complaint = complaintAbout(left); !complaint.empty()) return complaint;
    }
    const auto all = checkpointsOf(left);
    const std::int64_t newest = all.empty() ? -1 : std::stoll(all.back().filename().string());
    if (newest < end.promised) return "the checkpoint of step " + std::to_string(end.promised) + " is gone";
    if (newest > end.allowed) return "the checkpoint of step " + std::to_string(newest) + " is back";
    if (!fs::exists(left / "run.toml")) return {};
    const auto run = openRun(left.string());
    const auto isDone = [&](const char* part) { return std::ranges::find(end.done, part) != end.done.end(); };
    if (isDone("tag") && run->info().tags.empty()) return "the tag is gone";
    if (!end.done.empty() && end.done.back() == "cut back" && run->info().lastStep != 40)
      return "the run was cut back, and is not";
    const bool changed = run->config().optimizer.learningRate == RunLife::kChangedRate;
    const bool traced =
        std::ranges::any_of(run->events(), [](const RunEvent& e) { return e.kind == "hyperparameter"; });
    if (isDone("change") && !changed) return "the change is gone";
    if (changed && !traced) return "a change without a trace";
    return {};
  }

 private Q_SLOTS:
  void cleanup() { faults::pretendNetwork(false); }

  void beforeEachSystemCall_data() {
    QTest::addColumn<Life>("life");
    QTest::addColumn<bool>("network");
    QTest::addColumn<QStringList>("parts");
    const QStringList all{"create", "record", "checkpoint", "close", "resume", "rewind"};
    const QStringList later{"tag", "cut back", "resume", "rewind", "close"};
    QTest::newRow("write-ahead log") << Life::FirstToLast << false << all;
    QTest::newRow("write-ahead log, watched") << Life::Watched << false << all;
    QTest::newRow("write-ahead log, afterwards") << Life::Afterwards << false << later;
    QTest::newRow("rollback journal") << Life::FirstToLast << true << all;
    QTest::newRow("rollback journal, afterwards") << Life::Afterwards << true << later;
  }

  void beforeEachSystemCall() {
    QFETCH(Life, life);
    QFETCH(bool, network);
    QFETCH(QStringList, parts);
    faults::pretendNetwork(network);
    const auto whole = folder("whole"), path = folder("script"), left = folder("left");
    fs::remove_all(whole);
    FaultScript script(life);
    const std::int64_t calls = script.countCalls(whole);
    const std::int64_t stride = longFactor(2) > 1 ? 1 : 7;
    std::map<std::string, int> cutIn;
    int cuts = 0;
    for (std::int64_t n = 1; n <= calls; n += stride) {
      fs::remove_all(path);
      fs::remove_all(left);
      FaultScript victim(life);
      const auto end = victim.endAt(path, {faults::Effect::PowerCut, 0, n, 1, left.string()});
      if (end.part.empty()) continue;  // fewer calls this time: the commit thread joined two commits
      ++cuts;
      ++cutIn[end.part];
      for (const faults::Luck luck : faults::kAllLuck) {
        const auto kept = left / faults::toText(luck);
        const std::string where =
            "call " + std::to_string(n) + " in " + end.part + ", " + faults::toText(luck) + ": ";
        std::string complaint = complaintAboutLeft(kept, end);
        QVERIFY2(complaint.empty(), (where + complaint).c_str());
        complaint = RunLife::finish(kept);
        QVERIFY2(complaint.empty(), (where + "afterwards: " + complaint).c_str());
        complaint = differenceBetween(whole, kept);
        QVERIFY2(complaint.empty(), (where + "afterwards: " + complaint).c_str());
      }
    }
    QString list;
    for (const auto& [where, count] : cutIn)
      list += QString(" %1 %2,").arg(QString::fromStdString(where)).arg(count);
    qInfo("%d power cuts before single system calls of %lld:%s", cuts, static_cast<long long>(calls),
          qPrintable(list));
    QVERIFY2(cuts > 0.8 * static_cast<double>(calls) / static_cast<double>(stride), "few cuts");
    for (const QString& part : parts) QVERIFY2(cutIn.contains(part.toStdString()), qPrintable(part));
  }
};

QTEST_GUILESS_MAIN(PowerCut)
#include "test_power_cut.moc"
