// Activations: values against fp64, gradients against the reference, and the reference against central
// differences, the slope's gradient included.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <limits>
#include <optional>

#include "core/kernels/activation.h"
#include "core/kernels/cpu/instruction_set.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Case {
  const char* name;
  Activation activation;
  int slope;  ///< 0 none, 1 one value, 2 per feature
};
constexpr Case kCases[] = {{"gelu", Activation::GeluErf, 0},
                           {"gelu_new", Activation::GeluTanh, 0},
                           {"relu", Activation::Relu, 0},
                           {"leaky_relu", Activation::LeakyRelu, 1},
                           {"leaky_relu-per-feature", Activation::LeakyRelu, 2}};

at::Tensor slopeOf(const Recorder& recorder, int kind, std::int64_t features) {
  if (kind == 0) return {};
  if (kind == 1) return at::full({}, 0.07, recorder.normal({1}, 0).options());
  return recorder.normal({features}, 77, 0.3);
}

double tolerance(at::ScalarType type) {
  return type == at::kFloat ? 1e-6 : type == at::kHalf ? 2e-3 : 1.6e-2;
}

void againstReference(Recorder& recorder, const std::string& prefix, const Case& c, at::ScalarType type) {
  for (const std::int64_t features : {1, 37, 384}) {
    const at::Tensor x = recorder.normal({5, 61, features}, 11, 3.0).to(type).requires_grad_(true);
    const at::Tensor weights = recorder.normal({5, 61, features}, 12);
    at::Tensor slope = slopeOf(recorder, c.slope, features);
    if (slope.defined()) slope.requires_grad_(true);
    const at::Tensor exact = x.detach().to(at::kDouble).requires_grad_(true);
    at::Tensor exactSlope =
        slope.defined() ? slope.detach().to(at::kDouble).requires_grad_(true) : at::Tensor();
    std::vector<at::Tensor> inputs{x}, exactInputs{exact};
    if (slope.defined()) inputs.push_back(slope), exactInputs.push_back(exactSlope);

    const at::Tensor found = activate(x, c.activation, slope);
    const at::Tensor expected = activateReference(exact, c.activation, exactSlope);
    const std::string name = prefix + "/" + c.name + "/F" + std::to_string(features);
    recorder.compare(name + "/value", type, found, expected, tolerance(type));
    const auto gradients = gradientsOf(found, weights, inputs);
    const auto exactGradients = gradientsOf(expected, weights.to(type), exactInputs);
    recorder.compare(name + "/dx", type, gradients[0], exactGradients[0], 3 * tolerance(type));
    if (slope.defined()) {
      // A sum of thousands of terms that nearly cancel.
      recorder.compare(name + "/dslope", type, gradients[1], exactGradients[1], 15 * tolerance(type));
    }
  }
}

/// Far into the lower tail, where 1 + erf cancels: relative to Φ from erfc in fp64.
void geluTails(Recorder& recorder, const std::string& prefix) {
  const at::Tensor x = at::linspace(-10, 10, 40001, recorder.normal({1}, 0).options());
  const at::Tensor wide = x.to(at::kDouble);
  const at::Tensor exact = wide * 0.5 * at::special_erfc(-wide * M_SQRT1_2);
  // The composite path of other devices has the cancellation; there the tail is held to absolute error.
  const double floor = recorder.onCpu() ? 1e-30 : 1.0;
  recorder.compareRelative(prefix + "/gelu/tails", at::kFloat, activate(x, Activation::GeluErf, {}), exact,
                           2.5e-6, floor);
}

void specialValues(Recorder& recorder, const std::string& prefix, const Case& c) {
  const auto options = recorder.normal({1}, 0).options();
  const at::Tensor x =
      at::tensor({kNan, 1.0, -1.0, 0.0, 1e30, -1e4}, options).reshape({6, 1}).requires_grad_(true);
  at::Tensor slope = slopeOf(recorder, c.slope, 1);
  const at::Tensor found = activate(x, c.activation, slope);
  recorder.compare(prefix + "/" + c.name + "/special", at::kFloat, found,
                   activateReference(x, c.activation, slope), 1e-6);
  const at::Tensor ones = at::ones_like(x);
  recorder.compare(prefix + "/" + c.name + "/special-gradient", at::kFloat,
                   gradientsOf(found, ones, {x})[0].slice(0, 1),
                   gradientsOf(activateReference(x, c.activation, slope), ones, {x})[0].slice(0, 1), 1e-6);
}

