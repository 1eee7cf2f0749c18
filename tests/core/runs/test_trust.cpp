// Whatever is stored and is not what it was is neither used nor passed on, and nobody who looks at a sound
// run is told that it is damaged.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/runs/checkpoints.h"
#include "core/runs/database.h"
#include "core/runs/export_run.h"
#include "core/runs/truncate.h"
#include "tests/core/runs/damage_fixture.h"
#include "tests/support/refusal.h"

using namespace entroscope;

class Trust : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path folder(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }
  fs::path copyOf(const std::string& original, const std::string& name) const {
    fs::remove_all(folder(name));
    fs::copy(folder(original), folder(name), fs::copy_options::recursive);
    return folder(name);
  }

 private Q_SLOTS:
  void initTestCase() {
    makeRun(folder("closed"));
    makeRun(folder("crashed"), false);
  }

  void noNumberIsReadPastItsChecksum() {
    const auto path = copyOf("crashed", "past its checksum");
    execute(path / "run.db", "UPDATE steps SET tokens = tokens + 1000000 WHERE step = 500");
    execute(path / "run.db", "UPDATE evaluations SET step = 100000000 WHERE step = 500");
    const auto run = openRun(path.string());
    QCOMPARE(run->info().lastStep, std::int64_t{500});
    QCOMPARE(run->info().tokens, std::int64_t{499 * 64});
    QCOMPARE(run->frameAt(measure::kEntropy)->tokens, std::int64_t{499 * 64});
  }

  /// A closed run's manifest is renewed when it is closed again, and would call right what is not.
  void whatIsDamagedIsNotGoneOnWith() {
    const auto path = copyOf("closed", "not gone on with");
    const std::string toml = readTextFile(path / "run.toml"), manifest = readTextFile(path / "manifest.json");
    std::string other = toml;
    other.replace(other.find("steps = ") + 8, 1, "9");
    writeFileAtomically(path / "run.toml", other);
    for (const auto& why :
         {refusal([&] { RunWriter::resume(path, 500, "CPU"); }), refusal([&] { truncateRun(path, 500); })}) {
      QVERIFY2(why.contains("run.toml: block 0") && why.contains("remove manifest.json"), qPrintable(why));
    }
    QCOMPARE(readTextFile(path / "manifest.json"), manifest);
    fs::remove(path / "manifest.json");
    RunWriter::resume(path, 500, "CPU")->close(Outcome::Finished);
    QVERIFY(verifyRun(path).sound());
  }

  void aLostDatabaseIsNotReplaced() {
    const auto path = copyOf("crashed", "lost database");
    for (const char* name : {"run.db", "run.db-wal", "run.db-shm"}) fs::remove(path / name);
    const auto unseen = refusal([&] { openRun(path.string()); });
    QVERIFY2(unseen.contains("run.db: the file is missing"), qPrintable(unseen));
    QVERIFY(names(verifyRun(path), "run.db"));
    const auto why = refusal([&] { RunWriter::resume(path, 500, "CPU"); });
    QVERIFY2(why.contains("run.db: the file is missing"), qPrintable(why));
    QVERIFY(!fs::exists(path / "run.db"));
  }

  void aRefusedCutBackDeletesNothing() {
    const auto path = copyOf("closed", "refused");
    RunWriter::resume(path, 500, "CPU")->close(Outcome::Finished);
    {
      auto writer = RunWriter::resume(path, 500, "CPU");
      fixture::recordSteps(*writer, 501, 600);
      writer->checkpoint(600, 2, [](const fs::path& made) { writeFileAtomically(made / "x", "x"); });
      writer->close(Outcome::Finished);
    }
    {
      const Database reader(path / "run.db", OpenMode::ReadOnly);
      const ReadTransaction question(reader);
      reader.integer("SELECT count(*) FROM steps");
      const auto why = refusal([&] { truncateRun(path, 500); });
      QVERIFY2(why.contains("busy"), qPrintable(why));
    }
    QCOMPARE(checkpointsOf(path).size(), std::size_t{2});
    const auto report = verifyRun(path);
    QVERIFY(report.sound() && report.closedCleanly);
    truncateRun(path, 500);
    QCOMPARE(checkpointsOf(path).size(), std::size_t{1});
  }

  void whatIsBusyIsNotDamaged() {
    const auto path = copyOf("closed", "kept busy");
    const Database writer(path / "run.db", OpenMode::ReadWrite);
    const WriteTransaction transaction(writer);
    QVERIFY(verifyRun(path).sound());  // nobody waits for a look at a closed run, nor it for anybody
    fs::remove(path / "manifest.json");
    const auto why = refusal([&] { verifyRun(path); });
    QVERIFY2(why.contains("keeps the database busy"), qPrintable(why));
  }

  void whatElseLiesInTheFolderIsNotTheRuns() {
    const auto path = folder("with notes");
    makeRun(path, false);
    auto writer = RunWriter::resume(path, 500, "CPU");
    writeFileAtomically(path / "notes.txt", "one");
    writer->close(Outcome::Finished);
    writeFileAtomically(path / "notes.txt", "another");
    QVERIFY(verifyRun(path).sound());

    AtomicFolder model(path / "model");
    writeFileAtomically(model.path() / "weights", "w");
    RunWriter::resume(path, 500, "CPU")->close(Outcome::Finished);
    QVERIFY(fs::exists(model.path() / "weights"));
    model.commit();
    QVERIFY(verifyRun(path).sound());
  }

  void aCheckpointThatLacksAFileIsNotUsed() {
    for (const char* lost : {"manifest.json", "state.json", "optimizer.safetensors"}) {
      const auto checkpoint = copyOf("crashed", "lacks a file") / "checkpoints/000500";
      fs::remove(checkpoint / lost);
      const auto why = refusal([&] { requireSound(checkpoint); });
      QVERIFY2(why.contains("damaged: " + QString(lost)), qPrintable(why));
    }
    const auto foreign = folder("foreign");
    fs::create_directory(foreign);
    fs::copy(folder("crashed") / "checkpoints/000500/model.safetensors", foreign / "model.safetensors");
    writeFileAtomically(foreign / "manifest.json", "{\"format\": \"another program's\"}");
    requireSound(foreign);
  }

  void aDamagedModelIsNotPassedOn() {
    const auto path = copyOf("closed", "damaged model");
    flipBit(path / "checkpoints/000500/model.safetensors", 100'000, 3);
    const auto out = folder("passed on");
    const auto why = refusal([&] { exportRun(*openRun(path.string()), ExportFormat::HuggingFace, out); });
    QVERIFY2(why.contains("model.safetensors: block 1") && why.contains("000500"), qPrintable(why));
    QVERIFY(!fs::exists(out));
  }

  void anotherTokenizerIsNotPassedOn() {
    const auto path = copyOf("crashed", "another tokenizer");
    writeFileAtomically(path / "tokenizer.json", "{}");
    const auto out = folder("passed on");
    const auto why = refusal([&] { exportRun(*openRun(path.string()), ExportFormat::HuggingFace, out); });
    QVERIFY2(why.contains("tokenizer.json: expected the tokenizer of hash"), qPrintable(why));
    QVERIFY(!fs::exists(out));
    QVERIFY(names(verifyRun(path), "tokenizer.json"));
  }
};

QTEST_GUILESS_MAIN(Trust)
#include "test_trust.moc"
