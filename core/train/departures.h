// Where a run's configuration leaves the paper's recipe. Torch- and Qt-free.
#pragma once

#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// One sentence for each field in which `config` differs from the paper's recipe for its family and
/// context. The subject of the study itself (block norms, activation, slope), the place of the data,
/// the seed and the way of running (device, threads, logging) are no departures.
std::vector<std::string> departuresFromPaper(const RunConfig& config);

/// Appends those of `more` that `sentences` does not hold yet.
void addDepartures(std::vector<std::string>& sentences, const std::vector<std::string>& more);

}  // namespace entroscope
