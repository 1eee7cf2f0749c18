// Which folder holds the model that a command means. Torch-free.
#pragma once

#include <filesystem>

namespace entroscope {

/// @param path a run (its newest checkpoint is meant), a checkpoint, or any folder with config.json and
/// model.safetensors. @throws Error{Io, BadInput} naming what was expected and found.
std::filesystem::path resolveCheckpoint(const std::filesystem::path& path);

}  // namespace entroscope
