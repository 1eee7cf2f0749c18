// The keys that choose a head on any map of layers and heads. GUI thread.
#pragma once

#include <optional>

#include "views/plot/run_set.h"

namespace entroscope {

/// Arrow keys move the selected head within [0, last], the first of them selects head 0 of layer 0; Escape
/// lets go. Without a map (`last` empty) arrows do nothing. @return false for any other key.
bool chooseHeadByKey(RunSet& runs, int key, std::optional<HeadId> last);

}  // namespace entroscope
