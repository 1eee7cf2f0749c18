// What a curve view shows, as plain values: panels of lines over steps or tokens, with everything
// decimation hides (minimum, maximum, NaN). No widgets, no colours: a line names its run's colour or
// its shade in a sequence, and the plot asks the theme.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "views/plot/empty_state.h"
#include "views/plot/linked_axis.h"
#include "views/plot/step_tokens.h"

namespace entroscope {

enum class LineStyle {
  Plain,
  Ghost,       ///< the raw line behind a smoothed one: faint, with its band
  Marked,      ///< few points, each with a mark: evaluations
  Emphasised,  ///< thicker than its neighbours
  Reference    ///< dashed, not measured: decay-only slope
};

struct CurveLine {
  QString run;         ///< label of the run, for CSV and reading
  QString label;       ///< what the line is: the run, or "layer 3"
  int runColour = -1;  ///< into Theme::runColours; −1: use `shade`
  double shade = 0;    ///< 0…1 along the sequential colours
  LineStyle style = LineStyle::Plain;
  bool inLegend = false;
  std::vector<std::int64_t> step, tokens;
  std::vector<float> value;             ///< NaN where a bucket holds no finite value
  std::vector<float> minimum, maximum;  ///< what the bucket hides; empty: no band
  std::vector<std::uint8_t> hasNan;     ///< 1 where a value in the bucket is NaN or infinite

  std::size_t size() const { return step.size(); }
  double x(std::size_t i, XAxis axis) const {
    return static_cast<double>(axis == XAxis::Step ? step[i] : tokens[i]);
  }
};

struct CurvePanel {
  QString title;  ///< above the panel; empty: none
  QString yLabel;
  std::vector<CurveLine> lines;
  std::optional<double> level;  ///< a dashed horizontal line …
  QString levelLabel;           ///< … and what it is
  bool fromZero = false;        ///< the vertical axis includes 0
};

enum class Arrangement {
  Grid,  ///< small multiples: one vertical scale for all panels
  Stack  ///< one above the other: each with its own vertical scale
};

/// One swatch of the key for sequential colours.
struct ShadeKey {
  QString label;
  double shade = 0;
};

struct CurveFigure {
  std::vector<CurvePanel> panels;
  Arrangement arrangement = Arrangement::Grid;
  XAxis xAxis = XAxis::Step;
  XWindow window;            ///< horizontal range shown
  bool logarithmic = false;  ///< vertical axes
  QString shadeTitle;        ///< "Layer"
  std::vector<ShadeKey> shades;
  QString markedLegend;     ///< what a marked line is: "evaluation"; empty: none
  QString referenceLegend;  ///< what a reference line is; empty: none
  EmptyText empty;          ///< why there is nothing and what to do; set when panels is empty
};

}  // namespace entroscope
