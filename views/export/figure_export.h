// Writes a view's figure to a file: SVG (true vectors, clipped), PDF, PNG, CSV, and a table as LaTeX. GUI
// thread.
#pragma once

#include <QSizeF>
#include <QString>

#include "views/export/figure_style.h"

namespace entroscope {

enum class FigureFormat { Svg, Pdf, Png, Csv, Latex };
/// @throws Error{BadUsage} naming the formats there are.
FigureFormat figureFormatNamed(const QString& name);
/// LaTeX is written of tables alone.
bool canExport(const View& view, FigureFormat format);

struct FigureOptions {
  FigureStyle style{};
  QSizeF size{};          ///< px at 96 dpi; empty: what the style makes it
  double pngScale = 2.0;  ///< PNG pixels per logical pixel
};

/// The file's bytes; the same input gives the same bytes everywhere (PDFs bear a fixed date).
QByteArray renderFigure(View& view, FigureFormat format, const FigureOptions& options = {});

/// renderFigure into a file, atomically. @throws Error{Io} naming the path.
void exportFigure(View& view, FigureFormat format, const QString& path, const FigureOptions& options = {});

}  // namespace entroscope
