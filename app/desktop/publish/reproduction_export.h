// `entroscope export --reproduce`: every figure of a reproduction as a page beside the published one.
// Needs a QApplication (offscreen). GUI thread.
#pragma once

#include <QString>
#include <QStringList>
#include <filesystem>
#include <vector>

#include "app/desktop/publish/figure_batch.h"

namespace entroscope {

/// Draws the figures of `reproduction` that have begun into `out`: table2, fig1, fig2a, fig2b, fig3, fig4,
/// fig5, in each format. What is not published as data is drawn alone; what is unfinished says so.
/// @return the files.
/// @throws Error{Io, BadInput} where the folder is no reproduction, none of its runs has begun or `out`
/// cannot be written; nothing is written then.
QStringList exportReproduction(const std::filesystem::path& reproduction, const QString& out,
                               const std::vector<FigureFormat>& formats, const FigureRequest& look);

}  // namespace entroscope
