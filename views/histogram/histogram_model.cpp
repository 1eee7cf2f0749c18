#include "views/histogram/histogram_model.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "views/plot/csv.h"
#include "views/plot/run_labels.h"

namespace entroscope {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Histogram)
};

struct Candidate {
  const OpenRun* open;
  Frame frame;
  double maximum;  ///< M; not > 0 where there is nothing to scale by
};

std::vector<Candidate> candidates(const RunSet& runs) {
  std::vector<Candidate> found;
  for (const OpenRun* open : runs.visible()) {
    auto frame = frameAtCursor(*open, measure::kEntropy, runs.cursor());
    if (!frame || frame->values.empty()) continue;
    found.push_back({open, std::move(*frame), 0});
  }
  return found;
}

void chooseMaximum(std::vector<Candidate>& found, OverloadMaximum choice) {
  double pooled = std::nan("");
  for (Candidate& candidate : found) {
    const int context = candidate.open->run->config().model.context;
    candidate.maximum = choice == OverloadMaximum::Theoretical
                            ? (context > 1 ? theoreticalMaximumEntropy(context) : 0.0)
                            : largestFinite(candidate.frame.values);
    if (!(candidate.maximum <= pooled) && !std::isnan(candidate.maximum)) pooled = candidate.maximum;
  }
  if (choice != OverloadMaximum::Pooled) return;
  for (Candidate& candidate : found) candidate.maximum = pooled;
}

QString axisTitle(OverloadMaximum choice, bool oneMaximum, double maximum, const QLocale& locale) {
  const QString value = locale.toString(maximum, 'f', 3);
  switch (choice) {
    case OverloadMaximum::Pooled:
      return Words::tr("Head entropy, quarters of M = %1 nats (largest of all runs shown)").arg(value);
    case OverloadMaximum::PerRun:
      return oneMaximum ? Words::tr("Head entropy, quarters of M = %1 nats (largest of the run)").arg(value)
                        : Words::tr("Head entropy, quarters of each run’s largest entropy M");
    case OverloadMaximum::Theoretical:
      return oneMaximum ? Words::tr("Head entropy, quarters of M = ln(T!)/T = %1 nats").arg(value)
                        : Words::tr("Head entropy, quarters of each run’s M = ln(T!)/T");
  }
  return {};
}

QString undefinedNote(const std::vector<HistogramBars>& runs, const QLocale& locale) {
  QStringList parts;
  for (const HistogramBars& bars : runs) {
    if (bars.histogram.undefined == 0) continue;
    const int all = bars.histogram.heads() + bars.histogram.undefined;
    parts += Words::tr("%1 %2 of %3")
                 .arg(bars.run, locale.toString(bars.histogram.undefined), locale.toString(all));
  }
  return parts.isEmpty()
             ? QString()
             : Words::tr("Undefined heads (NaN), in no quarter: %1").arg(parts.join(QStringLiteral("; ")));
}

}  // namespace

HistogramFigure histogramFigure(const RunSet& runs, const QLocale& locale) {
  HistogramFigure figure;
  figure.quarters = {QStringLiteral("0–M/4"), QStringLiteral("M/4–M/2"), QStringLiteral("M/2–3M/4"),
                     QStringLiteral("3M/4–M")};
  if (runs.visible().empty()) {
    figure.empty = noRunsText();
    return figure;
  }
  std::vector<Candidate> found = candidates(runs);
  chooseMaximum(found, runs.overloadMaximum());
  bool oneMaximum = true;
  for (const Candidate& candidate : found) {
    HistogramBars bars;
    bars.run = bars.label = shortLabel(*candidate.open, runs.visible());
    bars.colourIndex = candidate.open->colourIndex;
    bars.step = candidate.frame.step;
    if (candidate.maximum > 0) {
      bars.histogram = overloadHistogram(candidate.frame.values, candidate.maximum);
    } else {
      // No finite entropy above 0: all heads are NaN, or have collapsed onto 0 and sit in the lowest quarter.
      for (const float value : candidate.frame.values)
        ++(std::isnan(value) ? bars.histogram.undefined : bars.histogram.count[0]);
    }
    figure.runs.push_back(std::move(bars));
    oneMaximum = oneMaximum && candidate.maximum == found.front().maximum;
  }
  if (figure.runs.empty()) {
    figure.empty = noEntropyText(!runs.cursor().follows());
    return figure;
  }
  if (!oneMaximum) {
    for (HistogramBars& bars : figure.runs) {
      bars.label = Words::tr("%1 (M = %2)").arg(bars.run, locale.toString(bars.histogram.maximum, 'f', 2));
    }
  }
  figure.axisTitle =
      axisTitle(runs.overloadMaximum(), oneMaximum, figure.runs.front().histogram.maximum, locale);
  figure.shortTitle = oneMaximum ? Words::tr("Quarters of M = %1 nats")
                                       .arg(locale.toString(figure.runs.front().histogram.maximum, 'f', 3))
                                 : Words::tr("Quarters of each run’s M");
  figure.note = undefinedNote(figure.runs, locale);
  return figure;
}

QByteArray toCsv(const HistogramFigure& figure) {
  CsvWriter csv({"run", "step", "maximum", "from", "to", "heads", "percent", "undefined"});
  for (const HistogramBars& bars : figure.runs) {
    const double maximum = bars.histogram.maximum;
    for (int quarter = 0; quarter < 4; ++quarter) {
      csv << bars.run << bars.step << maximum << maximum * quarter / 4 << maximum * (quarter + 1) / 4
          << bars.histogram.count[static_cast<std::size_t>(quarter)] << bars.histogram.percent(quarter)
          << bars.histogram.undefined;
      csv.endRow();
    }
  }
  return csv.text();
}

QString toWords(const HistogramFigure& figure, const QLocale& locale) {
  if (figure.runs.empty()) return figure.empty.title + QLatin1Char('\n') + figure.empty.advice;
  QStringList lines(figure.axisTitle);
  for (const HistogramBars& bars : figure.runs) {
    QStringList shares;
    for (int quarter = 0; quarter < 4; ++quarter) {
      shares += Words::tr("%1: %2 %")
                    .arg(figure.quarters[static_cast<std::size_t>(quarter)],
                         locale.toString(bars.histogram.percent(quarter), 'f', 0));
    }
    lines += Words::tr("%1 at step %2: %3")
                 .arg(bars.label, locale.toString(static_cast<qlonglong>(bars.step)),
                      shares.join(QStringLiteral(", ")));
  }
  if (!figure.note.isEmpty()) lines += figure.note;
  return lines.join(QLatin1Char('\n'));
}

}  // namespace entroscope
