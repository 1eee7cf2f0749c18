// Means over seeds for the perplexity table: runs of one configuration that differ in nothing but their
// seed. Plain values; no widgets.
#pragma once

#include <vector>

#include "views/perplexity/perplexity_rows.h"
#include "views/plot/seed_groups.h"

namespace entroscope {

/// `rows` of the runs `shown`, in this order, with a row of means behind the last run of every
/// configuration that at least two seeds were evaluated of: mean and sample standard deviation (n − 1) of
/// the finite perplexities, and the change of the mean against the baseline's mean (or against the
/// baseline where it has one seed).
std::vector<PerplexityRow> withSeedMeans(std::vector<PerplexityRow> rows,
                                         const std::vector<const OpenRun*>& shown);

}  // namespace entroscope
