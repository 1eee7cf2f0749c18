#include "views/nan_trace/nan_trace_model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "views/plot/csv.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

/// The newest mark of a NaN up to `step`, or else the first one.
const RunEvent* markOf(const std::vector<RunEvent>& events, std::int64_t step, bool newestWanted) {
  const RunEvent* first = nullptr;
  const RunEvent* newest = nullptr;
  for (const RunEvent& event : events) {
    if (event.kind != "nan") continue;
    if (first == nullptr) first = &event;
    if (event.step <= step) newest = &event;
  }
  return newestWanted && newest != nullptr ? newest : first;
}

/// What was counted at exactly this step, row by row; empty when it was not measured, or in another shape.
std::vector<float> countsAt(const Run& run, std::string_view name, std::int64_t step, int columns) {
  const auto frame = run.frameAt(name, step);
  return frame && frame->step == step && frame->columns == columns ? frame->values : std::vector<float>();
}

/// Files from elsewhere may hold any shape under these names, and steps of which only one was measured.
bool belongTogether(const FrameSeries& residual, const FrameSeries& scores, const FrameSeries& gradient,
                    int layers) {
  return residual.rows == layers && residual.columns == 2 && scores.rows == layers &&
         gradient.rows == layers && gradient.columns == 1 && scores.step == residual.step &&
         gradient.step == residual.step;
}

std::optional<int> firstPositive(const std::vector<float>& values, std::size_t from, std::size_t count) {
  for (std::size_t i = 0; i < count && from + i < values.size(); ++i) {
    if (values[from + i] > 0) return static_cast<int>(i);
  }
  return std::nullopt;
}

struct Place {
  NanSite site = NanSite::Scores;
  int layer = 0;
  std::optional<int> head;
};

/// The first NaN in the order of the passes: layer by layer scores, probabilities, residual; then gradients.
std::optional<Place> placeOf(const Run& run, std::int64_t step, int layers, int heads) {
  std::array<std::vector<float>, kNanSites> counts;
  for (int site = 0; site < kNanSites; ++site) {
    const std::string name =
        std::string(measure::kNanPrefix) + std::string(toText(static_cast<NanSite>(site)));
    counts[static_cast<std::size_t>(site)] = countsAt(run, name, step, 1);
  }
  const auto found = [&](NanSite site, int layer) {
    const auto& values = counts[static_cast<std::size_t>(site)];
    return static_cast<std::size_t>(layer) < values.size() && values[static_cast<std::size_t>(layer)] > 0;
  };
  for (int layer = 0; layer < layers; ++layer) {
    for (const NanSite site : {NanSite::Scores, NanSite::Probabilities, NanSite::Residual}) {
      if (!found(site, layer)) continue;
      const auto width = static_cast<std::size_t>(heads);
      const auto rows = countsAt(run, measure::kNanRowShare, step, heads);
      return Place{site, layer,
                   site == NanSite::Residual
                       ? std::nullopt
                       : firstPositive(rows, static_cast<std::size_t>(layer) * width, width)};
    }
  }
  for (int layer = 0; layer < layers; ++layer) {
    if (found(NanSite::Gradients, layer)) return Place{NanSite::Gradients, layer, std::nullopt};
  }
  return std::nullopt;
}

}  // namespace

QString NanTraceModel::quantityName(TraceQuantity quantity) {
  switch (quantity) {
    case TraceQuantity::Scores:
      return tr("Scores: largest ln Σ exp");
    case TraceQuantity::Residual:
      return tr("Residual stream: largest |x|");
    case TraceQuantity::Gradient:
      return tr("Gradient: L2 norm");
  }
  return {};
}

