// The trainer's torch-free door: presets, devices, the engine that really trains.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/run_config.h"
#include "core/engine/engine.h"

namespace entroscope {

/// Loads the CUDA half beside the executable when a GPU and its libraries are there. Call first thing
/// in main, before anything touches torch: ATen caches its CUDA hooks at first use.
void loadCudaHalf();

/// Resolves auto|cpu|cuda|cuda:i. @throws Error{Unsupported} with the remedy.
std::string resolveDevice(const std::string& requested);
std::string describeDevice(const std::string& resolved);  ///< "CPU (2 threads)", "NVIDIA H200"

std::vector<std::string> presetNames();
/// One configuration of a preset: "sample", "sample/SM+G", "gpt2/SM+LN+R", "gpt2/SM+LR=0.05",
/// "pythia-70m-256:modern" … Without "/…" the first of its queue is meant (SM+LN+G but for
/// sample-nan and gpt2-slopes). "paper" and "modern" are gpt2 with that recipe.
/// @throws Error{BadUsage} naming the presets there are.
RunConfig preset(const std::string& name);
/// The runs a preset trains one after another ("sample": five, into PARENT/<configuration>); a single
/// one ("sample/SM+G", "sample-nan") goes into `parent` itself.
std::vector<RunRequest> presetQueue(const std::string& name, const std::filesystem::path& parent);

/// The factory for makeThreadedEngine: really trains.
TrainerFactory realTrainers();

}  // namespace entroscope
