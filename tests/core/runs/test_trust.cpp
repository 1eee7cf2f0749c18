// Whatever is stored and is not what it was is neither used nor passed on, and nobody who looks at a sound
// run is told that it is damaged.
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

#include "core/base/error.h"
#include "core/runs/annotate.h"
#include "core/runs/checkpoints.h"
#include "core/runs/database.h"
#include "core/runs/export_run.h"
#include "core/runs/schema.h"
#include "core/runs/truncate.h"
#include "tests/core/runs/damage_fixture.h"
#include "tests/support/refusal.h"

using namespace entroscope;

class Trust : public QObject, private RunsToDamage {
  Q_OBJECT

 private Q_SLOTS:
  void noNumberIsReadPastItsChecksum() {
    const auto path = copyOf("crashed", "past its checksum");
    execute(path / "run.db", "UPDATE steps SET tokens = tokens + 1000000 WHERE step = 500");
    execute(path / "run.db", "UPDATE evaluations SET step = 100000000 WHERE step = 500");
    const auto run = openRun(path.string());
    QCOMPARE(run->info().lastStep, std::int64_t{500});
    QCOMPARE(run->info().tokens, std::int64_t{499 * 64});
    QCOMPARE(run->frameAt(measure::kEntropy)->tokens, std::int64_t{499 * 64});
  }

  void whoeverReadsCanSayThatSomethingIsMissing() {
    const std::pair<const char*, std::function<void(const Run&)>> damages[] = {
        {"UPDATE meta SET value = 'x' WHERE key = 'device'", [](const Run&) {}},
        {"UPDATE series SET crc = crc + 1", [](const Run&) {}},
        {"UPDATE steps SET loss = 9 WHERE step = 100", [](const Run& run) { run.scalar(measure::kLoss); }},
        {"UPDATE records SET crc = crc + 1 WHERE ordinal = 9",
         [](const Run& run) { run.frames(measure::kEntropy); }},
        {"UPDATE records SET data = 'x' WHERE ordinal = 9",
         [](const Run& run) { run.frameAt(measure::kEntropy, 9); }},
        {"UPDATE pyramid SET crc = crc + 1", [](const Run& run) { run.scalar(measure::kLoss, {}, 9); }},
        {"UPDATE evaluations SET loss = 9 WHERE step = 10", [](const Run& run) { run.evaluations(); }},
        {"UPDATE events SET text = 'x'", [](const Run& run) { run.events(); }}};
    const auto ask = [](const Run& run) {
      for (const auto& name : run.measures()) {
        run.scalar(name);
        run.frames(name, {}, 9);
        run.frameAt(name);
      }
      run.evaluations();
      run.events();
    };
    for (const char* kind : {"closed", "crashed"}) {
      const auto run = openRun(folder(kind).string());
      ask(*run);
      QVERIFY(!run->damageSeen());
    }
    for (const auto& [damage, question] : damages) {
      const auto path = copyOf("crashed", "said to be missing");
      execute(path / "run.db", damage);
      const auto run = openRun(path.string());
      question(*run);
      QVERIFY2(run->damageSeen(), damage);
    }
    // Read with the tokens of another step, and gone when the run is cut back before it.
    const auto path = copyOf("crashed", "said to be missing");
    auto writer = RunWriter::resume(path, 500, "CPU");
    fixture::recordSteps(*writer, 501, 600);
    writer->close(Outcome::Finished);
    fs::remove(path / "manifest.json");
    execute(path / "run.db", "UPDATE steps SET tokens = 1 WHERE step = 550");
    const auto run = openRun(path.string());
    run->frameAt(measure::kEntropy, 550);
    QVERIFY(run->damageSeen());
    letGo(*run);
    truncateRun(path, 500);
    QVERIFY(run->refresh());
    ask(*run);
    QVERIFY(!run->damageSeen());
  }