void NanTraceModel::update(const RunSet& runs, int steps) {
  panels_.clear();
  anyRun_ = !runs.visible().empty();
  for (const OpenRun* open : runs.visible()) {
    const Run& run = *open->run;
    const std::int64_t step = stepAt(*open, runs.cursor());
    const std::vector<RunEvent> events = run.events();
    const bool waits = open->live && !open->live->held.empty();
    const RunEvent* mark = markOf(events, step, waits || !runs.cursor().follows());
    const std::int64_t last = mark != nullptr ? mark->step : step;
    const auto newest = run.frameAt(measure::kResidualRange, last);
    if (!newest) continue;

    NanTracePanel panel;
    panel.title = shortLabel(*open, runs.visible());
    panel.runName = open->name();
    panel.colourIndex = open->colourIndex;
    panel.layers = newest->rows;
    // The steps wanted at the spacing of the measures, each row by itself and none of them averaged.
    const auto before = run.frameAt(measure::kResidualRange, newest->step - 1);
    const std::int64_t spacing = before ? newest->step - before->step : 1;
    const StepRange range{std::max<std::int64_t>(0, newest->step - spacing * (steps - 1)), newest->step};
    const FrameSeries residual = run.frames(measure::kResidualRange, range, 4 * steps);
    const FrameSeries scores = run.frames(measure::kScoreMaximum, range, 4 * steps);
    const FrameSeries gradient = run.frames(measure::kLayerGradient, range, 4 * steps);
    if (!belongTogether(residual, scores, gradient, panel.layers)) continue;
    panel.steps = residual.step;
    const auto heads = static_cast<std::size_t>(std::max(scores.columns, 1));
    for (std::size_t i = 0; i < residual.values.size() / 2; ++i) {
      const float low = residual.values[2 * i], high = residual.values[2 * i + 1];
      panel.smallest.push_back(low);
      panel.largest.push_back(high);
      panel.values[1].push_back(
          std::isnan(low) || std::isnan(high) ? low + high : std::max(std::abs(low), std::abs(high)));
      float most = scores.values[i * heads];
      for (std::size_t h = 1; h < heads; ++h) {
        const float value = scores.values[i * heads + h];
        most = std::isnan(most) || std::isnan(value) ? most + value : std::max(most, value);
      }
      panel.values[0].push_back(most);
    }
    panel.values[2] = gradient.values;

    if (mark == nullptr) {
      panel.headline = tr("No NaN up to step %1").arg(newest->step);
    } else {
      panel.badStep = mark->step;
      panel.headline = QString::fromStdString(mark->text);
      const int heads_ = static_cast<int>(heads);
      if (const auto place = placeOf(run, mark->step, panel.layers, heads_)) {
        static const std::array<const char*, kNanSites> sites = {
            QT_TR_NOOP("attention scores"), QT_TR_NOOP("attention probabilities"),
            QT_TR_NOOP("residual stream"), QT_TR_NOOP("gradients")};
        panel.layer = place->layer;
        panel.head = place->head;
        const QString site = tr(sites[static_cast<std::size_t>(place->site)]);
        panel.headline =
            place->head
                ? tr("First NaN at step %1: layer %2, head %3, %4")
                      .arg(mark->step)
                      .arg(place->layer)
                      .arg(*place->head)
                      .arg(site)
                : tr("First NaN at step %1: layer %2, %3").arg(mark->step).arg(place->layer).arg(site);
      }
    }
    panels_.push_back(std::move(panel));
  }
}

QByteArray NanTraceModel::csv() const {
  CsvWriter out({"run", "configuration", "step", "layer", "score_maximum", "residual_smallest",
                 "residual_largest", "gradient_norm"});
  for (const NanTracePanel& panel : panels_) {
    for (std::size_t s = 0; s < panel.steps.size(); ++s) {
      for (int layer = 0; layer < panel.layers; ++layer) {
        const auto at = s * static_cast<std::size_t>(panel.layers) + static_cast<std::size_t>(layer);
        out << panel.runName << panel.title << panel.steps[s] << layer
            << panel.at(TraceQuantity::Scores, s, layer) << panel.smallest[at] << panel.largest[at]
            << panel.at(TraceQuantity::Gradient, s, layer);
        out.endRow();
      }
    }
  }
  return out.text();
}

QString NanTraceModel::printed() const {
  QString text;
  for (const NanTracePanel& panel : panels_) {
    text += panel.title + QStringLiteral(" | ") + panel.headline + u'\n';
    for (int q = 0; q < kTraceQuantities; ++q) {
      const auto quantity = static_cast<TraceQuantity>(q);
      text += quantityName(quantity) + u'\n';
      for (int layer = 0; layer < panel.layers; ++layer) {
        QStringList row;
        for (std::size_t s = 0; s < panel.steps.size(); ++s) {
          row << QString::number(double(panel.at(quantity, s, layer)), 'g', 4);
        }
        text += row.join(u' ') + u'\n';
      }
    }
  }
  return text;
}

}  // namespace entroscope
