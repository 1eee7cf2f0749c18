// Damage and bad input: a flipped bit is named with its place, everything else is refused with one
// sentence that names the file, the field, what was expected and what was found.
#include <sqlite3.h>

#include <QTest>
#include <algorithm>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/runs/export_run.h"
#include "core/runs/run_toml.h"
#include "core/runs/safetensors.h"
#include "core/runs/verify.h"
#include "tests/core/runs/damage_fixture.h"
#include "tests/core/runs/kill_harness.h"

using namespace entroscope;
namespace fs = std::filesystem;

class DamageTest : public QObject, private RunsToDamage {
  Q_OBJECT

 private:
  /// Opening fails with one line that contains every one of `parts`.
  static void refuses(const std::string& path, const QStringList& parts, ErrorCode code) {
    try {
      const auto run = openRun(path);
      run->scalar(measure::kLoss);
      QFAIL("was opened");
    } catch (const Error& error) {
      const QString text = error.what();
      QVERIFY2(error.code() == code, error.what());
      QVERIFY(!text.contains('\n'));
      for (const auto& part : parts) QVERIFY2(text.contains(part), error.what());
    }
  }

  /// Flips one bit in each `stretch` bytes of a run's file and back; each must be reported with the file's
  /// name.
  static int sweep(const fs::path& path, const fs::path& file, std::uint64_t stretch, Random& random) {
    int flipped = 0;
    const auto trial = [&](std::uint64_t byte, int bit) {
      flipBit(path / file, byte, bit);
      QVERIFY2(names(verifyRun(path), file.generic_string()),
               (file.string() + " " + std::to_string(byte)).c_str());
      flipBit(path / file, byte, bit);
      ++flipped;
    };
    const auto size = fs::file_size(path / file);
    for (std::uint64_t at = 0; at < size && !QTest::currentTestFailed(); at += stretch) {
      const auto byte = at + random.below(std::min<std::uint64_t>(stretch, size - at));
      trial(byte, static_cast<int>(random.below(8)));
    }
    return flipped;
  }

  static std::vector<std::int64_t> integers(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
    std::vector<std::int64_t> values;
    while (sqlite3_step(statement) == SQLITE_ROW) values.push_back(sqlite3_column_int64(statement, 0));
    sqlite3_finalize(statement);
    return values;
  }

  /// The stored value, bit for bit, by its type.
  struct Stored {
    int type = SQLITE_NULL;
    std::string bytes;  // of text and blob
    std::uint64_t number = 0;
  };
  Stored kept_;

