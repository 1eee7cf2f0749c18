// A figure of the window as the command that writes the same bytes. GUI thread.
#pragma once

#include <QString>

#include "views/export/figure_export.h"

namespace entroscope {

/// `entroscope export` with the runs shown, the figure (or the figures of a page), what their views are set
/// to, the style and the program's language; for a POSIX shell. What only this process has, the live state of
/// a run it trains, is in no command.
QString exportCommand(View& view, FigureFormat format, const FigureStyle& style);

}  // namespace entroscope
