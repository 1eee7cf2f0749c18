#include "views/difference/difference_model.h"

#include <algorithm>
#include <cmath>

#include "core/measures/overload.h"
#include "views/plot/csv.h"
#include "views/plot/plot_style.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

using Runs = std::vector<const OpenRun*>;

bool isPublished(const OpenRun& run) { return run.run->info().status == RunStatus::Reference; }

const OpenRun* find(const Runs& shown, const std::string& id) {
  const auto found =
      std::ranges::find_if(shown, [&](const OpenRun* open) { return open->run->info().id == id; });
  return found == shown.end() ? nullptr : *found;
}

/// The first run that is not `other`.
const OpenRun* firstBut(const Runs& shown, const OpenRun* other) {
  const auto found = std::ranges::find_if(shown, [&](const OpenRun* open) { return open != other; });
  return found == shown.end() ? nullptr : *found;
}

/// Where both are compared while the cursor follows.
Cursor commonPlace(const OpenRun& a, const OpenRun& b, const Cursor& cursor) {
  if (!cursor.follows() || isPublished(a) || isPublished(b)) return cursor;
  return {cursor.axis, std::min(a.end(cursor.axis), b.end(cursor.axis))};
}

QString shapeText(const Frame& frame) { return QStringLiteral("%1 × %2").arg(frame.rows).arg(frame.columns); }

}  // namespace

bool DifferenceModel::read(const OpenRun& open, const Cursor& cursor, const QString& label,
                           DifferenceSide& side, Frame& frame) {
  side = {open.run->info().id,
          label,
          open.colourIndex,
          0,
          0,
          isPublished(open),
          open.run->config().model.context,
          {}};
  auto read = frameAtCursor(open, measure::kEntropy, cursor);
  if (!read || read->values.empty()) return false;
  side.step = read->step;
  side.tokens = read->tokens;
  side.entropy = read->values;
  frame = std::move(*read);
  return true;
}

void DifferenceModel::clear(EmptyText why) {
  empty_ = std::move(why);
  layers_ = heads_ = 0;
  values_.clear();
  limit_ = 1;
}

void DifferenceModel::update(const RunSet& runs, const DifferenceChoice& choice, DifferenceScale scale) {
  scale_ = scale;
  const Runs shown = runs.visible();
  a_ = b_ = {};
  if (shown.size() < 2) {
    return clear(
        {tr("Two runs make a difference"),
         tr("Show at least two runs: train, open a saved run or a published one from the File menu.")});
  }
  const OpenRun* a = find(shown, choice.a);
  const OpenRun* b = find(shown, choice.b);
  if (a == nullptr) a = firstBut(shown, b);
  if (b == nullptr) b = firstBut(shown, a);
  const Cursor place = commonPlace(*a, *b, runs.cursor());
  Frame frameA, frameB;
  const bool hasA = read(*a, place, shortLabel(*a, shown), a_, frameA);
  const bool hasB = read(*b, place, shortLabel(*b, shown), b_, frameB);
  if (!hasA || !hasB) {
    return clear({tr("No head entropy of %1 here").arg(hasA ? b_.label : a_.label),
                  tr("Move the cursor to a later step, or choose another run.")});
  }
  if (frameA.rows != frameB.rows || frameA.columns != frameB.columns) {
    return clear({tr("These maps do not match"),
                  tr("%1 has %2 layers × heads, %3 has %4: choose two runs of one shape.")
                      .arg(a_.label, shapeText(frameA), b_.label, shapeText(frameB))});
  }
  empty_ = {};
  layers_ = frameA.rows;
  heads_ = frameA.columns;
  values_.resize(frameA.values.size());
  double largest = 0;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    values_[i] = frameA.values[i] - frameB.values[i];
    if (std::isfinite(values_[i])) largest = std::max(largest, std::abs(double(values_[i])));
  }
  limit_ = largest > 0 ? largest : 1;
  if (scale_ == DifferenceScale::Theoretical)
    limit_ = theoreticalMaximumEntropy(std::max({a_.context, b_.context, 2}));
}

double DifferenceModel::place(float value) const { return std::clamp(double(value) / limit_, -1.0, 1.0); }

bool DifferenceModel::anyNan() const {
  return std::ranges::any_of(values_, [](float value) { return std::isnan(value); });
}

double DifferenceModel::meanDifference() const {
  double sum = 0;
  int count = 0;
  for (const float value : values_) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : std::nan("");
}

QString DifferenceModel::sideText(const DifferenceSide& side, const QLocale& locale) const {
  if (side.published) return tr("%1 · published").arg(side.label);
  return tr("%1 · step %2").arg(side.label, locale.toString(static_cast<qlonglong>(side.step)));
}

QString DifferenceModel::cellText(float value, int decimals, const QLocale& locale) {
  if (std::isnan(value)) return QStringLiteral("NaN");
  const QString number = locale.toString(std::abs(double(value)), 'f', decimals);
  // What rounds to zero bears no sign.
  const bool zero = std::abs(double(value)) < 0.5 * std::pow(10.0, -decimals);
  return zero ? number : (value < 0 ? QChar(0x2212) : QChar(u'+')) + number;
}

QString DifferenceModel::toolTip(int layer, int head, const QLocale& locale) const {
  const auto i = static_cast<std::size_t>(layer * heads_ + head);
  const auto text = [&](float value) {
    return std::isnan(value) ? QStringLiteral("NaN") : locale.toString(double(value), 'f', 3);
  };
  return tr("Layer %1, head %2").arg(layer).arg(head) + '\n' +
         tr("A: %1 nats, %2").arg(text(a_.entropy[i]), sideText(a_, locale)) + '\n' +
         tr("B: %1 nats, %2").arg(text(b_.entropy[i]), sideText(b_, locale)) + '\n' +
         tr("A − B: %1 nats").arg(cellText(values_[i], 3, locale));
}

QByteArray DifferenceModel::csv() const {
  CsvWriter out(
      {"layer", "head", "entropy_a", "entropy_b", "difference_nats", "run_a", "step_a", "run_b", "step_b"});
  for (int layer = 0; layer < layers_; ++layer) {
    for (int head = 0; head < heads_; ++head) {
      const auto i = static_cast<std::size_t>(layer * heads_ + head);
      out << layer << head << a_.entropy[i] << b_.entropy[i] << values_[i] << a_.label << a_.step << b_.label
          << b_.step;
      out.endRow();
    }
  }
  return out.text();
}

QString DifferenceModel::printed() const {
  if (!empty_.isEmpty()) return empty_.title + '\n' + empty_.advice + '\n';
  const QLocale locale = localeFor(Numbers::File);
  QString text = QStringLiteral("A %1\nB %2\nscale ±%3\n")
                     .arg(sideText(a_, locale), sideText(b_, locale), locale.toString(limit_, 'f', 3));
  for (int layer = 0; layer < layers_; ++layer) {
    QStringList cells;
    for (int head = 0; head < heads_; ++head) cells << cellText(at(layer, head), 2, locale);
    text += cells.join(' ') + '\n';
  }
  return text;
}

}  // namespace entroscope