  /// A curve of few points is drawn from the pyramid alone.
  void aDamagedSummaryIsMadeAnew() {
    const auto path = copyOf("crashed", "damaged summaries");
    const auto curves = [&] {
      const auto run = openRun(path.string());
      std::vector<std::vector<float>> all;
      for (const int points : {1, 3, 20}) {
        const ScalarSeries loss = run->scalar(measure::kGradientNorm, {}, points);
        const FrameSeries entropy = run->frames(measure::kEntropy, {}, points);
        for (const auto* part : {&loss.value, &loss.minimum, &loss.maximum, &entropy.values, &entropy.minimum,
                                 &entropy.maximum}) {
          all.push_back(*part);
        }
      }
      return all;
    };
    const auto before = curves();
    const std::pair<const char*, bool> steps[] = {
        {"DELETE FROM pyramid WHERE last / 8 % 2 = 0", true},  // more gaps than are filled one by one
        {"UPDATE pyramid SET crc = crc + 1 WHERE last % 3 = 0", false},
        {"UPDATE pyramid SET data = substr(data, 2)", false},
        {"DELETE FROM pyramid WHERE last > 300", false},
        {"DELETE FROM pyramid", true}};
    for (const auto& [damage, sound] : steps) {
      execute(path / "run.db", damage);
      QCOMPARE(verifyRun(path).sound(), sound);
      const auto now = curves();
      for (std::size_t i = 0; i < before.size(); ++i) {
        QCOMPARE(now[i].size(), before[i].size());
        QVERIFY2(std::memcmp(now[i].data(), before[i].data(), now[i].size() * sizeof(float)) == 0, damage);
      }
    }
  }

  /// A file from elsewhere may say so, with a checksum that agrees.
  void aRowNumberBelowItsPlaceIsNotRead() {
    const auto path = copyOf("crashed", "below its place");
    execute(path / "run.db", "DELETE FROM pyramid");
    {
      const Database database(path / "run.db", OpenMode::ReadWrite);
      for (const std::int64_t number : {-300, -150, -64, -1}) {
        const std::int64_t step = -number;
        auto row = database.prepare("UPDATE steps SET ordinal = ?, crc = ? WHERE step = ?");
        row.bind(1, number).bind(2, std::int64_t{stepChecksum(fixture::stepRecord(step), number)});
        row.bind(3, step).run();
      }
      database.execute(
          "UPDATE steps SET ordinal = ordinal - 1 WHERE step = 0");  // its checksum is the old one
    }
    const auto run = openRun(path.string());
    QCOMPARE(run->scalar(measure::kLoss).size(), std::size_t{500 - 4});
    for (const int points : {1, 3, 20}) {
      const ScalarSeries loss = run->scalar(measure::kLoss, {}, points);
      QVERIFY(loss.size() > 0 && loss.size() <= static_cast<std::size_t>(points));
      QVERIFY(std::ranges::is_sorted(loss.step));
    }
  }

  /// The summaries that a resumed run goes on with lack the row: their mean is one over the others.
  void aDamagedRowMovesNoMean() {
    const auto path = copyOf("crashed", "moved mean");
    execute(path / "run.db", "UPDATE steps SET loss = loss + 1 WHERE step = 499");
    auto writer = RunWriter::resume(path, 500, "CPU");
    fixture::recordSteps(*writer, 501, 1200);
    writer->close(Outcome::Finished);
    const auto run = openRun(path.string());
    const ScalarSeries whole = run->scalar(measure::kLoss, {}, 2000),
                       few = run->scalar(measure::kLoss, {}, 3);
    QCOMPARE(whole.size(), std::size_t{1200});
    QCOMPARE(few.size(), std::size_t{3});
    std::size_t i = 0;
    for (std::size_t slot = 0; slot < few.size(); ++slot) {
      double sum = 0;
      const std::size_t first = i;
      while (i < whole.size() && whole.step[i] <= few.step[slot]) sum += whole.value[i++];
      const double mean = sum / static_cast<double>(i - first);
      QVERIFY2(std::abs(few.value[slot] - mean) < 1e-6,
               qPrintable(QString("slot %1: %2 for %3").arg(slot).arg(few.value[slot]).arg(mean)));
    }
    QCOMPARE(i, whole.size());
    for (const auto count : few.nanCount) QCOMPARE(count, 0);  // what is damaged is no NaN
  }

