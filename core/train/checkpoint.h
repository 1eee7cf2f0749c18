// The torch half of a checkpoint folder: model.safetensors + config.json (Hugging Face),
// optimizer.safetensors ("mean.NAME", "variance.NAME" in our own layout), state.json.
#pragma once

#include <filesystem>

#include "core/model/language_model.h"
#include "core/train/optimizer.h"
#include "core/train/train_state.h"

namespace entroscope {

void saveCheckpoint(const std::filesystem::path& folder, const LanguageModel& model, Optimizer& optimizer,
                    const TrainState& state);

/// Weights, and, where the folder holds them, moments and state. A folder without state.json (a plain
/// Hugging Face checkpoint) leaves `optimizer` and `state` as they are.
/// `fork`: norms and slopes may be new, gone or of another shape; new ones start afresh. @throws Error{Io,
/// BadInput}.
void loadCheckpoint(const std::filesystem::path& folder, LanguageModel& model, Optimizer& optimizer,
                    TrainState& state, bool fork = false);

}  // namespace entroscope
