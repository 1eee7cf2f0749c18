// The kernels that join neighbouring operations of the fp32 step against the same in fp64 by plain
// operations: linear maps, residual addition with norms, rotation inside attention, activation with bias,
// embedding.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>

#include <array>
#include <cmath>
#include <optional>
#include <tuple>

#include "core/kernels/activation.h"
#include "core/kernels/add_norm.h"
#include "core/kernels/attention.h"
#include "core/kernels/cpu/instruction_set.h"
#include "core/kernels/embedding.h"
#include "core/kernels/linear.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

at::Tensor leaf(const at::Tensor& x) { return x.detach().clone().requires_grad_(true); }
at::Tensor exactLeaf(const at::Tensor& x) { return x.detach().to(at::kDouble).requires_grad_(true); }

void linearMaps(Recorder& recorder) {
  for (const auto& [n, in, out] : {std::array{1, 1, 1}, std::array{7, 33, 65}, std::array{130, 96, 50}}) {
    const std::string name =
        "fused/linear/" + std::to_string(n) + "x" + std::to_string(in) + "x" + std::to_string(out);
    // Σ of `in` (or n, or out) products: the error grows with the root of their number.
    const double tolerance = 2e-6 * std::sqrt(static_cast<double>(std::max({n, in, out})));
    const at::Tensor x = leaf(recorder.normal({n, in}, 1)), weight = leaf(recorder.normal({out, in}, 2));
    const at::Tensor bias = leaf(recorder.normal({out}, 3)), upstream = recorder.normal({n, out}, 4);
    const at::Tensor x2 = exactLeaf(x), weight2 = exactLeaf(weight), bias2 = exactLeaf(bias);
    const at::Tensor found = entroscope::linear(x, weight, bias),
                     expected = linearReference(x2, weight2, bias2);
    recorder.compare(name + "/value", at::kFloat, found, expected, tolerance);
    const auto gradients = gradientsOf(found, upstream, {x, weight, bias});
    const auto exact = gradientsOf(expected, upstream, {x2, weight2, bias2});
    const char* parts[] = {"/dx", "/dweight", "/dbias"};
    for (int i = 0; i < 3; ++i)
      recorder.compare(name + parts[i], at::kFloat, gradients[i], exact[i], tolerance);

    const at::Tensor sum = addLinear(entroscope::linear(x, weight, {}), x, weight);
    recorder.compare(name + "/added", at::kFloat, sum, 2 * at::linear(x2, weight2), 2 * tolerance);
    const auto both = gradientsOf(sum, upstream, {x, weight});
    recorder.compare(name + "/added-dx", at::kFloat, both[0], 2 * exact[0], 2 * tolerance);
    recorder.compare(name + "/added-dweight", at::kFloat, both[1], 2 * exact[1], 2 * tolerance);
  }
  at::Tensor bad = recorder.normal({4, 8}, 5);
  bad.select(0, 2).select(0, 3).fill_(std::nan(""));
  const at::Tensor through = entroscope::linear(bad, recorder.normal({6, 8}, 6), {});
  recorder.require("fused/linear/nan-stays-in-its-row", at::kFloat,
                   at::isnan(through).sum().item<std::int64_t>() == 6 &&
                       at::isnan(through.select(0, 2)).all().item<bool>());
}

struct NormCase {
  const char* name;
  bool addend, bias2, norm1, norm2, rms;
};

