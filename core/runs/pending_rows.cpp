#include "core/runs/pending_rows.h"

#include "core/runs/schema.h"

namespace entroscope {

RowInserter::RowInserter(const Database& database)
    : series_(database.prepare("INSERT INTO series(id, name, rows, columns, crc) VALUES (?, ?, ?, ?, ?)")),
      step_(database.prepare("INSERT INTO steps(step, ordinal, tokens, loss, gradient_norm, learning_rate, "
                             "tokens_per_second, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")),
      record_(database.prepare("INSERT INTO records(key, ordinal, data, crc) VALUES (?, ?, ?, ?)")),
      summary_(database.prepare("INSERT OR REPLACE INTO pyramid(key, last, data, crc) VALUES (?, ?, ?, ?)")),
      evaluation_(database.prepare("INSERT OR REPLACE INTO evaluations(step, tokens, loss, perplexity, crc) "
                                   "VALUES (?, ?, ?, ?, ?)")),
      event_(database.prepare("INSERT INTO events(step, time, kind, text, crc) VALUES (?, ?, ?, ?, ?)")) {}

void RowInserter::insert(const PendingRow& row) {
  std::visit([this](const auto& value) { put(value); }, row);
}

void RowInserter::put(const SeriesRow& row) {
  const std::int64_t rows = row.rows, columns = row.columns;
  series_.bind(1, row.id).bind(2, std::string_view(row.name)).bind(3, rows).bind(4, columns);
  series_.bind(5, std::int64_t{seriesChecksum(row.id, row.name, rows, columns)}).run();
}

void RowInserter::put(const StepRow& row) {
  const StepRecord& r = row.record;
  step_.bind(1, r.step).bind(2, row.ordinal).bind(3, r.tokens).bind(4, r.loss).bind(5, r.gradientNorm);
  step_.bind(6, r.learningRate).bind(7, r.tokensPerSecond);
  step_.bind(8, std::int64_t{stepChecksum(r, row.ordinal)}).run();
}

void RowInserter::put(const RecordRow& row) {
  record_.bind(1, row.key).bind(2, row.ordinal).bindBlob(3, row.data);
  record_.bind(4, std::int64_t{recordChecksum(row.key, row.ordinal, row.data)}).run();
}

void RowInserter::put(const SummaryRow& row) {
  summary_.bind(1, row.key).bind(2, row.last).bindBlob(3, row.data);
  summary_.bind(4, std::int64_t{pyramidChecksum(row.key, row.last, row.data)}).run();
}

void RowInserter::put(const Evaluation& row) {
  evaluation_.bind(1, row.step).bind(2, row.tokens).bind(3, row.loss).bind(4, row.perplexity);
  evaluation_.bind(5, std::int64_t{evaluationChecksum(row)}).run();
}

void RowInserter::put(const RunEvent& row) {
  event_.bind(1, row.step).bind(2, std::string_view(row.time)).bind(3, std::string_view(row.kind));
  event_.bind(4, std::string_view(row.text));
  event_.bind(5, std::int64_t{eventChecksum(row.step, row.time, row.kind, row.text)}).run();
}

}  // namespace entroscope
