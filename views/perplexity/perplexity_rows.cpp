#include "views/perplexity/perplexity_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/measures/overload.h"
#include "views/perplexity/perplexity_seeds.h"

namespace entroscope {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Perplexity)
};

constexpr const char* kBaselineConfiguration = "SM+LN+G";

using Runs = std::vector<const OpenRun*>;

PerplexityRow rowOf(const OpenRun& open, const Cursor& cursor) {
  const std::int64_t shown = stepAt(open, cursor);
  PerplexityRow row;
  row.run = open.name();
  row.configuration = QString::fromStdString(open.run->config().configuration);
  row.id = open.run->info().id;
  row.colourIndex = open.colourIndex;
  for (const Evaluation& evaluation : open.run->evaluations()) {
    if (evaluation.step > shown) break;
    // A diverged evaluation is never the best one.
    const bool better = std::isfinite(evaluation.perplexity) && !(evaluation.perplexity >= row.best);
    if (!row.evaluated || std::isnan(row.best) || better) row.best = evaluation.perplexity;
    row.evaluated = true;
    row.perplexity = evaluation.perplexity;
    row.loss = evaluation.loss;
    row.step = evaluation.step;
    row.tokens = evaluation.tokens;
  }
  return row;
}

bool sameArchitecture(const RunConfig& a, const RunConfig& b) {
  const ModelConfig &m = a.model, &n = b.model;
  return m.family == n.family && m.layers == n.layers && m.heads == n.heads && m.width == n.width &&
         m.ffn() == n.ffn() && m.context == n.context;
}

/// Why two runs' perplexities do not compare; empty: they do.
QString obstacle(const RunConfig& run, const RunConfig& baseline) {
  const auto differ = [](const std::string& a, const std::string& b) { return a != b; };
  const DataConfig &a = run.data, &b = baseline.data;
  if (a.tokenizerHash.empty() || b.tokenizerHash.empty() || a.validationHash.empty() ||
      b.validationHash.empty()) {
    return Words::tr("tokenizer or validation data unknown");
  }
  if (differ(a.tokenizerHash, b.tokenizerHash)) return Words::tr("another tokenizer than the baseline’s");
  if (differ(a.validationHash, b.validationHash))
    return Words::tr("other validation data than the baseline’s");
  // From its beginning, the part that an evaluation reads; 0: all of it.
  const auto part = [](const RunConfig& c) {
    return std::int64_t{c.train.evaluationBatches} * c.train.batch * c.model.context;
  };
  if (part(run) != part(baseline))
    return Words::tr("evaluated on another part of the validation data than the baseline");
  return {};
}

/// The run that `open` is compared with, or nothing and why.
const OpenRun* baselineFor(const OpenRun& open, const Runs& shown, const std::string& id, QString& reason) {
  if (!id.empty()) {
    for (const OpenRun* other : shown) {
      if (other->run->info().id == id) return other;
    }
    reason = Words::tr("the chosen baseline is not shown");
    return nullptr;
  }
  const RunConfig& config = open.run->config();
  if (config.configuration == kBaselineConfiguration) return &open;
  const OpenRun* best = nullptr;
  bool shape = false;
  for (const OpenRun* other : shown) {
    const RunConfig& candidate = other->run->config();
    if (candidate.configuration != kBaselineConfiguration) continue;
    if (!sameArchitecture(config, candidate)) {
      shape = true;
      continue;
    }
    const QString why = obstacle(config, candidate);
    if (!why.isEmpty()) {
      reason = why;
      continue;
    }
    if (best == nullptr ||
        (best->run->config().train.seed != config.train.seed && candidate.train.seed == config.train.seed)) {
      best = other;
    }
  }
  if (best == nullptr && reason.isEmpty()) {
    reason = shape ? Words::tr("no SM+LN+G run of the same architecture and context is shown")
                   : Words::tr("no SM+LN+G run is shown");
  }
  return best;
}

}  // namespace

std::vector<PerplexityRow> perplexityRows(const RunSet& runs, const std::string& baselineId) {
  const Runs shown = runs.visible();
  std::vector<PerplexityRow> rows;
  for (const OpenRun* open : shown) rows.push_back(rowOf(*open, runs.cursor()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    PerplexityRow& row = rows[i];
    QString reason;
    const OpenRun* baseline = baselineFor(*shown[i], shown, baselineId, reason);
    if (!row.evaluated) {
      row.remark = Words::tr("not evaluated yet");
      continue;
    }
    if (baseline == nullptr) {
      row.remark = reason;
      continue;
    }
    row.baselineId = baseline->run->info().id;
    if (baseline == shown[i]) {
      row.baseline = true;
      continue;
    }
    PerplexityRow& against =
        rows[static_cast<std::size_t>(std::find(shown.begin(), shown.end(), baseline) - shown.begin())];
    if (const QString why = obstacle(shown[i]->run->config(), baseline->run->config()); !why.isEmpty()) {
      row.remark = why;
    } else if (!against.evaluated) {
      row.remark = Words::tr("the baseline is not evaluated yet");
    } else if (!std::isfinite(row.perplexity) || !std::isfinite(against.perplexity)) {
      row.remark = Words::tr("a perplexity is not finite");
    } else {
      row.change = perplexityChangePercent(row.perplexity, against.perplexity);
      if (row.tokens != against.tokens) {
        row.remark = Words::tr("after another number of tokens than the baseline");
      } else if (!sameArchitecture(shown[i]->run->config(), baseline->run->config())) {
        row.remark = Words::tr("another architecture or context than the baseline’s");
      }
    }
  }
  return withSeedMeans(std::move(rows), shown);
}

}  // namespace entroscope
