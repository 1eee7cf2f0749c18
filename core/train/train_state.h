// state.json of a checkpoint: where the run stood and what repeating it depends on. Torch- and Qt-free.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/train/device.h"
#include "core/train/loss_scale.h"

namespace entroscope {

struct TrainState {
  std::int64_t step = 0;     ///< optimizer steps, skipped updates included
  std::int64_t updates = 0;  ///< updates made: Adam's t
  std::int64_t tokens = 0;
  std::int64_t batchIndex = 0;  ///< next micro-batch; data order and dropout follow from seed and index
  LossScale lossScale;          ///< fp16, emulated or not
  double evaluationLoss = 0;    ///< newest; NaN before the first
  bool evaluationDue = false;   ///< stopped before the evaluation of this step
  Machine machine;
};

void writeTrainState(const std::filesystem::path& file, const TrainState& state);  ///< @throws Error{Io}
/// @throws Error{Io, BadInput} naming file and field.
TrainState readTrainState(const std::filesystem::path& file);

}  // namespace entroscope