/// The reference's gradients in fp64 against (L(θ+h) − L(θ−h)) / 2h, away from the kink at 0.
void centralDifferences(Recorder& recorder, const Case& c) {
  const std::int64_t features = 6;
  at::Tensor x = recorder.normal({4, features}, 41, 1.5).to(at::kDouble);
  x = x + at::sign(x) * 1e-2;
  const at::Tensor weights = recorder.normal({4, features}, 42).to(at::kDouble);
  at::Tensor slope = slopeOf(recorder, c.slope, features);
  if (slope.defined()) slope = slope.to(at::kDouble);
  const auto loss = [&](const at::Tensor& at, const at::Tensor& with) {
    return (activateReference(at, c.activation, with) * weights).sum();
  };
  const auto differences = [&](const at::Tensor& around, const auto& evaluate) {
    constexpr double kStep = 1e-5;
    at::Tensor result = at::empty_like(around);
    for (std::int64_t i = 0; i < around.numel(); ++i) {
      at::Tensor up = around.clone(), down = around.clone();
      up.view(-1).select(0, i).add_(kStep);
      down.view(-1).select(0, i).sub_(kStep);
      result.view(-1).select(0, i).copy_((evaluate(up) - evaluate(down)) / (2 * kStep));
    }
    return result;
  };
  const at::Tensor leaf = x.clone().requires_grad_(true);
  std::vector<at::Tensor> inputs{leaf};
  at::Tensor slopeLeaf;
  if (slope.defined()) inputs.push_back(slopeLeaf = slope.clone().requires_grad_(true));
  const auto gradients = gradientsOf(loss(leaf, slopeLeaf), at::ones({}, x.options()), inputs);
  const std::string name = std::string("activation/central-differences/") + c.name;
  recorder.compare(name + "/dx", at::kDouble, gradients[0],
                   differences(x, [&](const at::Tensor& v) { return loss(v, slope); }), 1e-8);
  if (slope.defined()) {
    recorder.compare(name + "/dslope", at::kDouble, gradients[1],
                     differences(slope, [&](const at::Tensor& v) { return loss(x, v); }), 1e-8);
  }
}

void threadCounts(Recorder& recorder) {
  if (!recorder.onCpu()) return;
  const int before = at::get_num_threads();
  at::Tensor first;
  bool same = true;
  for (const int threads : {1, 2, 5}) {
    at::set_num_threads(threads);
    const at::Tensor x = recorder.normal({300, 512}, 13);
    const at::Tensor slope = at::full({}, 0.01, x.options()).requires_grad_(true);
    const at::Tensor dslope = gradientsOf(activate(x, Activation::LeakyRelu, slope), x, {slope})[0];
    if (first.defined()) same = same && at::equal(first, dslope);
    first = dslope;
  }
  at::set_num_threads(before);
  recorder.require("activation/slope-bit-identical-for-any-thread-count", at::kFloat, same);
}

}  // namespace

void checkActivations(Recorder& recorder) {
  for (const std::string& set : instructionSetsFor(recorder)) {
    std::optional<cpu::ForcedInstructionSet> forced;
    if (!set.empty()) forced.emplace(set);
    const std::string prefix = "activation/" + (set.empty() ? std::string("device") : set);
    for (const Case& c : kCases) {
      for (const at::ScalarType type : {at::kFloat, at::kBFloat16, at::kHalf}) {
        againstReference(recorder, prefix, c, type);
      }
      specialValues(recorder, prefix, c);
    }
    geluTails(recorder, prefix);
  }
  for (const Case& c : kCases) centralDifferences(recorder, c);
  threadCounts(recorder);
}

}  // namespace entroscope
