#include "core/train/step_record.h"

#include <string>

#include "core/engine/snapshot.h"

namespace entroscope {

void appendStep(RunWriter& writer, const StepRecord& numbers, const StepReport& report, int layers, int heads,
                std::span<const float> slopes) {
  writer.appendStep(numbers);
  if (!report.measured) return;
  appendMaps(writer, numbers.step, layers, heads, report);
  writer.appendMeasure(numbers.step, measure::kLayerGradient, layers, 1, report.gradients.layerNorms);
  if (!slopes.empty()) writer.appendMeasure(numbers.step, measure::kSlope, layers, 1, slopes);
}

void appendMaps(RunWriter& writer, std::int64_t step, int layers, int heads, const PassMaps& maps) {
  const auto append = [&](std::string_view name, int rows, int columns, std::span<const float> values) {
    writer.appendMeasure(step, name, rows, columns, values);
  };
  append(measure::kEntropy, layers, heads, maps.entropy);
  append(measure::kNanRowShare, layers, heads, maps.nanRowShare);
  append(measure::kScoreMaximum, layers, heads, maps.scoreMaximum);
  append(measure::kResidualRange, layers, 2, maps.residualRange);
  const std::span<const float> counts(maps.nanCounts);
  const auto width = static_cast<std::size_t>(layers);
  for (std::size_t site = 0; (site + 1) * width <= counts.size(); ++site) {
    append(std::string(measure::kNanPrefix) + std::string(toText(static_cast<NanSite>(site))), layers, 1,
           counts.subspan(site * width, width));
  }
}

void appendInspection(RunWriter& writer, std::int64_t step, int layers, int heads,
                      const HeadInspection& seen) {
  const int rows = layers * heads, entries = seen.snippet * (seen.snippet + 1) / 2;
  writer.appendMeasure(step, measure::kAttention, rows, entries, seen.attention);
  writer.appendMeasure(step, measure::kPositionEntropy, rows, seen.positions, seen.positionEntropy);
  writer.appendMeasure(step, measure::kSnippetTokens, 1, seen.snippet, seen.tokens);
}

}  // namespace entroscope
