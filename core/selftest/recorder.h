// Collects comparisons of one run of the checks. Internal to core/selftest; torch in the interface.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/selftest/selftest.h"

namespace entroscope {

std::string_view typeName(at::ScalarType type);

class Recorder {
 public:
  Recorder(at::Device device, std::string_view filter) : device_(device), filter_(filter) {}

  at::Device device() const { return device_; }
  bool onCpu() const { return device_.is_cpu(); }
  bool wants(const std::string& name) const;

  /// Element by element; NaN must meet NaN and infinities their equals.
  void compare(const std::string& name, at::ScalarType type, const at::Tensor& found,
               const at::Tensor& expected, double tolerance);
  /// Error relative to each expected element (0 must meet 0 within `floor`).
  void compareRelative(const std::string& name, at::ScalarType type, const at::Tensor& found,
                       const at::Tensor& expected, double tolerance, double floor);
  void require(const std::string& name, at::ScalarType type, bool holds);
  void fail(const std::string& name, const std::string& note);

  std::vector<CheckResult> take() { return std::move(results_); }

  /// Normal random values, the same on every device and in every run.
  at::Tensor normal(at::IntArrayRef shape, std::uint64_t seed, double scale = 1.0) const;

 private:
  void add(const std::string& name, at::ScalarType type, double error, double tolerance);

  at::Device device_;
  std::string filter_;
  std::vector<CheckResult> results_;
};

void checkAttention(Recorder& recorder);
void checkAttentionEdges(Recorder& recorder);
void checkActivations(Recorder& recorder);
void checkCrossEntropy(Recorder& recorder);
void checkOptimizer(Recorder& recorder);
void checkModels(Recorder& recorder);
void checkStreaming(Recorder& recorder);
void checkFused(Recorder& recorder);
void checkGpuArithmetic(Recorder& recorder);
void checkGpuAttention(Recorder& recorder);

/// Gradients of Σ weights·output with respect to the inputs.
std::vector<at::Tensor> gradientsOf(const at::Tensor& output, const at::Tensor& weights,
                                    const std::vector<at::Tensor>& inputs);

/// The instruction sets to go through: those of the CPU kernels, or one empty name on another device.
std::vector<std::string> instructionSetsFor(const Recorder& recorder);

}  // namespace entroscope
