#include "tests/core/model/golden_check.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "core/model/hugging_face_layout.h"
#include "core/model/language_model.h"
#include "core/runs/safetensors.h"

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
  for (const StoredTensor& stored : storedTensors(model)) {
    if (stored.parameter < 0) continue;
    const at::Tensor& parameter = model.parameters()[static_cast<std::size_t>(stored.parameter)].value;
    const at::Tensor expected = read(golden, "grad." + stored.name);
    const double error = difference(toStored(parameter.grad(), stored, model.config()), expected) /
                         std::max(largest(expected), kSmallestGradient);
    ++errors.gradients;
    if (error <= errors.gradient) continue;
    errors.gradient = error;
    errors.worstGradient = stored.name;
  }
  return errors;
}

}  // namespace

GoldenErrors compareWithGolden(const std::filesystem::path& folder, bool reference) {
  return compare(folder, folder / "golden.safetensors", reference);
}

GoldenErrors compareSavedWithGolden(const std::filesystem::path& folder, const std::filesystem::path& copy) {
  {
    LanguageModel model(readHuggingFaceConfig(folder), Precision::Fp32, at::kCPU, 7);
    loadHuggingFaceWeights(model, folder);
    saveHuggingFace(model, copy);
  }
  return compare(copy, folder / "golden.safetensors", false);
}

}  // namespace entroscope
