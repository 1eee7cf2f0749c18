// A figure for the clipboard. GUI thread.
#pragma once

#include <QMimeData>
#include <memory>

#include "views/export/figure_style.h"

namespace entroscope {

/// The view's figure in this style as SVG (image/svg+xml) and PNG (image/png and as a picture):
/// whoever pastes takes the best it knows. No text, which some would prefer to the picture.
std::unique_ptr<QMimeData> figureForClipboard(View& view, const FigureStyle& style);

}  // namespace entroscope