/// One case in fp32, or with the addend and the norms' results in 16 bits.
void normCase(Recorder& recorder, const std::string& name, const NormCase& c, std::int64_t width,
              at::ScalarType low) {
  if (!recorder.wants(name + "/")) return;
  const std::int64_t rows = 70;  // more than one range of rows, and a rest
  const double rounding = low == at::kBFloat16 ? 4e-3 : low == at::kHalf ? 5e-4 : 0;
  std::vector<at::Tensor> leaves, exact;
  const auto make = [&](at::IntArrayRef shape, std::uint64_t seed, bool there,
                        at::ScalarType type = at::kFloat) -> std::pair<at::Tensor, at::Tensor> {
    if (!there) return {};
    leaves.push_back(leaf(recorder.normal(shape, seed, 1.5).to(type)));
    exact.push_back(exactLeaf(leaves.back()));
    return {leaves.back(), exact.back()};
  };
  AddNormInputs in, wide;
  std::tie(in.stream, wide.stream) = make({rows, width}, 11, true);
  std::tie(in.addend, wide.addend) = make({rows, width}, 12, c.addend, low);
  std::tie(in.bias1, wide.bias1) = make({width}, 13, c.addend);
  std::tie(in.bias2, wide.bias2) = make({width}, 14, c.bias2);
  std::tie(in.first.weight, wide.first.weight) = make({width}, 15, c.norm1);
  std::tie(in.first.shift, wide.first.shift) = make({width}, 16, c.norm1 && !c.rms);
  std::tie(in.second.weight, wide.second.weight) = make({width}, 17, c.norm2);
  std::tie(in.second.shift, wide.second.shift) = make({width}, 18, c.norm2 && !c.rms);
  in.two = wide.two = c.norm2;
  in.rms = c.rms;
  in.low = low;
  const AddNormResult found = addNorm(in);
  // The reference in fp64 by the formula itself: its checks demand an fp32 stream.
  at::Tensor sum = wide.stream;
  for (const at::Tensor* x : {&wide.addend, &wide.bias1, &wide.bias2}) {
    if (x->defined()) sum = sum + *x;
  }
  const auto norm = [&](const NormParameters& p) {
    if (!p.weight.defined()) return sum;
    if (!c.rms) return at::layer_norm(sum, {width}, p.weight, p.shift, wide.epsilon);
    return sum / (sum.square().mean(1, true) + wide.epsilon).sqrt() * p.weight;
  };
  // Upstream gradients that 16 bits hold exactly.
  const auto upstream = [&](std::uint64_t seed) { return recorder.normal({rows, width}, seed).to(low); };
  const double near = std::max(rounding, 4e-6);
  recorder.require(name + "/type", low,
                   found.first.scalar_type() == low && found.sum.scalar_type() == at::kFloat);
  recorder.compare(name + "/sum", low, found.sum, sum, 1e-6);
  recorder.compareRelative(name + "/first", low, found.first, norm(wide.first), near, 1);
  recorder.compare(name + "/mean", low, found.mean, sum.mean(1), 2e-6);
  at::Tensor loss = (found.sum * upstream(21)).sum() + (found.first * upstream(22)).to(at::kFloat).sum();
  at::Tensor exactLoss = (sum * upstream(21)).sum() + (norm(wide.first) * upstream(22)).sum();
  if (c.norm2) {
    recorder.compareRelative(name + "/second", low, found.second, norm(wide.second), near, 1);
    loss = loss + (found.second * upstream(23)).to(at::kFloat).sum();
    exactLoss = exactLoss + (norm(wide.second) * upstream(23)).sum();
  }
  const auto gradients = gradientsOf(loss, at::ones({}, loss.options()), leaves);
  const auto expected = gradientsOf(exactLoss, at::ones({}, exactLoss.options()), exact);
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    // The addend's gradient is rounded; all others are sums in fp32.
    const double tolerance = gradients[i].scalar_type() == at::kFloat ? 1e-5 : rounding;
    recorder.compareRelative(name + "/gradient" + std::to_string(i), low, gradients[i], expected[i],
                             tolerance, 1);
  }
}

