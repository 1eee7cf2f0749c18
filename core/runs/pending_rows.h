// Rows on their way into run.db. They stay in memory until the transaction that holds them has
// succeeded, so that a full disk costs time, not data. Torch- and Qt-free; private to core/runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/runs/database.h"
#include "core/runs/run.h"
#include "core/runs/run_writer.h"

namespace entroscope {

struct SeriesRow {
  std::int64_t id = 0;
  std::string name;
  int rows = 0, columns = 0;
};
struct StepRow {
  StepRecord record;
  std::int64_t ordinal = 0;
};
struct RecordRow {
  std::int64_t key = 0, ordinal = 0;
  std::string data;
};
struct SummaryRow {
  std::int64_t key = 0, last = 0;
  std::string data;
};
using PendingRow = std::variant<SeriesRow, StepRow, RecordRow, SummaryRow, Evaluation, RunEvent>;

/// The insert statements of one connection, prepared once.
class RowInserter {
 public:
  explicit RowInserter(const Database& database);
  void insert(const PendingRow& row);

 private:
  void put(const SeriesRow& row);
  void put(const StepRow& row);
  void put(const RecordRow& row);
  void put(const SummaryRow& row);
  void put(const Evaluation& row);
  void put(const RunEvent& row);

  Statement series_, step_, record_, summary_, evaluation_, event_;
};

}  // namespace entroscope
