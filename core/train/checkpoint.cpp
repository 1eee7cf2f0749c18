#include "core/train/checkpoint.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <vector>

#include "core/base/error.h"
#include "core/runs/safetensors.h"

namespace entroscope {
namespace {

constexpr const char* kOptimizerFile = "optimizer.safetensors";
constexpr const char* kStateFile = "state.json";

TensorView viewOf(const std::string& name, const at::Tensor& onCpu) {
  return {name,
          TensorType::F32,
          onCpu.sizes().vec(),
          {static_cast<const std::byte*>(onCpu.const_data_ptr()), onCpu.nbytes()}};
}

void restore(at::Tensor& target, const SafetensorsFile& file, const std::filesystem::path& path,
             const std::string& name) {
  const TensorView* stored = file.find(name);
  if (stored == nullptr)
    throw Error(ErrorCode::BadInput, Sentence::tr("%1: %2: expected a tensor, found none"), path, name);
  if (stored->type != TensorType::F32 || stored->shape != target.sizes().vec()) {
    throw Error(ErrorCode::BadInput,
                Sentence::tr(
                    "%1: %2: expected fp32 of %3 values in the parameter's shape, found %4 bytes in another"),
                path, name, target.numel(), stored->data.size());
  }
  // from_blob takes a mutable pointer; the mapped file is only read.
  void* data = const_cast<std::byte*>(stored->data.data());
  target.copy_(at::from_blob(data, target.sizes(), at::TensorOptions().dtype(at::kFloat)));
}

/// A norm or slope that the forked run has and its parent had not, or had in another shape.
bool startsAfresh(Optimizer& optimizer, std::size_t i, const SafetensorsFile& file) {
  if (optimizer.kind(i) != ParameterKind::Norm && optimizer.kind(i) != ParameterKind::Slope) return false;
  const TensorView* stored = file.find("mean." + optimizer.name(i));
  return stored == nullptr || stored->shape != optimizer.mean(i).sizes().vec();
}

}  // namespace

void saveCheckpoint(const std::filesystem::path& folder, const LanguageModel& model, Optimizer& optimizer,
                    const TrainState& state) {
  c10::NoGradGuard noGrad;
  saveHuggingFace(model, folder);
  std::vector<at::Tensor> kept;  // the views point into these
  std::vector<TensorView> views;
  kept.reserve(2 * optimizer.size());
  for (std::size_t i = 0; i < optimizer.size(); ++i) {
    kept.push_back(optimizer.mean(i).cpu().contiguous());
    views.push_back(viewOf("mean." + optimizer.name(i), kept.back()));
    kept.push_back(optimizer.variance(i).cpu().contiguous());
    views.push_back(viewOf("variance." + optimizer.name(i), kept.back()));
  }
  writeSafetensors(folder / kOptimizerFile, views, {{"format", "entroscope-adamw-1"}});
  writeTrainState(folder / kStateFile, state);
}

void loadCheckpoint(const std::filesystem::path& folder, LanguageModel& model, Optimizer& optimizer,
                    TrainState& state, bool fork) {
  c10::NoGradGuard noGrad;
  loadHuggingFaceWeights(model, folder, fork);
  if (!std::filesystem::exists(folder / kStateFile)) return;
  const std::filesystem::path path = folder / kOptimizerFile;
  const SafetensorsFile file(path);
  for (std::size_t i = 0; i < optimizer.size(); ++i) {
    if (fork && startsAfresh(optimizer, i, file)) continue;
    restore(optimizer.mean(i), file, path, "mean." + optimizer.name(i));
    restore(optimizer.variance(i), file, path, "variance." + optimizer.name(i));
  }
  state = readTrainState(folder / kStateFile);
  optimizer.setUpdates(state.updates);
}

}  // namespace entroscope
