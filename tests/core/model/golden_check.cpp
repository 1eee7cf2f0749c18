#include "tests/core/model/golden_check.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/nan_to_num.h>

#include <algorithm>
#include <cstring>
#include <sstream>
#include <stdexcept>

#include "core/model/hugging_face_layout.h"
#include "core/model/language_model.h"
#include "core/runs/safetensors.h"
#include "core/runs/safetensors_shards.h"

namespace entroscope {
namespace {

/// What a tiny gradient is measured against: those that are zero in theory are rounding noise of this size.
constexpr double kSmallestGradient = 1e-4;

at::Tensor read(const SafetensorsFile& file, const std::string& name) {
  const TensorView* view = file.find(name);
  if (view == nullptr) throw std::runtime_error("the golden file holds no " + name);
  const at::Tensor tensor = at::empty(view->shape, view->type == TensorType::I64 ? at::kLong : at::kFloat);
  std::memcpy(tensor.mutable_data_ptr(), view->data.data(), view->data.size());
  return tensor;
}

double largest(const at::Tensor& tensor) { return tensor.abs().max().item<double>(); }

double difference(const at::Tensor& found, const at::Tensor& expected) {
  return largest(found.to(at::kDouble) - expected.to(at::kDouble));
}

/// Compares where both are finite; notes in `same` when they are not finite at the same places.
double finiteDifference(const at::Tensor& found, const at::Tensor& expected, bool& same) {
  same = same && at::equal(at::isfinite(found), at::isfinite(expected));
  return difference(at::nan_to_num(found, 0, 0, 0), at::nan_to_num(expected, 0, 0, 0));
}

struct GradientErrors {
  double worst = 0;
  std::string name;
  int compared = 0;
};

/// Each parameter's gradient, divided by `scale`, in the file's layout.
GradientErrors compareGradients(const LanguageModel& model, const SafetensorsFile& golden, double scale) {
  GradientErrors errors;
  for (const StoredTensor& stored : storedTensors(model)) {
    if (stored.parameter < 0) continue;
    const at::Tensor& parameter = model.parameters()[static_cast<std::size_t>(stored.parameter)].value;
    const at::Tensor expected = read(golden, "grad." + stored.name);
    const double error = difference(toStored(parameter.grad(), stored, model.config()) / scale, expected) /
                         std::max(largest(expected), kSmallestGradient);
    ++errors.compared;
    if (error <= errors.worst) continue;
    errors.worst = error;
    errors.name = stored.name;
  }
  return errors;
}

GoldenErrors compare(const std::filesystem::path& weights, const std::filesystem::path& goldenFile,
                     bool reference) {
  const SafetensorsFile golden(goldenFile);
  LanguageModel model(readHuggingFaceConfig(weights), Precision::Fp32, at::kCPU, 7);
  loadHuggingFaceWeights(model, weights);
  ForwardOptions options;
  options.keepLogits = true;
  options.kernels = reference ? Kernels::Reference : Kernels::Fast;
  const ForwardResult result = model.forward(read(golden, "inputs"), read(golden, "targets"), options);
  result.loss.backward();

  GoldenErrors errors;
  const at::Tensor loss = read(golden, "loss"), logits = read(golden, "logits");
  errors.loss = difference(result.loss.detach(), loss) / largest(loss);
  errors.logits = difference(result.logits, logits) / largest(logits);
  errors.entropy = difference(result.entropy, read(golden, "entropy"));
  const GradientErrors gradients = compareGradients(model, golden, 1);
  errors.gradient = gradients.worst;
  errors.worstGradient = gradients.name;
  errors.gradients = gradients.compared;
  return errors;
}

}  // namespace

GoldenErrors compareWithGolden(const std::filesystem::path& folder, bool reference) {
  return compare(folder, folder / "golden.safetensors", reference);
}

HalfErrors compareWithHalfGolden(const std::filesystem::path& folder, bool reference) {
  constexpr double kLossScale = 1024;  // of the script
  const SafetensorsFile golden(folder / "golden.safetensors");
  LanguageModel model(readHuggingFaceConfig(folder), Precision::Fp16Emulated, at::kCPU, 7);
  loadHuggingFaceWeights(model, folder);
  ForwardOptions options;
  options.keepLogits = true;
  options.kernels = reference ? Kernels::Reference : Kernels::Fast;
  const at::Tensor inputs = read(golden, "inputs"), targets = read(golden, "targets");
  options.asReleasedEntropy = true;
  const ForwardResult released = model.forward(inputs, targets, options);
  options.asReleasedEntropy = false;
  const ForwardResult result = model.forward(inputs, targets, options);

  HalfErrors errors;
  const at::Tensor nan = read(golden, "nan").to(at::kFloat), share = read(golden, "nan_row_share");
  errors.sameNan = at::equal(result.nanCounts, nan) && at::equal(released.nanCounts, nan) &&
                   difference(result.nanRowShare, share) < 1e-6;
  std::ostringstream text;
  text << "expected " << nan << share << "found " << result.nanCounts << result.nanRowShare;
  errors.nan = text.str();
  errors.sameFinite = true;
  const at::Tensor loss = read(golden, "loss"), logits = read(golden, "logits");
  const double largestLogit = largest(at::nan_to_num(logits, 0, 0, 0));
  errors.loss = finiteDifference(result.loss.detach(), loss, errors.sameFinite) /
                std::max(largest(at::nan_to_num(loss, 0, 0, 0)), 1e-3);
  errors.logits = finiteDifference(result.logits, logits, errors.sameFinite) / std::max(largestLogit, 1e-3);
  errors.entropy = finiteDifference(result.entropy, read(golden, "entropy"), errors.sameFinite);
  errors.entropyReleased =
      finiteDifference(released.entropy, read(golden, "entropy_released"), errors.sameFinite);
  if (golden.find("grad.transformer.wte.weight") == nullptr) return errors;
  (result.loss * kLossScale).backward();
  const GradientErrors gradients = compareGradients(model, golden, kLossScale);
  errors.gradient = gradients.worst;
  errors.worstGradient = gradients.name;
  errors.gradients = gradients.compared;
  return errors;
}

GoldenErrors compareSavedWithGolden(const std::filesystem::path& folder, const std::filesystem::path& copy,
                                    std::uint64_t shardBytes) {
  {
    LanguageModel model(readHuggingFaceConfig(folder), Precision::Fp32, at::kCPU, 7);
    loadHuggingFaceWeights(model, folder);
    saveHuggingFace(model, copy);
  }
  if (shardBytes > 0) splitIntoShards(copy, shardBytes);
  return compare(copy, folder / "golden.safetensors", false);
}

}  // namespace entroscope
