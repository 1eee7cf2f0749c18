// What a writer knows of the series it appends to: numbering, order, pyramid. Torch- and Qt-free;
// private to core/runs.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/runs/database.h"
#include "core/runs/pending_rows.h"
#include "core/runs/pyramid.h"

namespace entroscope {

class SeriesState {
 public:
  /// Continues from what the database holds.
  void load(const Database& database);

  /// Append rows, their series when new, and every pyramid bucket that became complete to `out`.
  /// @throws Error{Internal} when a step does not grow or a shape changes.
  void addStep(const StepRecord& record, std::vector<PendingRow>& out);
  void addMeasure(std::int64_t step, std::string_view name, int rows, int columns,
                  std::span<const float> values, std::vector<PendingRow>& out);

 private:
  struct Series {
    std::int64_t id = 0;
    int rows = 0, columns = 0;
    std::int64_t count = 0, lastStep = -1;
    PyramidBuilder pyramid;
  };

  void restorePyramid(const Database& database, Series& series);
  void addToPyramid(Series& series, std::int64_t step, std::span<const float> values,
                    std::vector<PendingRow>& out);

  Series steps_{0, 1, 4, 0, -1, PyramidBuilder(4)};
  std::map<std::string, Series, std::less<>> measures_;
};

}  // namespace entroscope
