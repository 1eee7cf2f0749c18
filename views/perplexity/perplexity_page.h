// The perplexity table on a page: rules above, below and under the head, as in a paper. GUI thread.
#pragma once

#include <QSizeF>

#include "views/plot/theme.h"

class QPainter;

namespace entroscope {

class PerplexityModel;

/// What the table takes at the page's text size, px, margins included.
QSizeF perplexityPageSize(const PerplexityModel& model);

/// The least it takes with names shortened, px.
double perplexityPageLeastWidth(const PerplexityModel& model);

/// Columns are as wide as their text, in the middle of `size`; names are shortened where they do not fit.
void paintPerplexityPage(QPainter& painter, QSizeF size, const Theme& theme, const PerplexityModel& model);

}  // namespace entroscope
