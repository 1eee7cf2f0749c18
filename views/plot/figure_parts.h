// Pieces that several hand-painted figures share: colour bar, hatched NaN cell, empty state, round
// ticks. They use the painter's current coordinates (logical pixels). GUI thread.
#pragma once

#include <QFontMetricsF>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <functional>
#include <utility>
#include <vector>

#include "views/plot/theme.h"

namespace entroscope {

/// Steps of 1, 2, 2.5 or 5 times a power of ten inside [low, high], at most `count` of them and few less.
std::vector<double> roundTicks(double low, double high, int count);

struct ColourBar {
  QString label;                                  ///< quantity and unit, written along the bar
  std::function<QColor(double)> map;              ///< over [0, 1], 0 at the bottom
  std::vector<std::pair<double, QString>> ticks;  ///< place in [0, 1] and text
};

/// Width a bar needs with its ticks and its label.
double colourBarWidth(const ColourBar& bar);
/// Draws `bar` into `area` (its width: colourBarWidth), a gradient of 52 stops, upright.
void paintColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const Theme& theme);

/// A cell whose value is NaN: hatched, in a colour that no colour map holds.
void paintNanCell(QPainter& painter, const QRectF& cell, const Theme& theme);

/// `text` in `width`: what stands before its last " · " is shortened first, so that the step stays readable.
QString elidedButEnd(const QFontMetricsF& metrics, const QString& text, double width);

/// Head of a panel among small multiples: the run's colour, its configuration, and a line in small print.
inline constexpr double kPanelTitleHeight = 34;
void paintPanelTitle(QPainter& painter, const QRectF& area, const QColor& colour, const QString& title,
                     const QString& subtitle, const Theme& theme);

/// Every which label fits where labels `needed` wide stand `spacing` apart: 1, 2, 5, 10, …
int labelStride(double spacing, double needed);

/// What stands in the place of a figure that has nothing to show: one line, and what to do about it.
void paintEmptyState(QPainter& painter, const QRectF& area, const QString& title, const QString& advice,
                     const Theme& theme);

}  // namespace entroscope
