#include "core/runs/schema.h"

#include <bit>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <limits>
#include <map>

#include "core/base/error.h"
#include "core/base/hash.h"

namespace entroscope {
namespace {

static_assert(std::endian::native == std::endian::little, "records are stored little-endian");

struct Table {
  std::string_view name, sql;  // as SQLite keeps the text
};
constexpr Table kTables[] = {
    {"meta",
     "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID"},
    {"series",
     R"(CREATE TABLE series(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL,
                    columns INTEGER NOT NULL, crc INTEGER NOT NULL))"},
    {"steps",
     R"(CREATE TABLE steps(step INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, tokens INTEGER NOT NULL, loss REAL,
                   gradient_norm REAL, learning_rate REAL, tokens_per_second REAL, crc INTEGER NOT NULL))"},
    {"records",
     "CREATE TABLE records(key INTEGER PRIMARY KEY, ordinal INTEGER NOT NULL, data BLOB NOT NULL, crc "
     "INTEGER NOT NULL)"},
    {"pyramid",
     "CREATE TABLE pyramid(key INTEGER PRIMARY KEY, last INTEGER NOT NULL, data BLOB NOT NULL, crc INTEGER "
     "NOT NULL)"},
    {"evaluations",
     R"(CREATE TABLE evaluations(step INTEGER PRIMARY KEY, tokens INTEGER NOT NULL, loss REAL, perplexity REAL,
                         crc INTEGER NOT NULL))"},
    {"events",
     R"(CREATE TABLE events(id INTEGER PRIMARY KEY, step INTEGER NOT NULL, time TEXT NOT NULL, kind TEXT NOT NULL,
                    text TEXT NOT NULL, crc INTEGER NOT NULL))"},
};
constexpr char kMeasuresView[] = R"(
CREATE VIEW measures AS SELECT name, key & 4503599627370495 AS step, rows, columns, data
                        FROM records JOIN series ON series.id = key >> 52;
)";

class Checksum {
 public:
  Checksum& add(std::int64_t value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    crc_ = crc32c({bytes, sizeof bytes}, crc_);
    return *this;
  }
  Checksum& add(double value) {
    // SQLite keeps no NaN, only NULL: every NaN counts as the same one.
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
    return add(std::bit_cast<std::int64_t>(value));
  }
  Checksum& add(std::string_view bytes) {
    add(static_cast<std::int64_t>(bytes.size()));
    crc_ = crc32c(bytes, crc_);
    return *this;
  }
  std::uint32_t value() const { return crc_; }

 private:
  std::uint32_t crc_ = 0;
};

}  // namespace

int stepColumn(std::string_view name) {
  for (int i = 0; i < kStepColumns; ++i) {
    if (kStepMeasures[i] == name) return i;
  }
  return -1;
}

void createSchema(const Database& database) {
  // A [12,12] record and its pyramid row stay inside a leaf.
  database.execute("PRAGMA page_size = 16384");
  WriteTransaction transaction(database);
  for (const Table& table : kTables) database.execute(std::string(table.sql).c_str());
  database.execute(kMeasuresView);
  database.execute(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  database.execute(("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
  transaction.commit();
}

void checkSchema(const Database& database) {
  const std::string path = database.path().string();
  if (const auto id = database.integer("PRAGMA application_id"); id != kApplicationId) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr("%1: application_id: expected %2 (a run database), found %3"), path,
                kApplicationId, id);
  }
  const auto version = database.integer("PRAGMA user_version");
  if (version < 1 || version > kSchemaVersion) {
    const Sentence known =
        kSchemaVersion > 1 ? Sentence(Sentence::tr("1 to %1"), kSchemaVersion) : Sentence(kSchemaVersion);
    throw Error(ErrorCode::Unsupported, Sentence::tr("%1: user_version: expected %2, found %3"), path, known,
                version);
  }
  // A table of a known name may compute its columns, or lack the key by which rows are found.
  std::map<std::string, std::string> found;
  auto row = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'");
  while (row.step()) found[row.text(0)] = row.text(1);
  for (const auto& [name, sql] : kTables) {
    if (found[std::string(name)] != sql)
      throw Error(ErrorCode::Corrupt, Sentence::tr("%1: not a complete run database: %2"), path,
                  Sentence(Sentence::tr("the table %1 is missing or another"), name));
  }
}

std::uint32_t metaChecksum(std::string_view key, std::string_view value) {
  return Checksum().add(key).add(value).value();
}

std::uint32_t seriesChecksum(std::int64_t id, std::string_view name, std::int64_t rows,
                             std::int64_t columns) {
  return Checksum().add(id).add(name).add(rows).add(columns).value();
}

std::uint32_t stepChecksum(const StepRecord& record, std::int64_t ordinal) {
  return Checksum()
      .add(record.step)
      .add(ordinal)
      .add(record.tokens)
      .add(record.loss)
      .add(record.gradientNorm)
      .add(record.learningRate)
      .add(record.tokensPerSecond)
      .value();
}

std::uint32_t recordChecksum(std::int64_t key, std::int64_t ordinal, std::string_view data) {
  return Checksum().add(key).add(ordinal).add(data).value();
}

std::uint32_t pyramidChecksum(std::int64_t key, std::int64_t last, std::string_view data) {
  return Checksum().add(key).add(last).add(data).value();
}

std::uint32_t evaluationChecksum(const Evaluation& evaluation) {
  return Checksum()
      .add(evaluation.step)
      .add(evaluation.tokens)
      .add(evaluation.loss)
      .add(evaluation.perplexity)
      .value();
}

std::uint32_t eventChecksum(std::int64_t step, std::string_view time, std::string_view kind,
                            std::string_view text) {
  return Checksum().add(step).add(time).add(kind).add(text).value();
}

std::optional<StepRecord> soundStep(const Statement& row) {
  const StepRecord record{row.integer(0), row.integer(2), row.real(3), row.real(4), row.real(5), row.real(6)};
  return stepChecksum(record, row.integer(1)) == row.integer(7) ? std::optional(record) : std::nullopt;
}

std::optional<Evaluation> soundEvaluation(const Statement& row) {
  const Evaluation evaluation{row.integer(0), row.integer(1), row.real(2), row.real(3)};
  const bool sound = isStep(evaluation.step) && evaluationChecksum(evaluation) == row.integer(4);
  return sound ? std::optional(evaluation) : std::nullopt;
}

std::string bytesOfFloats(std::span<const float> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

std::vector<float> floatsOfBytes(std::string_view bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

std::string utcNow() {
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto milliseconds = now.time_since_epoch().count();
  const std::time_t seconds = milliseconds / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[96];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
                parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                static_cast<int>(milliseconds % 1000));
  return text;
}

std::string readMeta(const Database& database, std::string_view key) {
  auto statement = database.prepare("SELECT value, crc FROM meta WHERE key = ?");
  statement.bind(1, key);
  if (!statement.step()) return {};
  std::string value = statement.text(0);
  if (metaChecksum(key, value) == statement.integer(1)) return value;
  database.noteDamage();
  return {};
}

void writeMeta(const Database& database, std::string_view key, std::string_view value) {
  auto statement = database.prepare("INSERT OR REPLACE INTO meta(key, value, crc) VALUES (?, ?, ?)");
  statement.bind(1, key).bind(2, value).bind(3, std::int64_t{metaChecksum(key, value)}).run();
}

}  // namespace entroscope
