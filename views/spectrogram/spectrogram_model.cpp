#include "views/spectrogram/spectrogram_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/measures/overload.h"
#include "views/plot/csv.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

// As many as a panel's pixels can show in a figure of several; a bucket is the mean of its steps.
constexpr int kBuckets = 240;

}  // namespace

int SpectrogramModel::layersOf(const RunSet& runs) {
  int layers = 0;
  for (const OpenRun* open : runs.visible()) layers = std::max(layers, open->run->config().model.layers);
  return layers;
}

void SpectrogramModel::update(const RunSet& runs, int layer) {
  panels_.clear();
  anyRun_ = !runs.visible().empty();
  high_ = 0;
  firstStep_ = std::numeric_limits<std::int64_t>::max();
  lastStep_ = 0;
  for (const OpenRun* open : runs.visible()) {
    const FrameSeries series = open->run->frames(measure::kEntropy, {}, kBuckets);
    if (series.size() == 0 || layer >= series.rows) continue;
    SpectrogramPanel panel;
    panel.title = shortLabel(*open, runs.visible());
    panel.runName = open->name();
    panel.colourIndex = open->colourIndex;
    panel.shown = stepAt(*open, runs.cursor());
    panel.heads = series.columns;
    panel.layer = layer;
    panel.lastStep = series.step;
    if (runs.brush()) panel.lit = *runs.brush() * overloadMaximumOf(runs, *open);
    const std::int64_t spacing = series.size() > 1 ? series.step[1] - series.step[0] : 1;
    const auto heads = static_cast<std::size_t>(series.columns);
    const auto all = static_cast<std::size_t>(series.rows) * heads;
    for (std::size_t b = 0; b < series.size(); ++b) {
      panel.firstStep.push_back(b > 0 ? series.step[b - 1] + 1
                                      : std::max<std::int64_t>(0, series.step[0] - spacing + 1));
      const auto from = series.values.begin() +
                        static_cast<std::ptrdiff_t>(b * all + static_cast<std::size_t>(layer) * heads);
      panel.entropy.insert(panel.entropy.end(), from, from + static_cast<std::ptrdiff_t>(heads));
    }
    firstStep_ = std::min(firstStep_, panel.firstStep.front());
    lastStep_ = std::max(lastStep_, panel.lastStep.back());
    high_ = std::max(high_, theoreticalMaximumEntropy(std::max(open->run->config().model.context, 1)));
    panels_.push_back(std::move(panel));
  }
  if (panels_.empty()) firstStep_ = 0;
  if (!(high_ > 0)) high_ = 1;
}

QByteArray SpectrogramModel::csv() const {
  CsvWriter out({"run", "configuration", "first_step", "last_step", "layer", "head", "entropy_nats"});
  for (const SpectrogramPanel& panel : panels_) {
    for (std::size_t b = 0; b < panel.buckets(); ++b) {
      for (int head = 0; head < panel.heads; ++head) {
        out << panel.runName << panel.title << panel.firstStep[b] << panel.lastStep[b] << panel.layer << head
            << panel.at(b, head);
        out.endRow();
      }
    }
  }
  return out.text();
}

QString SpectrogramModel::printed() const {
  QString text;
  for (const SpectrogramPanel& panel : panels_) {
    text += QStringLiteral("%1 | layer %2\n").arg(panel.title).arg(panel.layer);
    for (int head = 0; head < panel.heads; ++head) {
      QStringList row;
      for (std::size_t b = 0; b < panel.buckets(); ++b) {
        const float value = panel.at(b, head);
        row << QString::number(double(value), 'f', 2) + (panel.lit > 0 && value >= panel.lit ? "*" : "");
      }
      text += row.join(u' ') + u'\n';
    }
  }
  return text;
}

}  // namespace entroscope
