// What scores, residual stream and gradients were in the steps before the first NaN, and where it came from:
// one panel a visible run. No widgets; GUI thread.
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "views/plot/run_set.h"

namespace entroscope {

/// What is followed through the steps, each for every layer.
enum class TraceQuantity { Scores, Residual, Gradient };
inline constexpr int kTraceQuantities = 3;

struct NanTracePanel {
  QString title, runName;
  int colourIndex = 0, layers = 0;
  std::optional<std::int64_t> badStep;  ///< the step whose numbers went wrong; nothing: none so far
  std::optional<int> layer, head;       ///< where the first NaN stood
  QString headline;                     ///< step, layer, site, head
  std::vector<std::int64_t> steps;      ///< measured ones, oldest first
  /// [steps · layers]: largest row log-sum-exp, largest |x|, L2 norm; NaN where a tensor held one.
  std::array<std::vector<float>, kTraceQuantities> values;
  std::vector<float> smallest, largest;  ///< [steps · layers] of the residual stream

  float at(TraceQuantity quantity, std::size_t step, int layer) const {
    const auto index = step * static_cast<std::size_t>(layers) + static_cast<std::size_t>(layer);
    return values[static_cast<std::size_t>(quantity)][index];
  }
};

class NanTraceModel {
  Q_DECLARE_TR_FUNCTIONS(NanTraceModel)
 public:
  /// The last `steps` measured steps up to the newest mark of a NaN at the cursor (the first one while the
  /// cursor follows a run that went on), or up to the cursor where there was none.
  void update(const RunSet& runs, int steps);

  const std::vector<NanTracePanel>& panels() const { return panels_; }
  bool anyRun() const { return anyRun_; }
  static QString quantityName(TraceQuantity quantity);

  /// run,configuration,step,layer,score_maximum,residual_smallest,residual_largest,gradient_norm
  QByteArray csv() const;
  QString printed() const;  ///< for tests and screen readers: a headline and a line a quantity and layer

 private:
  std::vector<NanTracePanel> panels_;
  bool anyRun_ = false;
};

}  // namespace entroscope
