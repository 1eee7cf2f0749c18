// The paper's models, configurations and training recipe as its released code has them (arXiv 2410.09637,
// github.com/Nandan91/relu-revival-normfree), stated once: presets, the published reference runs and the
// list of a run's departures all start here. Plain data; torch- and Qt-free.
#pragma once

#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// GPT-2 (L 12, H 12, d 768) or Pythia-70M (L 6, H 8, d 512), recipe included: 32,300 steps of 65,536
/// tokens at any context. The authors did not publish their recipe for Pythia: GPT-2's stands in.
/// The data's hashes, the name and the device are left open; the configuration is SM+LN+G.
RunConfig paperRun(Family family, int context);

/// The recipe alone, without shape, batch and steps: initialisation, dropout, mask, precision,
/// chunking, optimizer, schedule, seed, how often is evaluated and measured.
void applyPaperRecipe(RunConfig& config);

/// The compared configurations: SM+LN+G, SM+LN+R, SM+G, SM+R.
const std::vector<std::string>& paperConfigurations();
/// Those and the ones with a negative slope: SM+LR (learnable, one a layer), SM+LR-global,
/// SM+LR-global-as-released, SM+LR-per-feature.
const std::vector<std::string>& namedConfigurations();

/// Sets norms, activation and slope as `label` says; also SM+LR=SLOPE, a fixed slope.
/// @throws Error{BadUsage} naming the configurations there are.
void applyConfiguration(RunConfig& config, const std::string& label);

}  // namespace entroscope
