// Numbers and texts of the overload histogram: share of heads in the four quarters of [0, M], one bar a
// run (paper, Fig 2a). No widgets; GUI thread. Entropies and M in nats.
#pragma once

#include <QByteArray>
#include <QLocale>
#include <QString>
#include <array>
#include <cstdint>
#include <vector>

#include "core/measures/overload.h"
#include "views/plot/empty_state.h"
#include "views/plot/run_set.h"

namespace entroscope {

struct HistogramBars {
  QString label;  ///< the run; with its own M where runs differ in it
  QString run;
  int colourIndex = 0;
  std::int64_t step = 0;
  OverloadHistogram histogram;
};

struct HistogramFigure {
  std::vector<HistogramBars> runs;
  std::array<QString, 4> quarters;  ///< "0–M/4" …
  QString axisTitle;                ///< what M is and where it comes from
  QString shortTitle;               ///< the same where there is little room
  QString note;                     ///< undefined heads, named; empty: none
  EmptyText empty;                  ///< why there is nothing and what to do; set when runs is empty
};

/// Histogram of the visible runs at the cursor.
/// @param locale of the numbers in texts: the user's on screen, C in files.
HistogramFigure histogramFigure(const RunSet& runs, const QLocale& locale);

/// One row a run and quarter: run, step, maximum, from, to, heads, percent, undefined. C locale.
QByteArray toCsv(const HistogramFigure& figure);

/// "SM+G: 2 of 144 heads …": the figure in words, for screen readers.
QString toWords(const HistogramFigure& figure, const QLocale& locale);

}  // namespace entroscope
