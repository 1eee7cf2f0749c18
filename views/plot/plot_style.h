// What every QCustomPlot of ours shares: colours and fonts of a theme, tick texts, the way onto a page.
// GUI thread. Lengths are logical pixels at 96 dpi.
#pragma once

#include <QLocale>
#include <QSharedPointer>
#include <QSizeF>
#include <cstdint>

#include "views/plot/qcp.h"
#include "views/plot/theme.h"

namespace entroscope {

/// Numbers follow the user's locale on screen and the C locale in files.
enum class Numbers { Screen, File };
QLocale localeFor(Numbers numbers);

/// Text sizes in points; the same on screen and in files.
inline constexpr double kTitleSize = 9.75, kLabelSize = 9.0, kTickSize = 8.25;

/// Background, axis pens, grid, fonts, legend of `plot`. Call again after adding axis rects.
void applyTheme(QCustomPlot& plot, const Theme& theme, Numbers numbers = Numbers::Screen);
/// The same for one axis (colour bars' axes, axes added later).
void applyTheme(QCPAxis& axis, const Theme& theme);

/// A run's curve: its lasting colour in this theme, 1.5 px, round joins.
QPen curvePen(const Theme& theme, int colourIndex, Qt::PenStyle style = Qt::SolidLine);

/// "0", "500", "12k", "1.5M": steps and tokens, exact (no rounding) in at most 5 characters for round
/// numbers.
QString shortCount(std::int64_t count, const QLocale& locale);
/// Of the whole number nearest to a place on an axis; nothing where an axis reaches beyond what can be
/// counted.
QString shortCount(double count, const QLocale& locale);
/// Ticker whose labels are shortCount; for step and token axes. Only whole numbers are ticked.
QSharedPointer<QCPAxisTicker> countTicker();

}  // namespace entroscope