  /// Rows that come later keep their numbers, and the summaries theirs.
  void damagedNewestRowsAreGoneOnAfter() {
    const auto path = copyOf("crashed", "damaged at its end");
    execute(path / "run.db", "UPDATE steps SET loss = 9 WHERE step >= 490");
    execute(path / "run.db", "UPDATE records SET data = zeroblob(24) WHERE ordinal >= 490");
    auto writer = RunWriter::resume(path, 500, "CPU");
    fixture::recordSteps(*writer, 501, 600);
    writer->commit(true);
    writer->close(Outcome::Finished);
    const auto report = verifyRun(path);
    QCOMPARE(report.damage.size(), std::size_t{22});
    QVERIFY(names(report, "run.db: steps, step 490") &&
            names(report, "run.db: records, entropy at step 500"));
    const auto run = openRun(path.string());
    QCOMPARE(run->scalar(measure::kLoss).size(), std::size_t{601 - 11});
    QCOMPARE(run->frames(measure::kEntropy).size(), std::size_t{601 - 11});
  }

  /// Its rows would be begun anew beside themselves.
  void aDamagedMeasureIsNotGoneOnWith() {
    const auto path = copyOf("crashed", "damaged measure");
    execute(path / "run.db", "UPDATE series SET name = 'entrophy'");
    const auto why = refusal([&] { RunWriter::resume(path, 500, "CPU"); });
    QVERIFY2(why.contains("run.db: 1 of 1 measures differ from their checksums"), qPrintable(why));
    execute(path / "run.db", "UPDATE series SET name = 'entropy'");
    RunWriter::resume(path, 500, "CPU")->close(Outcome::Finished);
    QVERIFY(verifyRun(path).sound());
  }

  /// Nothing of a series can be read, and summaries claim to be of steps before the checkpoint.
  void whatCannotBeReadIsRecordedAfter() {
    const auto path = copyOf("crashed", "nothing to read");
    execute(path / "run.db", "UPDATE records SET crc = crc + 1");
    execute(path / "run.db", "UPDATE pyramid SET last = 0 WHERE last > 400 AND key < 1 << 52");  // of steps
    auto writer = RunWriter::resume(path, 400, "CPU");
    fixture::recordSteps(*writer, 401, 600);
    writer->close(Outcome::Finished);
    const auto run = openRun(path.string());
    const FrameSeries entropy = run->frames(measure::kEntropy);
    QCOMPARE(entropy.size(), std::size_t{200});
    QCOMPARE(entropy.step.front(), std::int64_t{401});
    QCOMPARE(run->scalar(measure::kLoss).size(), std::size_t{601});
    for (const Damage& damage : verifyRun(path).damage) {
      const QString place = QString::fromStdString(damage.place);
      QVERIFY2(place.startsWith("run.db: records, entropy at step "), qPrintable(place));
      QVERIFY2(place.section(' ', -1).toInt() <= 400, qPrintable(place));
    }
  }

  /// A number that cannot be relied on says nothing of the row after it.
  void aFalseNumberIsNotTheNextRowsFault() {
    const auto path = copyOf("crashed", "false number");
    execute(path / "run.db", "UPDATE steps SET ordinal = 7000 WHERE step IN (200, 500)");
    execute(path / "run.db", "UPDATE records SET ordinal = 7000 WHERE ordinal IN (200, 500)");
    auto writer = RunWriter::resume(path, 500, "CPU");
    fixture::recordSteps(*writer, 501, 520);
    writer->close(Outcome::Finished);
    const auto report = verifyRun(path);
    QCOMPARE(report.damage.size(), std::size_t{4});
    QVERIFY(names(report, "run.db: steps, step 200") &&
            names(report, "run.db: records, entropy at step 500"));
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
