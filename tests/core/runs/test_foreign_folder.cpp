// A run folder that came from elsewhere: opening, annotating, resuming and exporting it reach no file but its
// own.
#include <sqlite3.h>
#include <sys/stat.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/file.h"
#include "core/runs/annotate.h"
#include "core/runs/checkpoints.h"
#include "core/runs/export_run.h"
#include "core/runs/run_lock.h"
#include "core/runs/safetensors.h"
#include "core/runs/schema.h"
#include "core/runs/verify.h"
#include "tests/core/runs/run_fixture.h"
#include "tests/support/refusal.h"

using namespace entroscope;
namespace fs = std::filesystem;

namespace {

void append(std::string& bytes, std::uint32_t bigEndian) {
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(bigEndian >> shift);
}

/// An unfinished journal without pages that names `super` as the journal over several databases: SQLite's
/// file format, section 3. Whoever rolls it back deletes `super`.
std::string journalNaming(const std::string& super) {
  constexpr std::uint32_t kPage = 4096, kSector = 512;
  const std::string magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  std::string bytes = magic;
  for (const std::uint32_t field : {0u, 1u, 1u, kSector, kPage}) append(bytes, field);
  bytes.resize(kSector);
  append(bytes, (1u << 30) / kPage + 1);  // the page that locks, which no database uses
  bytes += super;
  append(bytes, static_cast<std::uint32_t>(super.size()));
  std::uint32_t sum = 0;
  for (const char c : super) sum += static_cast<std::uint32_t>(static_cast<signed char>(c));
  append(bytes, sum);
  return bytes + magic;
}

}  // namespace