void norms(Recorder& recorder, const std::string& prefix) {
  constexpr NormCase kCases[] = {{"first-layer", false, false, true, false, false},
                                 {"sequential", true, false, true, false, false},
                                 {"parallel", true, true, true, true, false},
                                 {"norm-free", true, false, false, false, false},
                                 {"norm-free-first-layer", false, false, false, false, false},
                                 {"one-norm-of-two", true, true, false, true, false},
                                 {"rms-first-layer", false, false, true, false, true},
                                 {"rms-sequential", true, false, true, false, true},
                                 {"rms-parallel", true, true, true, true, true}};
  std::vector<std::int64_t> widths{1, 37, 192};
  // A GPU has kernels for rows that fit a warp's registers, those that fit a block's and all others.
  if (!recorder.onCpu()) widths.insert(widths.end(), {768, 1100, 4112});
  for (const NormCase& c : kCases) {
    for (const std::int64_t width : widths) {
      const std::string name = prefix + "/" + c.name + "/d" + std::to_string(width);
      normCase(recorder, name, c, width, at::kFloat);
      if (width == 1) continue;
      normCase(recorder, name + "/bf16", c, width, at::kBFloat16);
      normCase(recorder, name + "/fp16", c, width, at::kHalf);
    }
  }
  at::Tensor bad = recorder.normal({5, 37}, 31);
  bad.select(0, 3).select(0, 36).fill_(std::nan(""));
  AddNormInputs in;
  in.stream = bad;
  const at::Tensor flagged = at::isnan(addNorm(in).mean).to(at::kFloat);
  recorder.compare(prefix + "/nan-flag", at::kFloat, flagged, at::tensor({0.0f, 0.0f, 0.0f, 1.0f, 0.0f}), 0);
  in.census = true;
  for (const std::int64_t width : {37, 192, 1100}) {
    in.stream = recorder.normal({5, width}, 32);
    in.stream.select(0, 3).slice(0, 2, 30, 7).fill_(std::nan(""));
    const at::Tensor census = addNorm(in).census;
    if (!census.defined()) {  // left to whoever wants it
      recorder.require(prefix + "/census-on-a-gpu-only", at::kFloat, recorder.onCpu());
      continue;
    }
    const at::Tensor expected =
        at::stack({in.stream.amin(1), in.stream.amax(1), at::isnan(in.stream).sum(1).to(at::kFloat)}, 1);
    recorder.compare(prefix + "/census/d" + std::to_string(width), at::kFloat, census, expected, 0);
  }
}

/// @param tolerance of the result; rotated values are rounded to `type` before they are multiplied.
void rotation(Recorder& recorder, const std::string& prefix, at::ScalarType type, double tolerance) {
  const std::int64_t batch = 2, context = 19, heads = 3, width = 16;
  for (const std::int64_t half : {1, 4, 8}) {
    const at::Tensor packed = leaf(recorder.normal({batch, context, 3, heads, width}, 41).to(type));
    const at::Tensor plain = leaf(packed.detach().to(at::kFloat));
    const at::Tensor upstream = recorder.normal({batch, context, heads, width}, 42).to(type);
    const at::Tensor angles = recorder.normal({context, half}, 43, 2.0);
    const RotaryAngles rotary{at::cos(angles), at::sin(angles)};
    const auto found = attentionPacked(packed * 1.0, {.scale = 0.25}, rotary);
    const at::Tensor c = rotary.cosine.view({context, 1, half}), s = rotary.sine.view({context, 1, half});
    const auto turned = [&](const at::Tensor& x) {
      const at::Tensor low = x.narrow(3, 0, half), high = x.narrow(3, half, half);
      return at::cat({low * c - high * s, high * c + low * s, x.narrow(3, 2 * half, width - 2 * half)}, 3);
    };
    const auto expected = attentionReference(turned(plain.select(2, 0)), turned(plain.select(2, 1)),
                                             plain.select(2, 2), {.scale = 0.25});
    const std::string name = prefix + "/r" + std::to_string(2 * half);
    recorder.compare(name + "/output", type, found.output, expected.output, tolerance);
    recorder.compare(name + "/entropy", type, found.entropy, expected.entropy, tolerance);
    recorder.compare(name + "/gradient", type, gradientsOf(found.output, upstream, {packed})[0],
                     gradientsOf(expected.output, upstream.to(at::kFloat), {plain})[0], 2 * tolerance);
  }
}

void biasedActivations(Recorder& recorder, const std::string& prefix) {
  for (const Activation activation :
       {Activation::GeluErf, Activation::GeluTanh, Activation::Relu, Activation::LeakyRelu}) {
    for (const std::int64_t features : {1, 37, 384}) {
      const at::Tensor x = leaf(recorder.normal({150, features}, 51, 2.0));
      const at::Tensor bias = leaf(recorder.normal({features}, 52)), x2 = exactLeaf(x),
                       bias2 = exactLeaf(bias);
      at::Tensor slope;
      if (activation == Activation::LeakyRelu) slope = at::full({}, 0.07, x.options().requires_grad(false));
      const at::Tensor exactSlope = slope.defined() ? slope.to(at::kDouble) : at::Tensor();
      const at::Tensor upstream = recorder.normal({150, features}, 53);
      const at::Tensor found = activate(x, activation, slope, bias);
      const at::Tensor expected = activateReference(x2, activation, exactSlope, bias2);
      const std::string name =
          prefix + "/" + std::to_string(static_cast<int>(activation)) + "/F" + std::to_string(features);
      recorder.compare(name + "/value", at::kFloat, found, expected, 2e-6);
      const auto gradients = gradientsOf(found, upstream, {x, bias});
      const auto exact = gradientsOf(expected, upstream, {x2, bias2});
      // At a kink the rounding of x + bias may choose the other side: nothing there with these values.
      recorder.compare(name + "/dx", at::kFloat, gradients[0], exact[0], 4e-6);
      recorder.compare(name + "/dbias", at::kFloat, gradients[1], exact[1], 2e-5);
    }
  }
}

