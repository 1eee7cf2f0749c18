#include "core/train/step_record.h"

#include <string>

#include "core/engine/snapshot.h"

namespace entroscope {

void appendStep(RunWriter& writer, const StepRecord& numbers, const StepReport& report, int layers, int heads,
                std::span<const float> slopes) {
  writer.appendStep(numbers);
  if (!report.measured) return;
  const auto append = [&](std::string_view name, int rows, int columns, std::span<const float> values) {
    writer.appendMeasure(numbers.step, name, rows, columns, values);
  };
  append(measure::kEntropy, layers, heads, report.entropy);
  append(measure::kNanRowShare, layers, heads, report.nanRowShare);
  append(measure::kScoreMaximum, layers, heads, report.scoreMaximum);
  append(measure::kResidualRange, layers, 2, report.residualRange);
  append(measure::kLayerGradient, layers, 1, report.gradients.layerNorms);
  if (!slopes.empty()) append(measure::kSlope, layers, 1, slopes);
  const std::span<const float> counts(report.nanCounts);
  for (int site = 0; site < kNanSites; ++site) {
    append(std::string(measure::kNanPrefix) + std::string(toText(static_cast<NanSite>(site))), layers, 1,
           counts.subspan(static_cast<std::size_t>(site * layers), static_cast<std::size_t>(layers)));
  }
}

}  // namespace entroscope