class ForeignFolder : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir dir_;
  fs::path root() const { return dir_.path().toStdString(); }
  fs::path copyNamed(const std::string& name) const {
    fs::copy(root() / "plain", root() / name, fs::copy_options::recursive);
    return root() / name;
  }
  std::string thesis() const { return readTextFile(root() / "thesis.tex"); }
  void refuses(const char* part, const std::function<void()>& work) const {
    const QString text = refusal(work);
    QVERIFY2(text.contains(part) && !text.contains('\n'), qPrintable(text));
    QCOMPARE(thesis(), std::string("years of work\n"));
  }

 private Q_SLOTS:
  void initTestCase() {
    writeFileAtomically(root() / "thesis.tex", "years of work\n");
    auto writer = RunWriter::create(root() / "plain", fixture::config(), "CPU");
    fixture::recordSteps(*writer, 0, 20);
    writer->checkpoint(20, 2, [](const fs::path& made) {
      const std::vector<float> values(4, 1.5f);
      const TensorView tensor{"w", TensorType::F32, {4}, std::as_bytes(std::span(values))};
      writeSafetensors(made / "model.safetensors", std::span(&tensor, 1));
      for (const char* name : {"config.json", "state.json"}) writeFileAtomically(made / name, "{}");
    });
    writeFileAtomically(root() / "plain/tokenizer.json", "{}");
    writer->close(Outcome::Finished);
  }

  void aJournalNamesNoOtherFile() {
    const auto hostile = [&](const std::string& name) {
      const fs::path run = copyNamed(name);
      writeFileAtomically(run / "run.db-journal", journalNaming((root() / "thesis.tex").string()));
      return run;
    };
    // What it would do: SQLite itself obeys it.
    const fs::path seen = hostile("seen");
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open((seen / "run.db").c_str(), &database), SQLITE_OK);
    sqlite3_exec(database, "SELECT count(*) FROM meta", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    QVERIFY(!fs::exists(root() / "thesis.tex"));
    writeFileAtomically(root() / "thesis.tex", "years of work\n");

    const fs::path run = hostile("journal");
    refuses("names other files", [&] { openRun(run.string()); });
    refuses("names other files", [&] { RunWriter::resume(run, 20, "CPU"); });
    refuses("names other files", [&] { annotateRun(run, {}, {"name", "note", {}}); });
    QVERIFY(!verifyRun(run).sound());
    QCOMPARE(thesis(), std::string("years of work\n"));
  }

  void sideFilesAreNoLinks_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {"-journal", "-wal", "-shm"}) QTest::newRow(suffix) << suffix;
  }
  void sideFilesAreNoLinks() {
    QFETCH(QString, suffix);
    const fs::path run = copyNamed("side" + suffix.toStdString());
    fs::create_symlink(root() / "thesis.tex", run / ("run.db" + suffix.toStdString()));
    refuses("expected a file of its own", [&] { openRun(run.string()); });
    refuses("expected a file of its own", [&] { RunWriter::resume(run, 20, "CPU"); });
  }

  void theLockIsNoLink() {
    const fs::path run = copyNamed("locked");
    fs::create_symlink(root() / "thesis.tex", run / "run.lock");
    QVERIFY(!RunLock::holder(run));
    refuses("leads out", [&] { annotateRun(run, {}, {"name", "note", {}}); });
    refuses("leads out", [&] { RunWriter::resume(run, 20, "CPU"); });
    const fs::path fresh = root() / "fresh";
    fs::create_directory(fresh);
    fs::create_symlink(root() / "not there", fresh / "run.lock");
    refuses("found a link", [&] { RunWriter::create(fresh, fixture::config(), "CPU"); });
    QVERIFY(!fs::exists(root() / "not there"));
  }

  void aLinkedConfigurationIsNotRead() {
    const fs::path run = copyNamed("linked");
    fs::remove(run / "run.toml");
    fs::create_symlink(root() / "thesis.tex", run / "run.toml");
    refuses("leads out", [&] { openRun(run.string()); });
    refuses("leads out", [&] { verifyRun(run); });
  }

  void tablesAreOnlyOurs_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("computed")
        << "CREATE TABLE events(id INTEGER PRIMARY KEY, step INTEGER, time TEXT, kind TEXT,"
           "text TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))), crc INTEGER)";
    QTest::newRow("no key") << "CREATE TABLE events(id, step, time, kind, text, crc)";
    QTest::newRow("a view")
        << "CREATE VIEW events AS SELECT 1 AS id, 2 AS step, '' AS time, '' AS kind, '' AS "
           "text, 0 AS crc";
    QTest::newRow("none") << "";
  }
  void tablesAreOnlyOurs() {
    QFETCH(QString, sql);
    const fs::path run = copyNamed(std::string("table ") + QTest::currentDataTag());
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open((run / "run.db").c_str(), &database), SQLITE_OK);
    const std::string change = "DROP TABLE events; " + sql.toStdString();
    QCOMPARE(sqlite3_exec(database, change.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    refuses("the table events is missing or another", [&] { openRun(run.string())->events(); });
    refuses("the table events is missing or another", [&] { RunWriter::resume(run, 20, "CPU"); });
  }

  /// The newest step is far beyond any that can be: what goes step by step up to it never ended.
  void stepsBeyondAllAreLeftOut() {
    const fs::path run = copyNamed("beyond");
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open((run / "run.db").c_str(), &database), SQLITE_OK);
    const std::string change = "INSERT INTO evaluations VALUES(9223372036854775807, 1, 2.0, 7.4, " +
                               std::to_string(evaluationChecksum({INT64_MAX, 1, 2.0, 7.4})) + ")";
    QCOMPARE(sqlite3_exec(database, change.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
    const RunPtr opened = openRun(run.string());
    QCOMPARE(opened->info().lastStep, std::int64_t{20});
    for (const Evaluation& evaluation : opened->evaluations()) QVERIFY(evaluation.step <= 20);
    exportRun(*opened, ExportFormat::Csv, root() / "beyond.csv");
    QVERIFY(!verifyRun(run).sound());
  }

  void aPipeKeepsNobodyWaiting() {
    const fs::path run = copyNamed("pipes");
    QCOMPARE(::mkfifo((run / "run.lock").c_str(), 0644), 0);
    QVERIFY(!RunLock::holder(run));
    fs::remove(run / "run.toml");
    QCOMPARE(::mkfifo((run / "run.toml").c_str(), 0644), 0);
    refuses("expected a regular file", [&] { openRun(run.string()); });
  }

  void whatIsPassedOnIsTheRunsOwn_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"tokenizer.json", "checkpoints/000020/config.json"}) QTest::newRow(file) << file;
  }
  void whatIsPassedOnIsTheRunsOwn() {
    QFETCH(QString, file);
    const fs::path run = copyNamed("export of " + QFileInfo(file).fileName().toStdString());
    fs::remove(run / file.toStdString());
    fs::create_symlink(root() / "thesis.tex", run / file.toStdString());
    const fs::path out = root() / "model";
    refuses("leads out", [&] { exportRun(*openRun(run.string()), ExportFormat::HuggingFace, out, 0); });
    QVERIFY(!fs::exists(out));
    for (const auto& entry : fs::directory_iterator(root()))
      QVERIFY2(entry.path().extension() != ".making", entry.path().c_str());
  }

  void aDamagedCheckpointIsNotUsed() {
    const fs::path run = copyNamed("damaged");
    const fs::path checkpoint = run / "checkpoints/000020";
    requireSound(checkpoint);
    std::fstream file(checkpoint / "model.safetensors", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-1, std::ios::end).put('\x01');
    file.close();
    refuses("model.safetensors: block 0", [&] { requireSound(checkpoint); });
    // A clean close afterwards hashes the file as it is; the checkpoint's own manifest still knows better.
    RunWriter::resume(run, 20, "CPU")->close(Outcome::Finished);
    const auto report = verifyRun(run);
    QCOMPARE(report.damage.size(), std::size_t{1});
    QCOMPARE(report.damage.front().place, std::string("checkpoints/000020/model.safetensors"));
  }

  void aManifestOfAHundredThousandNamesIsReadInItsLength() {
    std::string text = "{\n \"block\": 65536,\n \"files\": {";
    for (int i = 0; i < 100'000; ++i)
      text += (i == 0 ? "\"" : ",\"") + std::to_string(1'000'000 + i) + "\": {\"size\": 0, \"blocks\": []}";
    text += "},\n \"version\": 1,\n \"self\": \"\"\n}\n";
    const auto folder = copyNamed("many names");
    writeFileAtomically(folder / "manifest.json", text);
    writeFileAtomically(folder / "checkpoints/000020/manifest.json", text);
    QElapsedTimer timer;
    timer.start();
    const VerifyReport report = verifyRun(folder);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed()) + " ms"));
    // Of each manifest: every file is missing, and its hash is no hash.
    QCOMPARE(report.damage.size(), std::size_t{2 * 100'001});
    QCOMPARE(report.damage.front().place, std::string("manifest.json"));
    QCOMPARE(report.damage[100'000].place, std::string("1099999"));
    QCOMPARE(report.damage.back().place, std::string("checkpoints/000020/1099999"));
  }
};

QTEST_GUILESS_MAIN(ForeignFolder)
#include "test_foreign_folder.moc"
