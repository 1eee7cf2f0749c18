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

}  // namespace entroscope
