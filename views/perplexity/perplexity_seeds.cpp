#include "views/perplexity/perplexity_seeds.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/measures/overload.h"

namespace entroscope {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Perplexity)
};

struct Spread {
  double mean = 0, deviation = 0;
};

template <typename Value>
Spread spreadOf(const std::vector<const PerplexityRow*>& rows, Value value) {
  Spread spread;
  for (const PerplexityRow* row : rows) spread.mean += value(*row);
  spread.mean /= double(rows.size());
  for (const PerplexityRow* row : rows) spread.deviation += std::pow(value(*row) - spread.mean, 2);
  spread.deviation = std::sqrt(spread.deviation / double(rows.size() - 1));
  return spread;
}

/// The row of means, its change left open; no seeds where fewer than two were evaluated.
PerplexityRow meanOf(const SeedGroup& group, const std::vector<PerplexityRow>& rows) {
  const PerplexityRow& first = rows[group.front()];
  PerplexityRow mean;
  mean.configuration = first.configuration;
  mean.id = "mean of " + first.id;
  mean.colourIndex = first.colourIndex;
  std::vector<const PerplexityRow*> sound;
  for (const std::size_t i : group) {
    if (rows[i].evaluated && std::isfinite(rows[i].perplexity)) sound.push_back(&rows[i]);
  }
  if (sound.size() < 2) return mean;
  mean.evaluated = true;
  mean.seeds = static_cast<int>(sound.size());
  mean.run = Words::tr("mean (n = %1)").arg(mean.seeds);
  const Spread perplexity = spreadOf(sound, [](const PerplexityRow& row) { return row.perplexity; });
  const Spread best = spreadOf(sound, [](const PerplexityRow& row) { return row.best; });
  const Spread loss = spreadOf(sound, [](const PerplexityRow& row) { return row.loss; });
  mean.perplexity = perplexity.mean;
  mean.deviation = perplexity.deviation;
  mean.best = best.mean;
  mean.bestDeviation = best.deviation;
  mean.loss = loss.mean;
  mean.lossDeviation = loss.deviation;
  mean.step = sound.front()->step;
  mean.tokens = sound.front()->tokens;
  if (sound.size() < group.size()) {
    mean.remark = Words::tr("without the seeds that are not evaluated or not finite");
  } else if (std::ranges::any_of(sound, [&](const PerplexityRow* row) { return row->step != mean.step; })) {
    mean.remark = Words::tr("mean over evaluations after different numbers of steps");
  }
  return mean;
}

void compare(PerplexityRow& mean, const SeedGroup& group, const std::vector<PerplexityRow>& rows,
             const std::vector<SeedGroup>& groups, const std::vector<PerplexityRow>& means) {
  if (std::ranges::any_of(group, [&](std::size_t i) { return rows[i].baseline; })) {
    mean.baseline = true;
    return;
  }
  for (const std::size_t i : group) {
    if (!rows[i].change) continue;
    const auto baseline =
        std::ranges::find_if(rows, [&](const PerplexityRow& row) { return row.id == rows[i].baselineId; });
    if (baseline == rows.end()) continue;
    const auto place = static_cast<std::size_t>(baseline - rows.begin());
    double against = baseline->perplexity;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (std::ranges::find(groups[g], place) != groups[g].end() && means[g].seeds > 0)
        against = means[g].perplexity;
    }
    mean.change = perplexityChangePercent(mean.perplexity, against);
    if (mean.remark.isEmpty()) mean.remark = rows[i].remark;
    return;
  }
  if (mean.remark.isEmpty()) mean.remark = rows[group.front()].remark;
}

}  // namespace

std::vector<PerplexityRow> withSeedMeans(std::vector<PerplexityRow> rows,
                                         const std::vector<const OpenRun*>& shown) {
  const std::vector<SeedGroup> groups = seedGroups(shown);
  std::vector<PerplexityRow> means;
  for (const SeedGroup& group : groups) means.push_back(meanOf(group, rows));
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (means[g].seeds > 0) compare(means[g], groups[g], rows, groups, means);
  }
  std::vector<PerplexityRow> result;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result.push_back(std::move(rows[i]));
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups[g].back() == i && means[g].seeds > 0) result.push_back(means[g]);
    }
  }
  return result;
}

}  // namespace entroscope
