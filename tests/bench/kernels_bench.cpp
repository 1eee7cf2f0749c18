// Times the fused CPU kernels against the ATen operations they replace, interleaved, at one model shape.
// Usage: kernels_bench [threads [B T H d_h V]]. Forty rounds, forward and backward together.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "core/kernels/activation.h"
#include "core/kernels/adamw.h"
#include "core/kernels/attention.h"
#include "core/kernels/cpu/instruction_set.h"
#include "core/kernels/cross_entropy.h"
#include "core/train/device.h"

namespace {

using entroscope::Activation;

struct Contender {
  std::string name;
  std::function<void()> run;
  std::vector<double> milliseconds;
};

double least(const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); }

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

/// Alternates the contenders so that a busy machine slows all of them alike. Rates and factors (the first
/// contender is the unit) are of the fastest round, which other programs disturbed least.
void race(const char* title, double work, const char* unit, std::vector<Contender> contenders) {
  for (Contender& contender : contenders) contender.run(), contender.run();
  for (int round = 0; round < 40; ++round) {
    for (Contender& contender : contenders) {
      const auto begin = std::chrono::steady_clock::now();
      contender.run();
      const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
      contender.milliseconds.push_back(time.count());
    }
  }
  std::printf("%s\n", title);
  const double first = least(contenders.front().milliseconds);
  for (const Contender& contender : contenders) {
    const double time = least(contender.milliseconds);
    std::printf("  %-34s %8.3f ms (median %8.3f)  %7.1f %s  x%.2f\n", contender.name.c_str(), time,
                median(contender.milliseconds), work / time / 1e6, unit, first / time);
  }
}

std::vector<at::Tensor> grad(const at::Tensor& output, const std::vector<at::Tensor>& inputs,
                             const at::Tensor& upstream) {
  return torch::autograd::grad({output}, inputs, {upstream});
}

struct Shape {
  std::int64_t batch = 16, context = 128, heads = 6, headWidth = 32, vocabulary = 2048;
  std::int64_t tokens() const { return batch * context; }
  std::int64_t width() const { return heads * headWidth; }
};

void attention(const Shape& s) {
  const at::Tensor qkv = at::randn({s.batch, s.context, 3, s.heads, s.headWidth}).requires_grad_(true);
  const at::Tensor upstream = at::randn({s.batch, s.context, s.heads, s.headWidth});
  const double scale = 1.0 / std::sqrt(static_cast<double>(s.headWidth));
  const double pairs =
      static_cast<double>(s.batch * s.heads * s.context) * static_cast<double>(s.context + 1) / 2;
  const double flops = pairs * static_cast<double>(s.headWidth) * 2;
  const auto own = [&](bool measure, bool backward) {
    return [&, measure, backward] {
      const auto result = entroscope::attentionPacked(qkv, {.scale = scale, .measure = measure});
      if (backward) grad(result.output, {qkv}, upstream);
    };
  };
  const auto stock = [&](bool backward) {
    return [&, backward] {
      const auto parts = qkv.unbind(2);
      const at::Tensor output =
          at::scaled_dot_product_attention(parts[0].transpose(1, 2), parts[1].transpose(1, 2),
                                           parts[2].transpose(1, 2), {}, 0.0, true, scale)
              .transpose(1, 2);
      if (backward) grad(output, {qkv}, upstream);
    };
  };
  race("attention forward (2 products)", 2 * flops, "GFLOP/s",
       {{"ATen scaled_dot_product", stock(false), {}},
        {"own, measures off", own(false, false), {}},
        {"own, entropy and NaN count", own(true, false), {}}});
  race("attention forward + backward (7 products)", 7 * flops, "GFLOP/s",
       {{"ATen scaled_dot_product", stock(true), {}},
        {"own, measures off", own(false, true), {}},
        {"own, entropy and NaN count", own(true, true), {}}});
}

