#include "views/curves/layer_lines.h"

#include <cmath>
#include <limits>

namespace entroscope {
namespace {

struct Mean {
  double sum = 0;
  int count = 0;
  void add(float value) {
    if (!std::isfinite(value)) return;
    sum += value;
    ++count;
  }
  float value() const {
    return count ? static_cast<float>(sum / count) : std::numeric_limits<float>::quiet_NaN();
  }
};

}  // namespace

CurveLine layerLine(const FrameSeries& series, int layer, const QString& label) {
  CurveLine line;
  line.label = label;
  line.step = series.step;
  line.tokens = series.tokens;
  const auto columns = static_cast<std::size_t>(series.columns);
  const std::size_t frame = static_cast<std::size_t>(series.rows) * columns;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::size_t first = i * frame + static_cast<std::size_t>(layer) * columns;
    Mean value, minimum, maximum;
    bool nan = false;
    for (std::size_t k = first; k < first + columns; ++k) {
      value.add(series.values[k]);
      minimum.add(series.minimum[k]);
      maximum.add(series.maximum[k]);
      nan = nan || series.nanShare[k] > 0 || !std::isfinite(series.values[k]);
    }
    line.value.push_back(value.value());
    line.minimum.push_back(minimum.value());
    line.maximum.push_back(maximum.value());
    line.hasNan.push_back(nan);
  }
  return line;
}

double layerShade(int layer, int layers) {
  return layers > 1 ? static_cast<double>(layer) / (layers - 1) : 0.5;
}

std::vector<ShadeKey> layerKeys(int layers) {
  std::vector<ShadeKey> keys;
  for (int layer = 0; layer < layers; ++layer)
    keys.push_back({QString::number(layer), layerShade(layer, layers)});
  return keys;
}

}  // namespace entroscope
