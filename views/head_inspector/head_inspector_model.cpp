#include "views/head_inspector/head_inspector_model.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/tokenizer.h"
#include "core/measures/overload.h"
#include "views/plot/csv.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

constexpr int kPoints = 600;

/// Tokens as one reads them: a space as "␣", a line break as "⏎"; ids where the run has no tokenizer.
std::vector<QString> wordsOf(const Run& run, const std::vector<float>& ids) {
  std::vector<QString> words;
  std::optional<Tokenizer> tokenizer;
  try {
    if (!run.info().path.empty()) tokenizer = Tokenizer::load(run.info().path / "tokenizer.json");
  } catch (const Error&) {
    tokenizer.reset();  // a data set without a tokenizer, packed elsewhere
  }
  for (const float value : ids) {
    // A file from elsewhere may hold numbers that are no ids.
    constexpr float kIds = 4294967296.0F;
    if (!(value >= 0 && value < kIds)) {
      words.push_back(QString::number(double(value)));
      continue;
    }
    const auto id = static_cast<TokenId>(value);
    QString word = QString::number(id);
    if (tokenizer && id < tokenizer->size()) {
      word = QString::fromStdString(tokenizer->decode(std::span(&id, 1)));
      word.replace(u' ', QChar(0x00B7))
          .replace(u'\n', QStringLiteral("\\n"))
          .replace(u'\t', QStringLiteral("\\t"));
    }
    words.push_back(word);
  }
  return words;
}

std::vector<float> rowOf(const Frame& frame, int row) {
  const auto first = frame.values.begin() + static_cast<std::ptrdiff_t>(row) * frame.columns;
  return {first, first + frame.columns};
}

}  // namespace

void HeadInspectorModel::update(const RunSet& runs) {
  panels_.clear();
  anyRun_ = !runs.visible().empty();
  head_ = runs.selectedHead().value_or(HeadId{});
  for (const OpenRun* open : runs.visible()) {
    const Run& run = *open->run;
    const std::int64_t step = stepAt(*open, runs.cursor());
    const FrameSeries series = run.frames(measure::kEntropy, {}, kPoints);
    if (series.size() == 0 || head_.layer >= series.rows || head_.head >= series.columns) continue;
    HeadPanel panel;
    panel.title = shortLabel(*open, runs.visible());
    panel.runName = open->name();
    panel.colourIndex = open->colourIndex;
    panel.shown = step;
    panel.layers = series.rows;
    panel.heads = series.columns;
    const int context = std::max(run.config().model.context, 1);
    panel.maximum = theoreticalMaximumEntropy(context);
    if (runs.brush()) panel.lit = *runs.brush() * overloadMaximumOf(runs, *open);
    panel.step = series.step;
    const int index = head_.layer * panel.heads + head_.head;
    const auto all = static_cast<std::size_t>(panel.layers * panel.heads);
    for (std::size_t s = 0; s < series.size(); ++s) {
      panel.entropy.push_back(series.values[s * all + static_cast<std::size_t>(index)]);
    }
    if (const auto now = frameAtCursor(*open, measure::kEntropy, runs.cursor());
        now && now->rows == panel.layers && now->columns == panel.heads) {
      panel.now = now->values;
    }
    if (const auto frame = run.frameAt(measure::kPositionEntropy, step); frame && index < frame->rows) {
      panel.positionEntropy = rowOf(*frame, index);
      panel.position = positionsOf(context);
      if (panel.position.size() != panel.positionEntropy.size()) panel.positionEntropy.clear();
    }
    if (const auto frame = run.frameAt(measure::kAttention, step); frame && index < frame->rows) {
      SnippetAttention attention;
      attention.step = frame->step;
      attention.weights = rowOf(*frame, index);
      while ((attention.tokens + 1) * (attention.tokens + 2) / 2 <= frame->columns) ++attention.tokens;
      panel.attention = std::move(attention);
      if (const auto ids = run.frameAt(measure::kSnippetTokens, step)) {
        std::vector<QString>& words = vocabulary_[run.info().id];
        if (words.size() != ids->values.size()) words = wordsOf(run, ids->values);
        panel.tokens = words;
      }
    }
    panels_.push_back(std::move(panel));
  }
}

QByteArray HeadInspectorModel::csv() const {
  CsvWriter out({"run", "configuration", "layer", "head", "quantity", "step", "x", "y", "value"});
  for (const HeadPanel& panel : panels_) {
    const auto row = [&](const char* quantity) -> CsvWriter& {
      return out << panel.runName << panel.title << head_.layer << head_.head << quantity;
    };
    for (std::size_t s = 0; s < panel.step.size(); ++s) {
      row("entropy") << panel.step[s] << ""
                     << "" << panel.entropy[s];
      out.endRow();
    }
    for (std::size_t i = 0; i < panel.positionEntropy.size(); ++i) {
      row("position_entropy") << "" << panel.position[i] << "" << panel.positionEntropy[i];
      out.endRow();
    }
    if (!panel.attention) continue;
    for (int i = 0; i < panel.attention->tokens; ++i) {
      for (int j = 0; j <= i; ++j) {
        row("attention") << panel.attention->step << i << j << panel.attention->at(i, j);
        out.endRow();
      }
    }
  }
  return out.text();
}

QString HeadInspectorModel::printed() const {
  QString text = QStringLiteral("layer %1, head %2\n").arg(head_.layer).arg(head_.head);
  for (const HeadPanel& panel : panels_) {
    text += panel.title + QStringLiteral(": %1 steps, newest %2 of %3 nats")
                              .arg(panel.step.size())
                              .arg(QString::number(double(panel.entropy.back()), 'f', 3),
                                   QString::number(panel.maximum, 'f', 3));
    if (!panel.positionEntropy.empty()) {
      text += QStringLiteral(", position %1: %2")
                  .arg(panel.position.back())
                  .arg(QString::number(double(panel.positionEntropy.back()), 'f', 3));
    }
    if (panel.attention) {
      text += QStringLiteral(", attention of %1 tokens at step %2")
                  .arg(panel.attention->tokens)
                  .arg(panel.attention->step);
    }
    text += u'\n';
  }
  return text;
}

}  // namespace entroscope