  static void put(sqlite3* database, const std::string& place, const Stored& value) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, ("UPDATE " + place).c_str(), -1, &statement, nullptr);
    double real = 0;
    std::memcpy(&real, &value.number, sizeof real);
    const int size = static_cast<int>(value.bytes.size());
    switch (value.type) {
      case SQLITE_BLOB:
        sqlite3_bind_blob(statement, 1, value.bytes.data(), size, SQLITE_TRANSIENT);
        break;
      case SQLITE_TEXT:
        sqlite3_bind_text(statement, 1, value.bytes.data(), size, SQLITE_TRANSIENT);
        break;
      case SQLITE_FLOAT:
        sqlite3_bind_double(statement, 1, real);
        break;
      default:
        sqlite3_bind_int64(statement, 1, static_cast<std::int64_t>(value.number));
    }
    QCOMPARE(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
  }

  static std::string placeOf(const std::string& table, const std::string& key, const std::string& column,
                             std::int64_t row) {
    return table + " SET " + column + " = ?1 WHERE " + key + " = " + std::to_string(row);
  }

  void flipStoredBit(sqlite3* database, const std::string& table, const std::string& key,
                     const std::string& column, std::int64_t row, Random& random) {
    sqlite3_stmt* statement = nullptr;
    const std::string sql =
        "SELECT " + column + " FROM " + table + " WHERE " + key + " = " + std::to_string(row);
    sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
    QCOMPARE(sqlite3_step(statement), SQLITE_ROW);
    Stored value;
    value.type = sqlite3_column_type(statement, 0);
    const double real = sqlite3_column_double(statement, 0);
    if (value.type == SQLITE_FLOAT) {
      std::memcpy(&value.number, &real, sizeof real);
    } else if (value.type == SQLITE_INTEGER) {
      value.number = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 0));
    } else {
      value.bytes.assign(static_cast<const char*>(sqlite3_column_blob(statement, 0)),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    }
    sqlite3_finalize(statement);
    kept_ = value;
    const auto bit = random.below(value.bytes.empty() ? 48 : 8 * value.bytes.size());
    if (value.bytes.empty()) {
      value.number ^= std::uint64_t{1} << bit;
    } else {
      value.bytes[bit / 8] = static_cast<char>(value.bytes[bit / 8] ^ (1 << bit % 8));
    }
    put(database, placeOf(table, key, column, row), value);
  }

  void restore(sqlite3* database, const std::string& table, const std::string& key, const std::string& column,
               std::int64_t row) {
    put(database, placeOf(table, key, column, row), kept_);
  }

 private Q_SLOTS:
  void soundRunsAreSound() {
    const auto closed = verifyRun(folder("closed")), crashed = verifyRun(folder("crashed"));
    QVERIFY(closed.sound() && closed.closedCleanly);
    QVERIFY(crashed.sound() && !crashed.closedCleanly);
    QVERIFY(closed.blocks > 5 && crashed.blocks > 2);
    // 501 steps, 501 matrices, 51 evaluations, meta, events and the pyramid of both series
    QVERIFY(closed.records > 501 + 501 + 51 + 2 * 62);
    QCOMPARE(crashed.checkpoints, std::int64_t{1});
  }

  void anyBitOfAClosedRun() {
    Random random(11);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder("closed"))) {
      if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder("closed")));
    }
    QVERIFY(files.size() >= 6);
    const auto path = copyOf("closed", "flipped");
    for (const auto& file : files) {
      for (int round = 0; round < 25; ++round) {
        const auto byte = random.below(fs::file_size(path / file));
        const int bit = static_cast<int>(random.below(8));
        flipBit(path / file, byte, bit);
        const auto report = verifyRun(path);
        bool named = false;
        for (const auto& damage : report.damage) {
          const bool place = damage.place == file.generic_string();
          const std::string block = "block " + std::to_string(byte / kManifestBlock) + " ";
          named |= place && (file.filename() == "manifest.json" ||
                             damage.what.english().find(block) != std::string::npos);
          // A manifest's own damage may make it unreadable; then it is the manifest that is named.
        }
        QVERIFY2(named,
                 (file.string() + " byte " + std::to_string(byte) + " bit " + std::to_string(bit)).c_str());
        flipBit(path / file, byte, bit);
      }
    }
    QVERIFY(verifyRun(path).sound());
  }

  void aBitInEveryBlockOfAClosedRun() {
    Random random(12);
    const auto path = copyOf("closed", "swept");
    int flipped = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder("closed"))) {
      if (!entry.is_regular_file()) continue;
      const auto file = entry.path().lexically_relative(folder("closed"));
      flipped += sweep(path, file, kManifestBlock / static_cast<std::uint64_t>(longFactor(16)), random);
      if (QTest::currentTestFailed()) return;
    }
    QVERIFY(verifyRun(path).sound());
    qInfo("%d bits of a closed run, one in each stretch, all named", flipped);
  }

  void aBitInEveryCheckpointBlockOfALiveRun() {
    Random random(13);
    const auto path = copyOf("crashed", "swept live");
    int flipped = 0;
    for (const auto& entry : fs::directory_iterator(path / "checkpoints/000500")) {
      const auto file = entry.path().lexically_relative(path);
      flipped += sweep(path, file, kManifestBlock / static_cast<std::uint64_t>(4 * longFactor(16)), random);
      if (QTest::currentTestFailed()) return;
    }
    QVERIFY(verifyRun(path).sound());
    qInfo("%d bits of a live run's checkpoint, all named", flipped);
  }

  void aBitOfEveryRecordOfALiveRun() {
    Random random(14);
    const auto path = copyOf("crashed", "swept records");
    execute(path / "run.db", "PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3* database = nullptr;
    sqlite3_open((path / "run.db").c_str(), &database);
    // table, key, a payload column
    const char* const tables[][3] = {{"records", "key", "data"},      {"pyramid", "key", "data"},
                                     {"steps", "step", "tokens"},     {"steps", "step", "loss"},
                                     {"evaluations", "step", "loss"}, {"events", "id", "text"},
                                     {"series", "id", "name"}};
    int flipped = 0;
    for (const auto& [table, key, column] : tables) {
      for (const auto row : integers(database, std::string("SELECT ") + key + " FROM " + table)) {
        const std::uint64_t one = static_cast<std::uint64_t>(longFactor(7) == 1 ? 7 : 1);
        if (random.below(one) != 0) continue;
        flipStoredBit(database, table, key, column, row, random);
        const auto report = verifyRun(path);
        bool named = false;
        for (const auto& damage : report.damage)
          named |= damage.place.rfind(std::string("run.db: ") + table, 0) == 0;
        QVERIFY2(named, (std::string(table) + " " + column + " " + std::to_string(row)).c_str());
        restore(database, table, key, column, row);
        ++flipped;
      }
    }
    sqlite3_close(database);
    QVERIFY(verifyRun(path).sound());
    QVERIFY(flipped > 150);
    qInfo("%d bits of a live run's records, all named", flipped);
  }

  /// A row's number decides where a series ends and what is summed up; a false one must not be believed.
  void aFalseRowNumberHidesNoOtherRow_data() {
    QTest::addColumn<QByteArray>("number");
    for (const char* number : {"-9223372036854775808", "4611686018427387904", "7"})
      QTest::newRow(number) << QByteArray(number);
  }
  void aFalseRowNumberHidesNoOtherRow() {
    QFETCH(QByteArray, number);
    const auto path = copyOf("crashed", "row numbers");
    const auto set = [&](const char* table, const QByteArray& where) {
      execute(path / "run.db",
              "UPDATE " + QByteArray(table) + " SET ordinal = " + number + " WHERE " + where);
    };
    set("steps", "step IN (0, 250, 500)");
    set("records", "ordinal IN (0, 250, 500)");
    const auto run = openRun(path.string());
    const auto loss = run->scalar(measure::kLoss);
    QCOMPARE(loss.size(), std::size_t{498});
    QCOMPARE(loss.step.front(), std::int64_t{1});
    QCOMPARE(loss.step.back(), std::int64_t{499});
    QCOMPARE(run->frames(measure::kEntropy).size(), std::size_t{498});
    QCOMPARE(run->frameAt(measure::kEntropy, 500)->step, std::int64_t{499});
    QVERIFY(run->scalar(measure::kLoss, {0, 500}, 50).size() >= 25);
    QCOMPARE(run->scalar(measure::kLoss, {249, 251}).size(), std::size_t{2});
  }

  void anyPayloadBitOfALiveRun() {
    const auto path = copyOf("crashed", "payload");
    execute(path / "run.db", "PRAGMA wal_checkpoint(TRUNCATE)");
    execute(path / "run.db", "UPDATE records SET data = zeroblob(24) WHERE ordinal = 37");
    execute(path / "run.db", "UPDATE steps SET loss = loss + 1e-9 WHERE step = 41");
    execute(path / "run.db", "UPDATE evaluations SET tokens = tokens + 1 WHERE step = 20");
    execute(path / "run.db", "UPDATE events SET text = 'other' WHERE id = 1");
    execute(path / "run.db", "DELETE FROM records WHERE ordinal = 60");
    const auto report = verifyRun(path);
    QStringList places;
    for (const auto& damage : report.damage) places << QString::fromStdString(damage.place);
    for (const char* expected :
         {"run.db: records, entropy at step 37", "run.db: steps, step 41", "run.db: evaluations, step 20",
          "run.db: events, number 1", "run.db: records, entropy at step 61"}) {
      QVERIFY2(places.contains(expected), qPrintable(places.join("; ")));
    }
    QCOMPARE(places.size(), 5);
    // The readable rest stays readable; damaged rows are left out, not shown wrong.
    const auto run = openRun(path.string());
    QCOMPARE(run->frameAt(measure::kEntropy, 37)->step, std::int64_t{36});
    QCOMPARE(run->scalar(measure::kLoss, {0, 100}).size(), std::size_t{100});
    QCOMPARE(run->evaluations().size(), std::size_t{50});
    const auto damaged = exportRun(*run, ExportFormat::Csv, folder("with gaps.csv"));
    QCOMPARE(damaged.size(), std::size_t{5});
    QVERIFY(exportRun(*openRun(folder("closed").string()), ExportFormat::Csv, folder("whole.csv")).empty());
  }

  void anyCheckpointBitOfALiveRun() {
    const auto path = copyOf("crashed", "checkpoint");
    const auto file = path / "checkpoints/000500/model.safetensors";
    flipBit(file, 70'000, 3);
    const auto report = verifyRun(path);
    QCOMPARE(report.damage.size(), std::size_t{1});
    QCOMPARE(report.damage[0].place, std::string("checkpoints/000500/model.safetensors"));
    QVERIFY(QString::fromStdString(report.damage[0].what.english())
                .startsWith("block 1 (bytes 65536 to 131071)"));
    fs::resize_file(file, 1000);
    bool structure = false;
    for (const auto& damage : verifyRun(path).damage)
      structure |= damage.what.english().find("data_offsets") != std::string::npos;
    QVERIFY(structure);
  }

  void truncatedDatabase() {
    const auto path = copyOf("closed", "truncated");
    fs::resize_file(path / "run.db", fs::file_size(path / "run.db") / 2);
    refuses(path.string(), {"run.db"}, ErrorCode::Corrupt);
    QVERIFY(!verifyRun(path).sound());
    fs::resize_file(path / "run.db", 40);
    refuses(path.string(), {"run.db"}, ErrorCode::BadInput);
  }

  void wrongSchemaVersion() {
    auto path = copyOf("closed", "version");
    execute(path / "run.db", "PRAGMA user_version = 7");
    refuses(path.string(), {"run.db", "user_version", "expected 1", "found 7"}, ErrorCode::Unsupported);
    execute(path / "run.db", "PRAGMA application_id = 1");
    refuses(path.string(), {"run.db", "application_id", "found 1"}, ErrorCode::BadInput);
  }

  void otherThingsInItsPlace() {
    auto path = copyOf("closed", "other");
    fs::remove(path / "run.db");
    refuses(path.string(), {"run.db", "missing"}, ErrorCode::Io);
    fs::create_directory(path / "run.db");
    refuses(path.string(), {"run.db", "expected a file"}, ErrorCode::Io);
    fs::remove(path / "run.db");
    writeFileAtomically(path / "run.db", std::string(5000, 'x'));
    refuses(path.string(), {"run.db", "expected a run database"}, ErrorCode::BadInput);
    fs::remove(path / "run.toml");
    refuses(path.string(), {"run.toml", "found none"}, ErrorCode::BadInput);
    refuses((path / "run.db").string(), {"expected a run folder, found a file"}, ErrorCode::BadInput);
    refuses(folder("nowhere").string(), {"nowhere", "found nothing there"}, ErrorCode::Io);
    refuses("", {"found nothing there"}, ErrorCode::Io);
    refuses("reference:paper/SM", {"reference:paper/SM+LN+G"}, ErrorCode::BadInput);
  }

  void creationCutOff() {
    const auto path = folder("cut off");
    fs::create_directory(path);
    writeFileAtomically(path / "run.toml", toToml(fixture::config()));
    writeFileAtomically(path / "run.db.tmp", "half");
    QCOMPARE(openRun(path.string())->info().status, RunStatus::Crashed);
    QVERIFY(verifyRun(path).sound());
    auto writer = RunWriter::resume(path, 0, "CPU");
    fixture::record(*writer, 0);
    writer->close(Outcome::Finished);
    QVERIFY(!fs::exists(path / "run.db.tmp"));
    QCOMPARE(openRun(path.string())->info().status, RunStatus::Finished);
  }

  void unwritableOutput() {
    const auto refused = [](const fs::path& path) {
      try {
        RunWriter::create(path, fixture::config(), "CPU");
      } catch (const Error& error) {
        return error.code() == ErrorCode::Io &&
               QString(error.what()).contains(QString::fromStdString(path.string()));
      }
      return false;
    };
    QVERIFY(refused("/proc/nothing/run"));
    QVERIFY(refused("/dev/null/run"));
    writeFileAtomically(folder("a file"), "x");
    QVERIFY(refused(folder("a file")));
    fs::create_directory(folder("not empty"));
    writeFileAtomically(folder("not empty") / "thesis.tex", "x");
    QVERIFY(refused(folder("not empty")));
    QCOMPARE(std::distance(fs::directory_iterator(folder("not empty")), {}), 1);  // nothing was put there
  }

  void badConfiguration_data() {
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("NaN") << QByteArray("[optimizer]\nlearning_rate = nan\n")
                         << QStringList{"line 2", "optimizer.learning_rate", "finite", "found NaN"};
    QTest::newRow("infinite") << QByteArray("[optimizer]\nclip = inf\n")
                              << QStringList{"optimizer.clip", "Infinity"};
    QTest::newRow("unknown key") << QByteArray("[model]\nlayer = 3\n")
                                 << QStringList{"model.layer", "no such field"};
    QTest::newRow("unknown table") << QByteArray("[modell]\nlayers = 3\n") << QStringList{"modell.layers"};
    QTest::newRow("wrong type") << QByteArray("[model]\nlayers = \"3\"\n")
                                << QStringList{"model.layers", "a whole number", "\"3\""};
    QTest::newRow("fraction") << QByteArray("[model]\nlayers = 3.5\n") << QStringList{"model.layers", "3.5"};
    QTest::newRow("out of range") << QByteArray("[model]\nlayers = -3\n")
                                  << QStringList{"model.layers", "-3"};
    QTest::newRow("enum") << QByteArray("[train]\nprecision = \"fp8\"\n")
                          << QStringList{"train.precision", "fp32", "fp8"};
    QTest::newRow("does not fit") << QByteArray("[model]\nwidth = 100\nheads = 3\n")
                                  << QStringList{"model.width", "multiple", "100"};
    QTest::newRow("date") << QByteArray("name = 2020-01-01\n") << QStringList{"name", "a date"};
    QTest::newRow("list of numbers") << QByteArray("departures = [1]\n") << QStringList{"departures"};
    QTest::newRow("section as value") << QByteArray("model = 3\n") << QStringList{"model", "no such field"};
    QTest::newRow("no TOML") << QByteArray("[model\nlayers=1") << QStringList{"line 1", "valid TOML"};
    QTest::newRow("twice") << QByteArray("[model]\nlayers=1\nlayers=2") << QStringList{"line 3"};
    QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\x01", 4) << QStringList{"valid TOML"};
    QTest::newRow("letter in a key") << QByteArray("a = '\xC3\xBC'\n\xC3\xBC = 1")
                                     << QStringList{"line 2", "valid TOML", "\u00FC"};
    const QString header = "valid TOML: Error while parsing";
    QTest::newRow("no name") << QByteArray("[=") << QStringList{"line 1", header};
    QTest::newRow("a point") << QByteArray("name = 'x'\n\t[ .train]\n") << QStringList{"line 2", header};
    QTest::newRow("no name in a list") << QByteArray("# [=\n[[\t=]]") << QStringList{"line 2", header};
    QTest::newRow("three brackets") << QByteArray("\xEF\xBB\xBF[[[a]]]") << QStringList{"line 1", header};
    QTest::newRow("name on the next line")
        << QByteArray("[train]\r\n[\nsteps = 1\n") << QStringList{"line 2", header};
    QTest::newRow("no name after a list")
        << QByteArray("departures = [\n[ +1 ],\n['[=']\n]\n [+]\n") << QStringList{"line 5", header};
  }

  void badConfiguration() {
    QFETCH(QByteArray, toml);
    QFETCH(QStringList, parts);
    const auto path = folder("bad.toml");
    writeFileAtomically(path, {toml.constData(), static_cast<std::size_t>(toml.size())});
    try {
      readConfig(path);
      QFAIL("was accepted");
    } catch (const Error& error) {
      const QString text = error.what();
      QVERIFY(error.code() == ErrorCode::BadInput);
      QVERIFY2(text.startsWith(QString::fromStdString(path.string())) && !text.contains('\n'), error.what());
      for (const auto& part : parts) QVERIFY2(text.contains(part), error.what());
    }
  }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "test_damage.moc"
