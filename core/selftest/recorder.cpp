#include "core/selftest/recorder.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <limits>

#include "core/kernels/cpu/instruction_set.h"

namespace entroscope {

std::string_view typeName(at::ScalarType type) {
  switch (type) {
    case at::kDouble:
      return "fp64";
    case at::kBFloat16:
      return "bf16";
    case at::kHalf:
      return "fp16";
    default:
      return "fp32";
  }
}

bool Recorder::wants(const std::string& name) const {
  const std::size_t shorter = std::min(name.size(), filter_.size());
  return name.compare(0, shorter, filter_, 0, shorter) == 0;
}

void Recorder::add(const std::string& name, at::ScalarType type, double error, double tolerance) {
  if (!name.starts_with(filter_)) return;
  results_.push_back({name, std::string(typeName(type)), error, tolerance, error <= tolerance, {}});
}

void Recorder::fail(const std::string& name, const std::string& note) {
  results_.push_back({name, "", std::numeric_limits<double>::infinity(), 0, false, note});
}

void Recorder::require(const std::string& name, at::ScalarType type, bool holds) {
  add(name, type, holds ? 0.0 : std::numeric_limits<double>::infinity(), 0.0);
}

void Recorder::compare(const std::string& name, at::ScalarType type, const at::Tensor& found,
                       const at::Tensor& expected, double tolerance) {
  const at::Tensor a = found.detach().cpu().to(at::kDouble), b = expected.detach().cpu().to(at::kDouble);
  double error = std::numeric_limits<double>::infinity();
  const auto special = [](const at::Tensor& x) {
    return at::where(at::isfinite(x), at::zeros({}, x.options()), x);
  };
  if (a.sizes() == b.sizes() && at::allclose(special(a), special(b), 0, 0, /*equal_nan=*/true)) {
    const at::Tensor left = at::nan_to_num(a, 0, 0, 0), right = at::nan_to_num(b, 0, 0, 0);
    const double scale = a.numel() ? std::max(1.0, right.abs().max().item<double>()) : 1.0;
    error = a.numel() ? (left - right).abs().max().item<double>() / scale : 0.0;
  }
  add(name, type, error, tolerance);
}

void Recorder::compareRelative(const std::string& name, at::ScalarType type, const at::Tensor& found,
                               const at::Tensor& expected, double tolerance, double floor) {
  const at::Tensor a = found.detach().cpu().to(at::kDouble), b = expected.detach().cpu().to(at::kDouble);
  add(name, type, ((a - b).abs() / (b.abs() + floor)).max().item<double>(), tolerance);
}

at::Tensor Recorder::normal(at::IntArrayRef shape, std::uint64_t seed, double scale) const {
  at::Generator generator = at::detail::createCPUGenerator(seed);
  return (at::randn(shape, generator, at::TensorOptions(at::kFloat)) * scale).to(device_);
}

std::vector<at::Tensor> gradientsOf(const at::Tensor& output, const at::Tensor& weights,
                                    const std::vector<at::Tensor>& inputs) {
  return torch::autograd::grad({output}, inputs, {weights.to(output.scalar_type())});
}

std::vector<std::string> instructionSetsFor(const Recorder& recorder) {
  return recorder.onCpu() ? cpu::instructionSets() : std::vector<std::string>{std::string()};
}

}  // namespace entroscope
