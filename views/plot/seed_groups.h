// Runs that are seeds of one experiment, for means over them. Plain values; no widgets.
#pragma once

#include <cstddef>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

/// Whether two runs may be two seeds of one experiment: every field of their configuration is equal but
/// name, seed, device and threads.
bool sameButSeed(const RunConfig& a, const RunConfig& b);

/// Indices of the runs of one experiment, one a seed.
using SeedGroup = std::vector<std::size_t>;

/// The experiments among the runs `shown` that have two or more seeds, in the order of their first runs;
/// published runs stand for themselves.
std::vector<SeedGroup> seedGroups(const std::vector<const OpenRun*>& shown);

}  // namespace entroscope
