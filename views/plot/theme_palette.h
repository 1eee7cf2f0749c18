// Colours of buttons, boxes and tables beside a figure, so that a whole view follows its theme.
#pragma once

#include <QPalette>

#include "views/plot/theme.h"

namespace entroscope {

QPalette themePalette(const Theme& theme);

}  // namespace entroscope
