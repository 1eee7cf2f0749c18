#include "core/reproduce/figure_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/base/error.h"
#include "core/engine/snapshot.h"
#include "core/measures/overload.h"
#include "core/reproduce/caption.h"
#include "core/reproduce/figures.h"
#include "core/runs/verify.h"

namespace entroscope {
namespace {

constexpr TableCell kNothing{};

std::string sourceOf(const Run& run) {
  return run.info().status == RunStatus::Reference ? "published" : "here";
}

std::string titleOf(const std::string& model) { return std::string(paperModelNamed(model).title); }

/// Mean and count over the finite values of a row.
double rowMean(const Frame& frame, int row) {
  double sum = 0;
  int count = 0;
  for (int column = 0; column < frame.columns; ++column) {
    const float value = frame.values[static_cast<std::size_t>(row * frame.columns + column)];
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

TableCell number(const std::optional<double>& value) { return value ? TableCell(*value) : kNothing; }

std::optional<double> lastPerplexity(const RunPtr& run) {
  if (!run) return std::nullopt;
  const auto all = run->evaluations();
  return all.empty() ? std::nullopt : std::optional(all.back().perplexity);
}

// --- Table 2 ---

class PerplexityTable {
 public:
  PerplexityTable(const ReproductionManifest& manifest, const FigureRuns& runs)
      : manifest_(manifest), runs_(runs) {}

  Table make(const ReproducedFigure& figure) const {
    Table table{"table2", {}, {}, {}, {}};
    table.columns = {{"model", "Model"},
                     {"shape", "Trained here"},
                     {"configuration", "Configuration"},
                     {"perplexity", "Perplexity"},
                     {"change_percent", "Δ %", 2},
                     {"loss", "Loss (nats)", 4},
                     {"steps", "Steps", 0},
                     {"tokens", "Tokens", 0},
                     {"published_perplexity", "Published"},
                     {"published_change_percent", "Published Δ %", 2}};
    for (const std::string& folder : figure.runs) {
      const ReproducedRun& entry = *manifest_.run(folder);
      const RunPtr ours = oursFor(entry), theirs = theirsFor(entry.model, entry.configuration);
      const auto evaluations = ours ? ours->evaluations() : std::vector<Evaluation>();
      std::optional<double> loss, steps, tokens;
      if (!evaluations.empty()) {
        loss = evaluations.back().loss;
        steps = static_cast<double>(evaluations.back().step);
        tokens = static_cast<double>(evaluations.back().tokens);
      }
      table.add({titleOf(entry.model), entry.shape, entry.configuration, number(lastPerplexity(ours)),
                 number(change(lastPerplexity(ours), lastPerplexity(oursFor(baselineOf(entry))))),
                 number(loss), number(steps), number(tokens), number(lastPerplexity(theirs)),
                 number(change(lastPerplexity(theirs), lastPerplexity(theirsFor(entry.model, "SM+LN+G"))))});
    }
    return table;
  }

 private:
  static std::optional<double> change(std::optional<double> perplexity, std::optional<double> baseline) {
    if (!perplexity || !baseline || !std::isfinite(*perplexity) || !std::isfinite(*baseline) ||
        *perplexity == *baseline)
      return std::nullopt;
    return perplexityChangePercent(*perplexity, *baseline);
  }

  ReproducedRun baselineOf(const ReproducedRun& entry) const {
    for (const ReproducedRun& run : manifest_.runs) {
      if (run.model == entry.model && run.configuration == "SM+LN+G") return run;
    }
    return {};
  }

  RunPtr oursFor(const ReproducedRun& entry) const {
    for (const RunPtr& run : runs_.ours) {
      if (!entry.id.empty() && run->info().id == entry.id) return run;
    }
    return nullptr;
  }

  RunPtr theirsFor(const std::string& model, const std::string& configuration) const {
    const std::string address = std::string(paperModelNamed(model).reference) + configuration;
    for (const RunPtr& run : runs_.published) {
      if (run->info().id == address) return run;
    }
    return nullptr;
  }

  const ReproductionManifest& manifest_;
  const FigureRuns& runs_;
};

// --- Figure 1 ---

Table entropyTable(const FigureRuns& runs) {
  Table table{
      "fig1", {}, {{"source", "Source"}, {"configuration", "Configuration"}, {"layer", "Layer", 0}}, {}, {}};
  std::vector<const Run*> all;
  for (const auto* side : {&runs.ours, &runs.published}) {
    for (const RunPtr& run : *side) all.push_back(run.get());
  }
  int heads = 0;
  for (const Run* run : all) heads = std::max(heads, run->config().model.heads);
  for (int head = 0; head < heads; ++head)
    table.columns.push_back({"head_" + std::to_string(head), "H" + std::to_string(head), 2});
  for (const Run* run : all) {
    const auto frame = run->frameAt(measure::kEntropy);
    if (!frame) continue;
    for (int layer = 0; layer < frame->rows; ++layer) {
      std::vector<TableCell> row{sourceOf(*run), run->config().configuration, double(layer)};
      for (int head = 0; head < heads; ++head) {
        std::optional<double> cell;
        if (head < frame->columns) cell = frame->values[std::size_t(layer * frame->columns + head)];
        row.push_back(number(cell));
      }
      table.add(std::move(row));
    }
  }
  return table;
}

// --- Figure 2 ---

Table overloadTable(const FigureRuns& runs) {
  Table table{"fig2a",
              "Figure 2a: share of heads in each quarter of [0, M], per cent",
              {{"source", "Source"},
               {"configuration", "Configuration"},
               {"maximum", "M (nats)", 2},
               {"heads", "Heads", 0},
               {"first_quarter", "[0, M/4)", 1},
               {"second_quarter", "[M/4, M/2)", 1},
               {"third_quarter", "[M/2, 3M/4)", 1},
               {"top_quarter", "[3M/4, M]", 1},
               {"undefined", "NaN", 0}},
              {},
              {}};
  for (const auto* side : {&runs.ours, &runs.published}) {
    double maximum = 0;  // pooled over the compared configurations, as in the paper
    for (const RunPtr& run : *side) {
      const auto frame = run->frameAt(measure::kEntropy);
      if (frame) maximum = std::fmax(maximum, largestFinite(frame->values));
    }
    if (maximum <= 0) continue;
    for (const RunPtr& run : *side) {
      const auto frame = run->frameAt(measure::kEntropy);
      if (!frame) continue;
      const OverloadHistogram h = overloadHistogram(frame->values, maximum);
      table.add({sourceOf(*run), run->config().configuration, maximum, double(h.heads()), h.percent(0),
                 h.percent(1), h.percent(2), h.percent(3), double(h.undefined)});
    }
  }
  return table;
}

Table lossTable(const FigureRuns& runs) {
  Table table{"fig2b",
              "Figure 2b: evaluation loss",
              {{"configuration", "Configuration"},
               {"step", "Step", 0},
               {"tokens", "Tokens", 0},
               {"loss", "Loss (nats)", 4},
               {"perplexity", "Perplexity"}},
              {},
              {}};
  for (const RunPtr& run : runs.ours) {
    for (const Evaluation& e : run->evaluations())
      table.add({run->config().configuration, double(e.step), double(e.tokens), e.loss, e.perplexity});
  }
  return table;
}

// --- Figure 3 ---

/// What decay alone leaves of the initial slope after every recorded step.
double decayOnly(const Run& run) {
  const RunConfig& config = run.config();
  const ScalarSeries rates = run.scalar(
      measure::kLearningRate, {}, static_cast<int>(std::min<std::int64_t>(run.info().lastStep + 1, 1 << 24)));
  const std::vector<double> values(rates.value.begin(), rates.value.end());
  return decayedSlope(config.model.slope, values,
                      config.optimizer.decaySlopes ? config.optimizer.weightDecay : 0);
}

Table slopeTable(const FigureRuns& runs) {
  Table table{"fig3",
              {},
              {{"configuration", "Configuration"},
               {"layer", "Layer", 0},
               {"initial", "Initial", 5},
               {"last", "Last", 5},
               {"decay_only", "Decay only", 5},
               {"smallest", "Smallest", 5},
               {"largest", "Largest", 5}},
              {},
              {}};
  for (const RunPtr& run : runs.ours) {
    const auto last = run->frameAt(measure::kSlope);
    if (!last) continue;
    const FrameSeries span = run->frames(measure::kSlope, {}, 1);
    if (span.size() == 0) continue;  // damaged since
    const bool shared = run->config().model.slopeMode == SlopeMode::Global;
    const double reference = decayOnly(*run);
    for (int layer = 0; layer < (shared ? 1 : last->rows); ++layer) {
      const auto at = static_cast<std::size_t>(layer);
      table.add({run->config().configuration, shared ? kNothing : TableCell(double(layer)),
                 run->config().model.slope, double(last->values[at]), reference, double(span.minimum.at(at)),
                 double(span.maximum.at(at))});
    }
  }
  return table;
}

// --- Figure 4 ---

Table layerEntropyTable(const FigureRuns& runs) {
  Table table{"fig4",
              {},
              {{"configuration", "Configuration"},
               {"layer", "Layer", 0},
               {"quarter", "1/4 of the steps", 3},
               {"half", "1/2", 3},
               {"three_quarters", "3/4", 3},
               {"end", "End", 3},
               {"maximum", "ln(T!)/T", 3}},
              {},
              {}};
  for (const RunPtr& run : runs.ours) {
    const RunConfig& config = run->config();
    std::vector<std::optional<Frame>> frames;
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const std::int64_t step = run->info().lastStep * quarter / 4;
      frames.push_back(run->frameAt(measure::kEntropy, step));
    }
    if (!frames.back()) continue;
    for (int layer = 0; layer < frames.back()->rows; ++layer) {
      std::vector<TableCell> row{config.configuration, double(layer)};
      for (const auto& frame : frames) row.push_back(frame ? TableCell(rowMean(*frame, layer)) : kNothing);
      row.emplace_back(theoreticalMaximumEntropy(config.model.context));
      table.add(std::move(row));
    }
  }
  return table;
}

// --- Figure 5 ---

struct NanHistory {
  std::optional<double> firstStep;
  double share = 0;  ///< of the recorded steps
};

NanHistory nanHistory(const FrameSeries& counts, int layer) {
  NanHistory history;
  std::size_t with = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!(counts.maximum[i * static_cast<std::size_t>(counts.rows) + static_cast<std::size_t>(layer)] > 0))
      continue;
    if (with++ == 0) history.firstStep = static_cast<double>(counts.step[i]);
  }
  if (counts.size() > 0) history.share = static_cast<double>(with) / static_cast<double>(counts.size());
  return history;
}

Table nanTable(const FigureRuns& runs) {
  Table table{"fig5",
              {},
              {{"configuration", "Configuration"},
               {"slope", "Slope", 3},
               {"layer", "Layer", 0},
               {"first_nan_step", "First NaN at step", 0},
               {"percent_of_steps_with_nan", "Steps with NaN, %", 1},
               {"last_entropy_finite_rows", "Entropy, finite rows", 3},
               {"last_entropy_as_released", "as released", 3}},
              {},
              {}};
  const std::string name = std::string(measure::kNanPrefix) + std::string(toText(NanSite::Probabilities));
  for (const RunPtr& run : runs.ours) {
    const int every =
        static_cast<int>(std::min<std::int64_t>(run->info().lastStep + 1, 1 << 24));  // no decimation
    const FrameSeries counts = run->frames(name, {}, every);
    const auto entropy = run->frameAt(measure::kEntropy), share = run->frameAt(measure::kNanRowShare);
    if (counts.size() == 0 || !entropy || !share) continue;
    // A folder from elsewhere may hold any shapes under these names.
    if (counts.columns != 1 || entropy->rows != counts.rows || share->rows != entropy->rows ||
        share->columns != entropy->columns)
      continue;
    Frame released = *entropy;
    for (std::size_t i = 0; i < released.values.size(); ++i) {
      // A NaN row counts as 0: a head without any finite row has entropy 0.
      const float finite = 1 - share->values[i];
      released.values[i] = finite > 0 ? released.values[i] * finite : 0;
    }
    for (int layer = 0; layer < counts.rows; ++layer) {
      const NanHistory history = nanHistory(counts, layer);
      table.add({run->config().configuration, run->config().model.slope, double(layer),
                 number(history.firstStep), 100 * history.share, rowMean(*entropy, layer),
                 rowMean(released, layer)});
    }
  }
  return table;
}

/// Readers leave damaged rows out: the numbers may be those of an earlier step.
std::vector<std::string> notesOnDamage(const FigureRuns& runs) {
  std::vector<std::string> notes;
  for (const RunPtr& run : runs.ours) {
    const auto rows = damagedRows(*run);
    if (rows.empty()) continue;
    notes.push_back("Damaged records of " + run->info().name + ": " + std::to_string(rows.size()) +
                    ", the first " + rows.front().place);
  }
  return notes;
}

}  // namespace

