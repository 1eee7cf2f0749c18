// The perplexity table's numbers: evaluation loss and perplexity of each run, and the change against a
// baseline where they may be compared (paper, Table 2 and Appendix C). Plain values; no widgets.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

struct PerplexityRow {
  QString run;            ///< name
  QString configuration;  ///< "SM+LN+G"
  std::string id;
  int colourIndex = 0;
  bool evaluated = false;
  double perplexity = 0, best = 0, loss = 0;  ///< last at or before the cursor; best up to there; nats
  std::int64_t step = 0, tokens = 0;          ///< of the last evaluation
  int seeds = 0;  ///< > 0: a row of means over so many seeds, with these deviations
  double deviation = 0, bestDeviation = 0, lossDeviation = 0;
  std::string baselineId;        ///< run it is compared with; empty: none
  bool baseline = false;         ///< compared with no other: others are compared with it
  std::optional<double> change;  ///< per cent against the baseline's last perplexity
  QString remark;  ///< why there is no change, or what limits the comparison; empty: nothing to say
};

/// Rows of the visible runs in their order, each group of seeds followed by its means (perplexity_seeds.h).
/// @param baselineId run every other is compared with; empty: for each run the visible SM+LN+G of the same
///        architecture and context, of the same seed where there are several.
/// A change is given only where tokenizer and validation hashes are known and equal.
std::vector<PerplexityRow> perplexityRows(const RunSet& runs, const std::string& baselineId);

}  // namespace entroscope
