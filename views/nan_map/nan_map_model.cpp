#include "views/nan_map/nan_map_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "views/plot/csv.h"
#include "views/plot/plot_style.h"

namespace entroscope {
namespace {

// More than a panel has pixels: a bucket is then never wider than a drawn column.
constexpr int kBuckets = 1024;

std::string measureOf(NanSite site) { return std::string(measure::kNanPrefix) + std::string(toText(site)); }

/// One number a row: a file from elsewhere may hold several columns, of which the largest stands for all.
std::vector<float> largestOfRows(const std::vector<float>& values, int columns) {
  if (columns == 1) return values;
  const auto width = static_cast<std::size_t>(columns);
  std::vector<float> largest;
  for (std::size_t i = 0; i + width <= values.size(); i += width) {
    const auto row = values.begin() + static_cast<std::ptrdiff_t>(i);
    largest.push_back(*std::max_element(row, row + static_cast<std::ptrdiff_t>(width)));
  }
  return largest;
}

NanMapPanel panelOf(const OpenRun& open, const FrameSeries& series, std::int64_t from) {
  NanMapPanel panel;
  panel.runId = open.run->info().id;
  panel.title = QString::fromStdString(open.run->config().configuration);
  panel.runName = open.name();
  if (panel.title.isEmpty()) panel.title = panel.runName;
  if (panel.runName != panel.title) panel.subtitle = panel.runName;
  panel.colourIndex = open.colourIndex;
  panel.layers = series.rows;
  panel.lastStep = series.step;
  panel.mean = series.values;
  panel.largest = series.maximum;
  // A count that is no number is a reader's gap or an imported file's nonsense: shown as none.
  constexpr float kMost = 1e15F;  // more than any tensor holds, and the scale's steps stay whole numbers
  for (std::vector<float>* counts : {&panel.mean, &panel.largest}) {
    for (float& count : *counts) count = std::isfinite(count) ? std::clamp(count, 0.0F, kMost) : 0;
    *counts = largestOfRows(*counts, series.columns);
  }
  for (std::size_t b = 0; b < series.size(); ++b) {
    // A bucket begins after the one before it; where the first begins, its spacing to the second tells.
    const std::int64_t spacing = series.size() > 1 ? series.step[1] - series.step[0] : 1;
    panel.firstStep.push_back(b > 0 ? series.step[b - 1] + 1 : std::max(from, series.step[0] - spacing + 1));
  }
  return panel;
}

struct FirstBucket {
  std::size_t bucket = 0;
  int layer = 0;
};

std::optional<FirstBucket> firstBucketWithNan(const FrameSeries& series) {
  const auto columns = static_cast<std::size_t>(series.columns);
  const std::size_t width = static_cast<std::size_t>(series.rows) * columns;
  for (std::size_t i = 0; i < series.maximum.size(); ++i) {
    if (series.maximum[i] > 0) return FirstBucket{i / width, static_cast<int>(i % width / columns)};
  }
  return std::nullopt;
}

}  // namespace

bool NanMapPanel::anyNan() const {
  return std::any_of(largest.begin(), largest.end(), [](float count) { return count > 0; });
}

std::optional<FirstNan> firstNan(const Run& run, std::string_view measure) {
  StepRange range;
  for (;;) {
    const FrameSeries series = run.frames(measure, range, kBuckets);
    const auto first = firstBucketWithNan(series);
    if (!first) return std::nullopt;
    const std::size_t bucket = first->bucket;
    const StepRange inside{bucket > 0 ? series.step[bucket - 1] + 1 : range.first, series.step[bucket]};
    const bool exact = series.size() < kBuckets || inside.first == inside.last;
    // Steps of a file from elsewhere may lead out of the range: each look has to narrow it.
    const bool narrower = inside.first >= range.first && inside.last <= range.last &&
                          (inside.first != range.first || inside.last != range.last);
    if (!exact && narrower) {
      range = inside;
      continue;
    }
    return FirstNan{series.step[bucket], first->layer};
  }
}

std::optional<std::int64_t> firstNanStep(const Run& run) {
  std::optional<std::int64_t> first;
  const auto earlier = [&](std::int64_t step) { first = std::min(first.value_or(step), step); };
  for (int site = 0; site < kNanSites; ++site) {
    if (const auto found = firstNan(run, measureOf(static_cast<NanSite>(site)))) earlier(found->step);
  }
  // Marked as they are met, also at steps whose tensors were not measured.
  for (const RunEvent& event : run.events()) {
    if (event.kind == "nan") earlier(event.step);
  }
  return first;
}

void NanMapModel::update(const RunSet& runs, NanSite site, StepRange range) {
  panels_.clear();
  without_.clear();
  site_ = site;
  largest_ = 0;
  firstStep_ = std::numeric_limits<std::int64_t>::max();
  lastStep_ = std::numeric_limits<std::int64_t>::min();
  const std::string measure = measureOf(site);
  for (const OpenRun* open : runs.visible()) {
    const FrameSeries series = open->run->frames(measure, range, kBuckets);
    if (series.size() == 0) {
      without_.push_back(open->label());
      continue;
    }
    NanMapPanel panel = panelOf(*open, series, range.first);
    if (const auto first = panel.anyNan() ? firstNan(*open->run, measure) : std::nullopt) {
      const QString text = tr("first NaN at step %1, layer %2").arg(first->step).arg(first->layer);
      panel.subtitle += panel.subtitle.isEmpty() ? text : QStringLiteral(" · ") + text;
    }
    firstStep_ = std::min(firstStep_, panel.firstStep.front());
    lastStep_ = std::max(lastStep_, panel.lastStep.back());
    for (float count : panel.largest) largest_ = std::max(largest_, count);
    panels_.push_back(std::move(panel));
  }
  if (panels_.empty()) firstStep_ = lastStep_ = 0;
}

double NanMapModel::place(float count) const {
  if (largest_ <= 1) return 1;
  return std::clamp(std::log(double(count)) / std::log(double(largest_)), 0.0, 1.0);
}

std::vector<std::int64_t> NanMapModel::cursors(const RunSet& runs) const {
  std::vector<std::int64_t> steps(panels_.size(), Cursor::kFollow);
  for (std::size_t i = 0; i < panels_.size(); ++i) {
    for (const OpenRun& open : runs.runs()) {
      if (open.run->info().id == panels_[i].runId) steps[i] = stepAt(open, runs.cursor());
    }
  }
  return steps;
}

QString NanMapModel::siteName(NanSite site) {
  switch (site) {
    case NanSite::Scores:
      return tr("attention scores");
    case NanSite::Probabilities:
      return tr("attention probabilities");
    case NanSite::Residual:
      return tr("residual stream");
    case NanSite::Gradients:
      return tr("gradients");
  }
  return {};
}

QString NanMapModel::toolTip(const NanMapPanel& panel, std::size_t bucket, int layer,
                             const QLocale& locale) const {
  const std::int64_t first = panel.firstStep[bucket], last = panel.lastStep[bucket];
  const QString steps = first == last ? tr("step %1").arg(last) : tr("steps %1–%2").arg(first).arg(last);
  const auto count = static_cast<qlonglong>(std::llround(panel.at(bucket, layer)));
  const QString text = first == last ? tr("NaNs: %1") : tr("NaNs in one step: up to %1");
  return tr("%1 · %2\nLayer %3").arg(panel.title, steps).arg(layer) + '\n' + text.arg(locale.toString(count));
}

QByteArray NanMapModel::csv() const {
  CsvWriter out({"run", "configuration", "site", "first_step", "last_step", "layer", "nan_count_max",
                 "nan_count_mean"});
  const QString site = QString::fromUtf8(toText(site_).data(), qsizetype(toText(site_).size()));
  for (const NanMapPanel& panel : panels_) {
    for (std::size_t b = 0; b < panel.buckets(); ++b) {
      for (int layer = 0; layer < panel.layers; ++layer) {
        const auto at = b * static_cast<std::size_t>(panel.layers) + static_cast<std::size_t>(layer);
        out << panel.runName << panel.title << site << panel.firstStep[b] << panel.lastStep[b] << layer
            << panel.largest[at] << panel.mean[at];
        out.endRow();
      }
    }
  }
  return out.text();
}

QString NanMapModel::printed() const {
  QString text;
  for (const NanMapPanel& panel : panels_) {
    text += panel.title + QStringLiteral(" | ") + panel.subtitle + '\n';
    for (int layer = 0; layer < panel.layers; ++layer) {
      QStringList counts;
      for (std::size_t b = 0; b < panel.buckets(); ++b) counts << QString::number(panel.at(b, layer));
      text += counts.join(' ') + '\n';
    }
  }
  for (const QString& label : without_) text += QStringLiteral("not recorded: ") + label + '\n';
  return text;
}

}  // namespace entroscope
