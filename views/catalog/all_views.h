// Every view there is, in tab order. The window and the exporter both take them from here.
#pragma once

#include <vector>

#include "views/plot/view.h"

namespace entroscope {

/// New views on `runs`; owned by `parent` (or by the caller when null).
std::vector<View*> makeAllViews(RunSet& runs, QWidget* parent = nullptr);

}  // namespace entroscope
