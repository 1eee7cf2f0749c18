#include "core/runs/verify.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/runs/checkpoints.h"
#include "core/runs/folder_run.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_toml.h"
#include "core/runs/safetensors.h"
#include "core/runs/schema.h"

namespace entroscope {
namespace {

namespace fs = std::filesystem;

/// What could not be looked at is not damaged.
void rethrowIfBusy(const Error& error) {
  if (error.code() == ErrorCode::Locked || error.code() == ErrorCode::OutOfMemory) throw;
}

class DatabaseCheck {
 public:
  DatabaseCheck(const Database& database, VerifyReport& report) : database_(database), report_(report) {}

  void run() {
    const ReadTransaction transaction(database_);
    recordedRows();
    checkPyramid();
    checkStructure();
  }

  void recordedRows() {
    names_ = readSeriesNames();
    rows("meta", "SELECT key, value, crc FROM meta", [](const Statement& r) {
      return Verdict{r.text(0), metaChecksum(r.text(0), r.text(1)) == r.integer(2)};
    });
    rows("series", "SELECT id, name, rows, columns, crc FROM series", [](const Statement& r) {
      const auto crc = seriesChecksum(r.integer(0), r.text(1), r.integer(2), r.integer(3));
      return Verdict{r.text(1), crc == r.integer(4)};
    });
    checkSteps();
    checkRecords();
    rows("evaluations", kEvaluationRowSql, [](const Statement& r) {
      return Verdict{"step " + std::to_string(r.integer(0)), soundEvaluation(r).has_value()};
    });
    rows("events", "SELECT id, step, time, kind, text, crc FROM events", [](const Statement& r) {
      const auto crc = eventChecksum(r.integer(1), r.text(2), r.text(3), r.text(4));
      return Verdict{"number " + std::to_string(r.integer(0)), crc == r.integer(5)};
    });
  }

 private:
  struct Verdict {
    std::string place;
    bool sound = true;
  };

  /// One table; a broken page ends its scan, not the others'.
  void rows(const std::string& table, std::string_view sql,
            const std::function<Verdict(const Statement&)>& judge) {
    try {
      auto row = database_.prepare(sql);
      while (row.step()) {
        ++report_.records;
        const auto verdict = judge(row);
        if (!verdict.sound)
          damage(table + ", " + verdict.place, Sentence::tr("the record differs from its checksum"));
      }
    } catch (const Error& error) {
      rethrowIfBusy(error);
      damage(table, error.sentence());
    }
  }

  void damage(const std::string& place, const Sentence& what) {
    report_.damage.push_back({"run.db: " + place, what});
  }

  std::map<std::int64_t, std::string> readSeriesNames() const {
    std::map<std::int64_t, std::string> names{{kStepSeries, "steps"}};
    try {
      for (const auto& series : readSeries(database_)) names.emplace(series.id, series.name);
    } catch (const Error&) {
      // The scan of the table itself reports it.
    }
    return names;
  }

  std::string nameOf(std::int64_t key) const {
    const auto found = names_.find(key >> 52);
    return found != names_.end() ? found->second : "series " + std::to_string(key >> 52);
  }

  void checkSteps() {
    std::int64_t expected = 0;
    rows("steps", std::string(kStepRowSql) + "ORDER BY step", [&](const Statement& r) {
      const bool agrees = soundStep(r).has_value();
      const bool sound = agrees && r.integer(1) == expected;
      expected = (agrees ? r.integer(1) : expected) + 1;  // a damaged number says nothing of the next
      return Verdict{"step " + std::to_string(r.integer(0)), sound};
    });
  }

  void checkRecords() {
    std::map<std::int64_t, std::int64_t> expected;  // next row number of each series
    rows("records", "SELECT key, ordinal, data, crc FROM records ORDER BY key", [&](const Statement& r) {
      auto& next = expected[r.integer(0) >> 52];
      const bool agrees = recordChecksum(r.integer(0), r.integer(1), r.blob(2)) == r.integer(3);
      const bool sound = agrees && r.integer(1) == next;
      next = (agrees ? r.integer(1) : next) + 1;
      return Verdict{nameOf(r.integer(0)) + " at step " + std::to_string(stepOfKey(r.integer(0))), sound};
    });
  }

  void checkPyramid() {
    rows("pyramid", "SELECT key, last, data, crc FROM pyramid", [&](const Statement& r) {
      const bool sound = pyramidChecksum(r.integer(0), r.integer(1), r.blob(2)) == r.integer(3);
      return Verdict{nameOf(r.integer(0)) + " up to step " + std::to_string(r.integer(1)), sound};
    });
  }

  void checkStructure() {
    try {
      auto check = database_.prepare("PRAGMA quick_check(1)");
      if (check.step() && check.text(0) != "ok") damage("structure", check.text(0));
    } catch (const Error& error) {
      rethrowIfBusy(error);
      damage("structure", error.sentence());
    }
  }

