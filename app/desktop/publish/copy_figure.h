// A figure for the clipboard. GUI thread.
#pragma once

#include <QMimeData>
#include <memory>

#include "views/plot/view.h"

namespace entroscope {

/// The view's figure in the theme for print as SVG (image/svg+xml) and PNG (image/png and as a picture):
/// whoever pastes takes the best it knows. No text, which some would prefer to the picture.
std::unique_ptr<QMimeData> figureForClipboard(View& view);

}  // namespace entroscope
