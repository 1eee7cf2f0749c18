// What fp16 gradients are multiplied by so that they do not vanish: PyTorch's GradScaler with its defaults,
// but never below 1. Torch- and Qt-free.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/run_config.h"

namespace entroscope {

struct LossScale {
  static constexpr double kFirst = 65536;
  static constexpr std::int64_t kGrowthInterval = 2000;  ///< updates in a row until it doubles

  double scale = 1;
  std::int64_t age = 0;  ///< updates since it last changed

  void updated() {
    if (++age < kGrowthInterval) return;
    scale *= 2;
    age = 0;
  }
  void skipped() {
    scale = std::max(1.0, scale / 2);
    age = 0;
  }
};

/// Whether gradients are fp16 numbers, emulated ones too.
inline bool scalesLoss(Precision precision) {
  return precision == Precision::Fp16 || precision == Precision::Fp16Emulated;
}

/// What a run in `precision` makes of a checkpoint's scale.
/// @param foreign the checkpoint may be of a run whose precision did not scale the loss.
inline LossScale scaleFor(Precision precision, const LossScale& stored, bool foreign) {
  if (!scalesLoss(precision)) return {};
  return foreign && stored.scale <= 1 ? LossScale{LossScale::kFirst, 0} : stored;
}

}  // namespace entroscope
