// What run.db holds: tables, keys and the checksum of every row. Version 1.
// Row keys pack series and step (records) or series, level and bucket (pyramid), so that one
// series lies together on disk; `ordinal` counts a series' rows from 0 without gaps.
// Torch- and Qt-free; private to core/runs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/runs/database.h"
#include "core/runs/run.h"
#include "core/runs/run_writer.h"

namespace entroscope {

inline constexpr std::int64_t kApplicationId = 0x454E5452;  // "ENTR"
inline constexpr std::int64_t kSchemaVersion = 1;

inline constexpr std::int64_t kMaximumStep = (std::int64_t{1} << 52) - 1;
inline constexpr std::int64_t kMaximumRows = std::int64_t{1} << 49;  ///< of a series: see pyramidKey()
inline constexpr std::int64_t kMaximumSeries = 2047;
/// The step table's four numbers are, for the pyramid, a series [1,4] with this id.
inline constexpr std::int64_t kStepSeries = 0;

constexpr std::int64_t recordKey(std::int64_t series, std::int64_t step) { return (series << 52) | step; }
constexpr std::int64_t stepOfKey(std::int64_t key) { return key & kMaximumStep; }
constexpr std::int64_t pyramidKey(std::int64_t series, int level, std::int64_t bucket) {
  return (series << 52) | (std::int64_t{level} << 46) | bucket;
}

/// Measures kept in the step table, in the order of its pyramid's columns.
inline constexpr std::string_view kStepMeasures[] = {measure::kLoss, measure::kGradientNorm,
                                                     measure::kLearningRate, measure::kTokensPerSecond};
inline constexpr int kStepColumns = 4;
/// Position of a name in kStepMeasures, −1 when it is not there.
int stepColumn(std::string_view name);

/// Whether a step may stand in a row; a row from elsewhere with any other is left out.
constexpr bool isStep(std::int64_t step) { return step >= 0 && step <= kMaximumStep; }

/// Makes the tables in an empty database.
void createSchema(const Database& database);
/// @throws Error{BadInput, Unsupported} when this is another program's database or a newer version.
void checkSchema(const Database& database);

// Checksums: CRC-32C over the row's numbers (little-endian) and bytes, in column order.
std::uint32_t metaChecksum(std::string_view key, std::string_view value);
std::uint32_t seriesChecksum(std::int64_t id, std::string_view name, std::int64_t rows, std::int64_t columns);
std::uint32_t stepChecksum(const StepRecord& record, std::int64_t ordinal);
std::uint32_t recordChecksum(std::int64_t key, std::int64_t ordinal, std::string_view data);
std::uint32_t pyramidChecksum(std::int64_t key, std::int64_t last, std::string_view data);
std::uint32_t evaluationChecksum(const Evaluation& evaluation);
std::uint32_t eventChecksum(std::int64_t step, std::string_view time, std::string_view kind,
                            std::string_view text);

/// What the two functions below read a row of; a WHERE or an ORDER BY may follow.
inline constexpr std::string_view kStepRowSql =
    "SELECT step, ordinal, tokens, loss, gradient_norm, learning_rate, tokens_per_second, crc FROM steps ";
inline constexpr std::string_view kEvaluationRowSql =
    "SELECT step, tokens, loss, perplexity, crc FROM evaluations ";
/// Nothing where the row differs from its checksum.
std::optional<StepRecord> soundStep(const Statement& row);
/// Nothing where the row differs from its checksum, or its step can be none.
std::optional<Evaluation> soundEvaluation(const Statement& row);

/// float32 little-endian bytes of a record and back.
std::string bytesOfFloats(std::span<const float> values);
std::vector<float> floatsOfBytes(std::string_view bytes);

/// Now, ISO 8601 UTC with milliseconds: "2025-01-31T12:00:00.123Z".
std::string utcNow();

/// `key` of the meta table, empty when it is not there or damaged.
std::string readMeta(const Database& database, std::string_view key);
void writeMeta(const Database& database, std::string_view key, std::string_view value);

}  // namespace entroscope
