// Writes one figure to a file or several into a folder. Shared by the window and `entroscope export`,
// so that both give the same bytes. GUI thread.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "views/export/figure_export.h"
#include "views/plot/view.h"

namespace entroscope {

/// "svg", "pdf", "png", "csv", "tex"
QString suffixOf(FigureFormat format);

/// The views named by `figures`, with commas between, in that order; all of them for "all".
/// @throws Error{BadUsage} naming the figures there are.
std::vector<View*> figuresNamed(const std::vector<View*>& views, const QString& figures);

struct FigureRequest {
  FigureFormat format = FigureFormat::Svg;
  FigureStyle style{};
};

/// Writes one figure to the file `out`. @throws Error{Io, BadUsage}; nothing is left half-written.
void writeFigure(View& view, const QString& out, const FigureRequest& request);

/// Writes each figure to `folder`/NAME.SUFFIX; the folder is made when missing. All figures are drawn
/// before the first is written; those that cannot be of this format are left out. @return the files. @throws
/// Error{Io, BadUsage}.
QStringList writeFigures(const std::vector<View*>& views, const QString& folder,
                         const FigureRequest& request);

}  // namespace entroscope
