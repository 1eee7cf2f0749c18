// Which run was forked from which, by the `parent` field ("ID@STEP"). Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/runs/run.h"

namespace entroscope {

struct ForkPoint {
  std::string id;  ///< of the parent run; empty when the run is no fork
  std::int64_t step = 0;
};
ForkPoint forkPointOf(const RunConfig& config);
/// The `parent` field of a run forked there; empty without an id.
std::string parentText(const ForkPoint& point);

struct TreeLine {
  int depth = 0;  ///< 0: a run without a parent among those given
  RunPtr run;
};
/// The runs as trees: every parent before its forks, those in the order of their steps.
std::vector<TreeLine> runTree(const std::vector<RunPtr>& runs);

}  // namespace entroscope