FigureRuns openFigureRuns(const std::filesystem::path& folder, const ReproductionManifest& manifest,
                          const ReproducedFigure& figure) {
  FigureRuns runs;
  for (const std::string& place : figure.runs) {
    if (manifest.run(place)->id.empty()) continue;
    runs.ours.push_back(openRun((folder / place).string()));
  }
  for (const std::string& address : figure.published) runs.published.push_back(openRun(address));
  return runs;
}

std::vector<Table> figureTables(const ReproductionManifest& manifest, const ReproducedFigure& figure,
                                const FigureRuns& runs) {
  std::vector<Table> tables;
  if (figure.name == "table2") tables = {PerplexityTable(manifest, runs).make(figure)};
  if (figure.name == "fig1") tables = {entropyTable(runs)};
  if (figure.name == "fig2") tables = {overloadTable(runs), lossTable(runs)};
  if (figure.name == "fig3") tables = {slopeTable(runs)};
  if (figure.name == "fig4") tables = {layerEntropyTable(runs)};
  if (figure.name == "fig5") tables = {nanTable(runs)};
  const auto damage = notesOnDamage(runs);
  for (Table& table : tables) {
    if (table.title.empty()) table.title = paperFigureNamed(figure.name).title;
    for (const CaptionLine& line : captionOf(manifest, figure, table.name))
      table.notes.push_back(line.head + ": " + line.text);
    table.notes.insert(table.notes.end(), damage.begin(), damage.end());
  }
  return tables;
}

}  // namespace entroscope
