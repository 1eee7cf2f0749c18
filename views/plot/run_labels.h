// Short names of runs for legends and panel titles.
#pragma once

#include <QString>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

/// The configuration where no other of the runs shown has the same, else the full label.
QString shortLabel(const OpenRun& run, const std::vector<const OpenRun*>& shown);

}  // namespace entroscope