void activation(const Shape& s) {
  const at::Tensor x = at::randn({s.tokens(), 4 * s.width()}).requires_grad_(true);
  const at::Tensor upstream = at::randn_like(x);
  const at::Tensor slope = at::full({}, 0.01).requires_grad_(true);
  const double bytes = static_cast<double>(x.numel()) * 4 * 5;  // x, y; x, g, dx
  race("gelu forward + backward", bytes, "GB/s",
       {{"ATen gelu", [&] { grad(at::gelu(x), {x}, upstream); }, {}},
        {"own", [&] { grad(entroscope::activate(x, Activation::GeluErf, {}), {x}, upstream); }, {}}});
  race("leaky relu with learnable slope, forward + backward", bytes, "GB/s",
       {{"ATen where",
         [&] {
           grad(entroscope::activateReference(x, Activation::LeakyRelu, slope), {x, slope}, upstream);
         },
         {}},
        {"own",
         [&] {
           grad(entroscope::activate(x, Activation::LeakyRelu, slope), {x, slope}, upstream);
         },
         {}}});
}

void crossEntropy(const Shape& s) {
  const at::Tensor leaf = at::randn({s.tokens(), s.vocabulary}).requires_grad_(true);
  const at::Tensor targets = at::randint(s.vocabulary, {s.tokens()}, at::TensorOptions(at::kLong));
  const at::Tensor one = at::ones({});
  const at::Tensor logits = leaf.detach().clone().requires_grad_(true);
  // Values do not matter for the time: the same storage is consumed again and again.
  race("cross-entropy forward + backward", static_cast<double>(leaf.numel()) * 4 * 4, "GB/s",
       {{"ATen cross_entropy_loss", [&] { grad(at::cross_entropy_loss(leaf, targets), {leaf}, one); }, {}},
        {"own, in place", [&] { grad(entroscope::crossEntropy(logits, targets), {logits}, one); }, {}}});
}

void optimizer() {
  const std::int64_t n = 8 << 20;
  at::Tensor p = at::randn({n}), m = at::zeros({n}), v = at::zeros({n});
  const at::Tensor g = at::randn({n});
  const at::Tensor step = at::ones({});
  entroscope::AdamWStep own{.learningRate = 1e-4, .weightDecay = 0.1};
  race(
      "AdamW, 8.4 M values", static_cast<double>(n) * 4 * 7, "GB/s",
      {{"ATen separate operations", [&] { entroscope::adamwStepReference(p, g, m, v, own); }, {}},
       {"ATen _fused_adamw_",
        [&] { at::_fused_adamw_({p}, {g}, {m}, {v}, {}, {step}, 1e-4, 0.9, 0.999, 0.1, 1e-8, false, false); },
        {}},
       {"own", [&] { entroscope::adamwStep(p, g, m, v, own); }, {}}});
  race("squared norm, 8.4 M values", static_cast<double>(n) * 4, "GB/s",
       {{"ATen linalg_vector_norm", [&] { at::linalg_vector_norm(g).item<float>(); }, {}},
        {"own, in fp64", [&] { entroscope::gradientCensus({g}); }, {}}});
}

}  // namespace

int main(int argc, char** argv) {
  Shape s;
  // Memory is kept as in training: else pages that are mapped anew take more time than the kernels.
  entroscope::prepareThread(argc > 1 ? std::atoi(argv[1]) : at::get_num_threads());
  if (argc == 7)
    s = {std::atol(argv[2]), std::atol(argv[3]), std::atol(argv[4]), std::atol(argv[5]), std::atol(argv[6])};
  std::printf("%d threads, %s, B=%ld T=%ld H=%ld d_h=%ld V=%ld\n", at::get_num_threads(),
              entroscope::cpu::instructionSet().c_str(), s.batch, s.context, s.heads, s.headWidth,
              s.vocabulary);
  const at::Tensor a = at::randn({1024, 1024}), b = at::randn({1024, 1024});
  race("fp32 matrix product 1024^3, for scale", 2.0 * 1024 * 1024 * 1024, "GFLOP/s",
       {{"ATen mm", [&] { at::mm(a, b); }, {}}});
  attention(s);
  activation(s);
  crossEntropy(s);
  optimizer();
  return 0;
}
