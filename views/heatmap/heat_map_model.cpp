#include "views/heatmap/heat_map_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "views/plot/csv.h"
#include "views/plot/plot_style.h"

namespace entroscope {

float HeatMapPanel::nanShareAt(int layer, int head) const {
  return nanRowShare.empty() ? 0.0F : nanRowShare[static_cast<std::size_t>(layer * heads + head)];
}

std::optional<HeatMapPanel> HeatMapModel::read(const OpenRun& open, const Cursor& cursor) const {
  const auto frame = frameAtCursor(open, measure::kEntropy, cursor);
  if (!frame || frame->values.empty()) return std::nullopt;
  HeatMapPanel panel;
  const RunInfo& info = open.run->info();
  panel.runId = info.id;
  panel.title = QString::fromStdString(open.run->config().configuration);
  const QString name = open.name();
  if (panel.title.isEmpty()) panel.title = name;
  panel.runName = name;
  panel.published = info.status == RunStatus::Reference;
  panel.colourIndex = open.colourIndex;
  panel.step = frame->step;
  panel.context = open.run->config().model.context;
  panel.layers = frame->rows;
  panel.heads = frame->columns;
  panel.entropy = frame->values;
  panel.live = open.live != nullptr;
  if (auto share = frameAtCursor(open, measure::kNanRowShare, cursor);
      share && share->rows == panel.layers && share->columns == panel.heads) {
    panel.nanRowShare = std::move(share->values);
  }
  return panel;
}

void HeatMapModel::update(const RunSet& runs, EntropyScale scale, bool onlyLive) {
  std::vector<HeatMapPanel> before = std::move(panels_);
  panels_.clear();
  without_.clear();
  scale_ = scale;
  overload_ = runs.overloadMaximum();
  brush_ = runs.brush();
  follows_ = runs.cursor().follows();
  for (const OpenRun* open : runs.visible()) {
    const auto kept = std::find_if(before.begin(), before.end(), [&](const HeatMapPanel& panel) {
      return onlyLive && !open->live && panel.runId == open->run->info().id;
    });
    if (kept != before.end()) {
      panels_.push_back(std::move(*kept));
    } else if (auto panel = read(*open, runs.cursor())) {
      panels_.push_back(std::move(*panel));
    } else {
      without_.push_back(open->label());
    }
  }
  nameApart();
  rescale();
}

/// What there is least room for may be cut from its beginning, so what tells panels apart comes last: the run
/// where several have one configuration, else the step.
void HeatMapModel::nameApart() {
  for (HeatMapPanel& panel : panels_) {
    const auto alike =
        std::ranges::count(panels_, panel.title, [](const HeatMapPanel& other) { return other.title; });
    QStringList parts;
    if (panel.runName != panel.title) parts << panel.runName;
    // The paper's published maps bear no step.
    if (!panel.published) parts << tr("step %1").arg(panel.step);
    if (alike > 1) std::ranges::reverse(parts);
    panel.subtitle = parts.join(QStringLiteral(" · "));
  }
}

void HeatMapModel::rescale() {
  double smallest = INFINITY, largest = -INFINITY, theoretical = 0;
  for (const HeatMapPanel& panel : panels_) {
    theoretical = std::max(theoretical, theoreticalMaximumEntropy(std::max(panel.context, 1)));
    for (float value : panel.entropy) {
      if (!std::isfinite(value)) continue;
      smallest = std::min(smallest, double(value));
      largest = std::max(largest, double(value));
    }
  }
  for (HeatMapPanel& panel : panels_) {
    switch (overload_) {
      case OverloadMaximum::Pooled:
        panel.overloadMaximum = largest;
        break;
      case OverloadMaximum::PerRun:
        panel.overloadMaximum = largestFinite(panel.entropy);
        break;
      case OverloadMaximum::Theoretical:
        panel.overloadMaximum = theoreticalMaximumEntropy(std::max(panel.context, 1));
    }
    if (!std::isfinite(panel.overloadMaximum)) panel.overloadMaximum = 0;
  }
  low_ = 0;
  high_ = theoretical > 0 ? theoretical : 1;
  if (scale_ == EntropyScale::DataRange && largest > smallest) {
    low_ = smallest;
    high_ = largest;
  }
}

double HeatMapModel::place(float value) const {
  return std::clamp((double(value) - low_) / (high_ - low_), 0.0, 1.0);
}

bool HeatMapModel::isOverload(const HeatMapPanel& panel, int layer, int head) const {
  return panel.overloadMaximum > 0 && panel.at(layer, head) >= 0.75 * panel.overloadMaximum;
}

bool HeatMapModel::isDimmed(const HeatMapPanel& panel, float value) const {
  return brush_ && panel.overloadMaximum > 0 && value < *brush_ * panel.overloadMaximum;
}

bool HeatMapModel::anyNan() const {
  return std::any_of(panels_.begin(), panels_.end(), [](const HeatMapPanel& panel) {
    const auto isNan = [](float v) { return std::isnan(v); };
    const auto isPositive = [](float v) { return v > 0; };
    return std::any_of(panel.entropy.begin(), panel.entropy.end(), isNan) ||
           std::any_of(panel.nanRowShare.begin(), panel.nanRowShare.end(), isPositive);
  });
}

QString HeatMapModel::cellText(float value, int decimals, const QLocale& locale) {
  return std::isnan(value) ? QStringLiteral("NaN") : locale.toString(double(value), 'f', decimals);
}

QString HeatMapModel::toolTip(const HeatMapPanel& panel, int layer, int head, const QLocale& locale) const {
  const float value = panel.at(layer, head);
  QString text = tr("%1 · step %2\nLayer %3, head %4").arg(panel.title).arg(panel.step).arg(layer).arg(head);
  if (std::isnan(value)) {
    text += '\n' + tr("Entropy: NaN (every row)");
  } else {
    const double most = theoreticalMaximumEntropy(std::max(panel.context, 1));
    text +=
        '\n' + tr("Entropy: %1 nats, %2 % of ln(T!)/T")
                   .arg(cellText(value, 3, locale), locale.toString(100.0 * double(value) / most, 'f', 1));
    if (isOverload(panel, layer, head)) text += '\n' + tr("In the overload quarter, [¾ M, M]");
  }
  if (const float share = panel.nanShareAt(layer, head); share > 0 && !std::isnan(value)) {
    text += '\n' + tr("NaN rows: %1 %").arg(locale.toString(100.0 * double(share), 'f', 1));
  }
  return text;
}

QByteArray HeatMapModel::csv() const {
  CsvWriter out({"run", "configuration", "step", "layer", "head", "entropy_nats", "nan_row_share"});
  for (const HeatMapPanel& panel : panels_) {
    for (int layer = 0; layer < panel.layers; ++layer) {
      for (int head = 0; head < panel.heads; ++head) {
        out << panel.runName << panel.title << panel.step << layer << head << panel.at(layer, head)
            << panel.nanShareAt(layer, head);
        out.endRow();
      }
    }
  }
  return out.text();
}

QString HeatMapModel::printed() const {
  const QLocale locale = localeFor(Numbers::File);
  QString text = QStringLiteral("scale %1 … %2\n")
                     .arg(cellText(float(low_), 3, locale), cellText(float(high_), 3, locale));
  for (const HeatMapPanel& panel : panels_) {
    text += panel.title + QStringLiteral(" | ") + panel.subtitle + '\n';
    for (int layer = 0; layer < panel.layers; ++layer) {
      QStringList cells;
      for (int head = 0; head < panel.heads; ++head) {
        const QString mark = isOverload(panel, layer, head) ? QStringLiteral("*") : QString();
        const QString dim = isDimmed(panel, panel.at(layer, head)) ? QStringLiteral("-") : QString();
        cells << cellText(panel.at(layer, head), 2, locale) + mark + dim;
      }
      text += cells.join(' ') + '\n';
    }
  }
  for (const QString& label : without_) text += QStringLiteral("without entropy: ") + label + '\n';
  return text;
}

}  // namespace entroscope
