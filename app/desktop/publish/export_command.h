// `entroscope export`: draws figures of saved runs without a window. Needs a QApplication (offscreen).
#pragma once

#include "app/desktop/arguments.h"

namespace entroscope {

/// @throws Error naming file, field, expected and found; nothing is left half-written.
void runExport(const ExportArguments& arguments);

}  // namespace entroscope
