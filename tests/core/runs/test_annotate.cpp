// What may be done to a finished run. Name, note and tags: read back, still sound, nothing else touched;
// refused while a run is written, where it is damaged, and where it cannot be written.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/file.h"
#include "core/runs/annotate.h"
#include "core/runs/database.h"
#include "core/runs/manifest.h"
#include "core/runs/truncate.h"
#include "core/runs/verify.h"
#include "tests/core/runs/run_fixture.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

void makeRun(const fs::path& folder) {
  auto writer = RunWriter::create(folder, fixture::config(), "CPU");
  fixture::recordSteps(*writer, 0, 200);
  writer->close(Outcome::Finished);
}

const Annotations kWanted{"Größe \"α\"", "first line\nsecond", {"lr sweep", std::string(kArchivedTag)}};

}  // namespace

class TestRunsAnnotate : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void isReadBackAndSound() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run";
    makeRun(folder);
    const auto reader = openRun(folder.string());
    QVERIFY(annotationsOf(*reader) == Annotations{});
    const auto before = reader->frameAt(measure::kEntropy);
    annotateRun(folder, {}, kWanted);
    QVERIFY(reader->refresh());  // whoever has it open sees it
    QVERIFY(annotationsOf(*reader) == kWanted);
    QCOMPARE(reader->info().name, kWanted.name);
    QVERIFY(reader->info().status == RunStatus::Finished);
    QCOMPARE(reader->info().lastStep, 200);
    QCOMPARE(reader->frameAt(measure::kEntropy)->values.front(), before->values.front());
    const VerifyReport report = verifyRun(folder);
    QVERIFY(report.sound());
    QVERIFY(report.closedCleanly);
    QVERIFY(report.blocks > 1);
    for (const char* left : {"run.lock", "run.db-wal", "run.db-journal"})
      QVERIFY2(!fs::exists(folder / left), left);
    // And back again: an empty name shows the folder's.
    annotateRun(folder, kWanted, {});
    QVERIFY(verifyRun(folder).sound());
    QCOMPARE(openRun(folder.string())->info().name, std::string("run"));
  }

  void whatAnotherWindowSaidStays() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run";
    makeRun(folder);
    const auto now = [&] { return annotationsOf(*openRun(folder.string())); };
    const Annotations seen = now(), mine{"", "mine", {"b"}};  // seen before the other one's
    annotateRun(folder, seen, {"other", "", {"a"}});
    annotateRun(folder, seen, mine);
    QVERIFY(now() == (Annotations{"other", "mine", {"a", "b"}}));
    annotateRun(folder, mine, seen);  // undone
    QVERIFY(now() == (Annotations{"other", "", {"a"}}));
  }

  void refusesARunThatIsWritten() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run";
    auto writer = RunWriter::create(folder, fixture::config(), "CPU");
    fixture::recordSteps(*writer, 0, 10);
    writer->commit(true);
    QVERIFY(writerOf(folder).has_value());
    const QString why = refusal([&] { annotateRun(folder, {}, kWanted); });
    QVERIFY2(why.contains(QStringLiteral("already written by process")), qPrintable(why));
    QVERIFY(annotationsOf(*openRun(folder.string())) == Annotations{});
    writer->close(Outcome::Interrupted);
    QVERIFY(!writerOf(folder));
    annotateRun(folder, {}, kWanted);
    QVERIFY(verifyRun(folder).sound());
  }

  void annotatesARunThatBrokeOff() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run";
    {
      auto writer = RunWriter::create(folder, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 10);
      writer->commit(true);
    }
    annotateRun(folder, {}, kWanted);
    QVERIFY(!fs::exists(folder / "manifest.json"));
    const auto run = openRun(folder.string());
    QVERIFY(annotationsOf(*run) == kWanted);
    QVERIFY(run->info().status == RunStatus::Crashed);
    QVERIFY(verifyRun(folder).sound());
  }

  void doesNotHideDamage() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run";
    makeRun(folder);
    const auto size = static_cast<std::streamoff>(fs::file_size(folder / "run.db"));
    std::fstream stream(folder / "run.db", std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(size / 2);
    const int value = stream.get();
    stream.seekp(size / 2);
    stream.put(static_cast<char>(value ^ 4));
    stream.close();
    const std::string manifest = readTextFile(folder / "manifest.json");
    const QString why = refusal([&] { annotateRun(folder, {}, kWanted); });
    QVERIFY2(why.contains(QStringLiteral("expected an undamaged run")), qPrintable(why));
    QCOMPARE(readTextFile(folder / "manifest.json"), manifest);
    QVERIFY(!verifyRun(folder).sound());
    QVERIFY(!fs::exists(folder / "run.lock"));
  }

  // A reader that is there when a run is closed leaves it with a log beside the database.
  void hashesNoDatabaseWithoutItsLog() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run", file = folder / "run.db";
    makeRun(folder);
    Database(file, OpenMode::ReadWrite).execute("PRAGMA journal_mode = WAL");
    writeManifest(folder);
    {
      const Database other(file, OpenMode::ReadWrite);
      QVERIFY(other.integer("SELECT count(*) FROM meta") > 0);
      annotateRun(folder, {}, kWanted);
    }  // folds in what the log holds
    const VerifyReport report = verifyRun(folder);
    QVERIFY(report.sound() && report.closedCleanly);
    QVERIFY(annotationsOf(*openRun(folder.string())) == kWanted);

    {
      const Database other(file, OpenMode::ReadWrite);
      const ReadTransaction question(other);
      QVERIFY(other.integer("SELECT count(*) FROM meta") > 0);
      annotateRun(folder, kWanted, {});
      QVERIFY(!fs::exists(folder / "manifest.json"));
    }
    QVERIFY(verifyRun(folder).sound());
    annotateRun(folder, {}, kWanted);  // nothing refuses to be written to again
    QVERIFY(annotationsOf(*openRun(folder.string())) == kWanted);
  }

  void refusesWhatIsNoRun() {
    const QTemporaryDir home;
    QVERIFY(refusal([&] {
              annotateRun(home.path().toStdString(), {}, kWanted);
            }).contains(QStringLiteral("run.toml")));
  }

  void isCutBackToACheckpoint() {
    const QTemporaryDir home;
    const fs::path folder = fs::path(home.path().toStdString()) / "run", whole = folder.string() + " whole";
    const auto write = [](const fs::path& made) {
      for (const char* name : {"weights", "state.json"}) writeFileAtomically(made / name, name);
    };
    {
      auto writer = RunWriter::create(folder, fixture::config(), "CPU");
      fixture::recordSteps(*writer, 0, 100);
      writer->checkpoint(100, 0, write);
      fixture::recordSteps(*writer, 101, 200);
      writer->checkpoint(200, 0, write);
      writer->close(Outcome::Finished);
    }
    fs::copy(folder, whole, fs::copy_options::recursive);
    QVERIFY(refusal([&] { truncateRun(folder, 150); }).contains("a checkpoint (100, 200), found 150"));
    {
      const RunLock another(folder);
      QVERIFY(refusal([&] { truncateRun(folder, 100); }).contains("already written by process"));
    }
    std::ofstream(folder / "checkpoints/000100/weights", std::ios::app) << "x";
    QVERIFY(refusal([&] { truncateRun(folder, 100); }).contains("weights: "));
    QCOMPARE(openRun(folder.string())->info().lastStep, std::int64_t{200});  // nothing was deleted

    truncateRun(whole, 100);
    const auto run = openRun(whole.string());
    QCOMPARE(run->info().lastStep, std::int64_t{100});
    QVERIFY(run->info().status == RunStatus::Interrupted);
    QCOMPARE(run->scalar(measure::kLoss).size(), std::size_t{101});
    QCOMPARE(checkpointsOf(whole).size(), std::size_t{1});
    QVERIFY(verifyRun(whole).sound());
    RunWriter::resume(whole, 100, "CPU")->close(Outcome::Finished);
  }
};

QTEST_GUILESS_MAIN(TestRunsAnnotate)
#include "test_annotate.moc"