  const Database& database_;
  VerifyReport& report_;
  std::map<std::int64_t, std::string> names_;
};

void checkCheckpoint(const fs::path& folder, const std::string& prefix, VerifyReport& report) {
  ++report.checkpoints;
  // Its own manifest is older than that of a closed run: damage that came before the close shows here.
  std::set<std::pair<std::string, std::string>> known;
  for (const Damage& damage : report.damage) known.emplace(damage.place, damage.what.english());
  for (Damage& damage : checkManifest(folder, prefix, report.blocks)) {
    if (!known.contains({damage.place, damage.what.english()})) report.damage.push_back(std::move(damage));
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".safetensors") continue;
    try {
      const SafetensorsFile file(entry.path());
    } catch (const Error& error) {
      report.damage.push_back({prefix + entry.path().filename().string(), error.sentence()});
    }
  }
}

/// A long look may not keep whoever goes on with the run waiting; what it then finds is looked at anew.
std::shared_ptr<const Database> openWithoutLock(const fs::path& folder) {
  for (const char* beside : {"run.db-wal", "run.db-journal"}) {
    if (fs::exists(folder / beside) || !fs::exists(folder / "run.db")) return openForReading(folder);
  }
  requireInside(folder, folder / "run.db");
  auto database = std::make_shared<const Database>(folder / "run.db", OpenMode::Immutable);
  checkSchema(*database);
  return database;
}

bool isClosed(const fs::path& folder) {
  return fs::exists(folder / "manifest.json") && !RunLock::holder(folder);
}

/// As the folder is at this moment; whoever writes may change it meanwhile.
VerifyReport examine(const fs::path& folder) {
  VerifyReport report;
  report.closedCleanly = isClosed(folder);
  if (report.closedCleanly) report.damage = checkManifest(folder, "", report.blocks);
  const auto look = [&](const char* place, const auto& work) {
    try {
      work();
    } catch (const Error& error) {
      rethrowIfBusy(error);
      report.damage.push_back({place, error.sentence()});
    }
  };
  std::optional<RunConfig> config;
  look("run.toml", [&] { config = readConfig(folder / "run.toml"); });
  look("tokenizer.json", [&] {
    if (config) requireItsTokenizer(folder, *config);
  });
  look("run.db", [&] {
    const auto database = report.closedCleanly ? openWithoutLock(folder) : openForReading(folder);
    if (database != nullptr) DatabaseCheck(*database, report).run();
  });
  std::vector<fs::path> checkpoints;
  look("checkpoints", [&] { checkpoints = checkpointsOf(folder); });
  for (const auto& checkpoint : checkpoints) {
    const VerifyReport before = report;
    try {
      checkCheckpoint(checkpoint, "checkpoints/" + checkpoint.filename().string() + "/", report);
    } catch (const std::exception&) {
      if (report.closedCleanly || fs::exists(checkpoint)) throw;
    }
    // A run that trains removes older checkpoints, also while one is being read here.
    if (!report.closedCleanly && !fs::exists(checkpoint)) report = before;
  }
  return report;
}

}  // namespace

VerifyReport verifyRun(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    if (fs::exists(folder))
      throw Error(ErrorCode::Io, Sentence::tr("\"%1\": expected a run folder, found a file"), folder);
    throw Error(ErrorCode::Io, Sentence::tr("\"%1\": expected a run folder, found nothing there"), folder);
  }
  if (!fs::exists(folder / "manifest.json") && !fs::exists(folder / "run.toml") &&
      !fs::exists(folder / "run.db")) {
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected a run folder with run.toml, found none"),
                folder);
  }
  refuseLinks(folder);
  while (true) {
    // Whoever goes on with a closed run takes its manifest away before anything else, and the next one
    // differs: what disagreed with it meanwhile says nothing.
    const std::string manifest = manifestOf(folder);
    try {
      VerifyReport report = examine(folder);
      if (!report.closedCleanly || manifestOf(folder) == manifest) return report;
    } catch (const std::exception&) {
      if (manifestOf(folder) == manifest) throw;
    }
  }
}

std::vector<Damage> damagedRows(const Run& run) {
  VerifyReport report;
  const fs::path& folder = run.info().path;
  if (folder.empty()) return {};
  const auto database = isClosed(folder) ? openWithoutLock(folder) : openForReading(folder);
  if (database != nullptr) DatabaseCheck(*database, report).recordedRows();
  return report.damage;
}

void requireItsTokenizer(const fs::path& folder, const RunConfig& config) {
  const fs::path file = folder / "tokenizer.json";
  if (config.data.tokenizerHash.empty() || !fs::exists(file)) return;
  if (contentHash(readTextFile(file)) == config.data.tokenizerHash) return;
  throw Error(ErrorCode::Corrupt,
              Sentence::tr("%1: expected the tokenizer of hash %2 that run.toml names, found another; put "
                           "that of the data set in its place"),
              file, config.data.tokenizerHash);
}

}  // namespace entroscope
