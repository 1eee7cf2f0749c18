#include "views/curves/curves_model.h"

#include <algorithm>
#include <cmath>

#include "views/plot/csv.h"
#include "views/plot/step_tokens.h"

namespace entroscope {
namespace {

// Beyond each edge of the window, so that a line leaves the plot instead of ending in it.
constexpr double kOverhang = 0.02;

XWindow wholeWindow(const CurvesModel::Runs& runs, XAxis axis) {
  XWindow window{0, 0};
  // A published run's one evaluation, far beyond the others' steps, would squeeze them onto the axis.
  const auto published = [](const OpenRun* open) { return open->run->info().status == RunStatus::Reference; };
  const bool onlyPublished = std::all_of(runs.begin(), runs.end(), published);
  for (const OpenRun* open : runs) {
    if (published(open) && !onlyPublished) continue;
    const RunInfo& info = open->run->info();
    window.last =
        std::max(window.last, static_cast<double>(axis == XAxis::Step ? info.lastStep : info.tokens));
  }
  if (window.last <= 0) window.last = 1;
  return window;
}

}  // namespace

CurveFigure CurvesModel::figure(const Runs& runs, const CurveOptions& options) const {
  CurveFigure figure;
  figure.xAxis = options.xAxis;
  figure.logarithmic = options.logarithmic;
  figure.window = options.window.value_or(wholeWindow(runs, options.xAxis));
  if (runs.empty()) {
    figure.empty = noRunsText();
  } else {
    fill(figure, runs, options);
  }
  return figure;
}

StepRange CurvesModel::stepsFor(const Run& run, const CurveFigure& figure, double extraSteps) {
  double first = figure.window.first - kOverhang * figure.window.width();
  double last = figure.window.last + kOverhang * figure.window.width();
  if (figure.xAxis == XAxis::Tokens) {
    const StepTokens map(run);
    first = map.stepAt(first);
    last = map.stepAt(last);
  }
  return {static_cast<std::int64_t>(std::floor(std::max(0.0, first - extraSteps))),
          static_cast<std::int64_t>(std::ceil(std::max(0.0, last)))};
}

CurveLine CurvesModel::scalarLine(const ScalarSeries& series) {
  CurveLine line;
  line.step = series.step;
  line.tokens = series.tokens;
  line.value = series.value;
  line.minimum = series.minimum;
  line.maximum = series.maximum;
  line.hasNan.resize(series.size());
  for (std::size_t i = 0; i < series.size(); ++i) {
    line.hasNan[i] = series.nanCount[i] > 0 || !std::isfinite(series.value[i]);
  }
  return line;
}

QByteArray toCsv(const CurveFigure& figure) {
  CsvWriter csv({"panel", "run", "line", "step", "tokens", "value", "minimum", "maximum", "has_nan"});
  for (const CurvePanel& panel : figure.panels) {
    for (const CurveLine& line : panel.lines) {
      for (std::size_t i = 0; i < line.size(); ++i) {
        const double x = line.x(i, figure.xAxis);
        if (x < figure.window.first || x > figure.window.last) continue;
        const bool band = !line.minimum.empty();
        csv << (panel.title.isEmpty() ? panel.yLabel : panel.title) << line.run << line.label << line.step[i]
            << line.tokens[i] << line.value[i] << (band ? line.minimum[i] : line.value[i])
            << (band ? line.maximum[i] : line.value[i]) << int{!line.hasNan.empty() && line.hasNan[i]};
        csv.endRow();
      }
    }
  }
  return csv.text();
}

}  // namespace entroscope