void embeddings(Recorder& recorder) {
  const at::Tensor ids =
      at::tensor({3, 1, 3, 0, 5, 3, 1, 1}, at::TensorOptions(at::kLong)).view({2, 4}).to(recorder.device());
  const at::Tensor weights = recorder.normal({8, 37}, 61);
  const at::Tensor tokens = leaf(recorder.normal({6, 37}, 62)), places = leaf(recorder.normal({9, 37}, 63));
  const at::Tensor tokens2 = leaf(tokens), places2 = leaf(places);
  // The table serves as classifier too, as a tied one does.
  const at::Tensor found = entroscope::embed(tokens, places, ids),
                   expected = embedReference(tokens2, places2, ids);
  recorder.compare("fused/embedding/value", at::kFloat, found, expected, 0);
  const at::Tensor mix = recorder.normal({6, 8}, 64);
  (entroscope::linear(found, tokens, {}) * mix.t()).sum().backward();
  (at::linear(expected, tokens2) * mix.t()).sum().backward();
  recorder.compare("fused/embedding/tied-gradient", at::kFloat, tokens.grad(), tokens2.grad(), 4e-6);
  recorder.compare("fused/embedding/position-gradient", at::kFloat, places.grad(), places2.grad(), 4e-6);
  (entroscope::embed(tokens, {}, ids) * weights).sum().backward();  // a second micro-batch adds to the first
  (embedReference(tokens2, {}, ids) * weights).sum().backward();
  recorder.compare("fused/embedding/accumulated", at::kFloat, tokens.grad(), tokens2.grad(), 4e-6);
}

/// Sums over rows are made in fixed ranges: bit for bit the same on one thread and on three.
void threadCounts(Recorder& recorder) {
  if (!recorder.onCpu()) return;
  const int before = at::get_num_threads();
  std::vector<at::Tensor> first;
  for (const int threads : {1, 3}) {
    at::set_num_threads(threads);
    AddNormInputs in;
    in.stream = leaf(recorder.normal({300, 65}, 71));
    in.addend = leaf(recorder.normal({300, 65}, 72));
    in.bias1 = leaf(recorder.normal({65}, 73));
    in.first = {leaf(recorder.normal({65}, 74)), leaf(recorder.normal({65}, 75))};
    const auto gradients = gradientsOf(addNorm(in).first, recorder.normal({300, 65}, 76),
                                       {in.stream, in.bias1, in.first.weight, in.first.shift});
    if (first.empty()) {
      first = gradients;
      continue;
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
      recorder.require("fused/threads/gradient" + std::to_string(i), at::kFloat,
                       at::equal(first[i], gradients[i]));
    }
  }
  at::set_num_threads(before);
}

}  // namespace

void checkFused(Recorder& recorder) {
  linearMaps(recorder);
  for (const std::string& set : instructionSetsFor(recorder)) {
    std::optional<cpu::ForcedInstructionSet> forced;
    if (!set.empty()) forced.emplace(set);
    const std::string suffix = "/" + (set.empty() ? std::string("device") : set);
    norms(recorder, "fused/add-norm" + suffix);
    rotation(recorder, "fused/rotary" + suffix, at::kFloat, 4e-6);
    rotation(recorder, "fused/rotary" + suffix, at::kBFloat16, 1.6e-2);
    rotation(recorder, "fused/rotary" + suffix, at::kHalf, 2e-3);
    biasedActivations(recorder, "fused/biased-activation" + suffix);
  }
  embeddings(recorder);
  threadCounts(recorder);
}

}  // namespace entroscope
