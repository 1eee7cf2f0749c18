// Attention where the arithmetic is hard: closed forms, huge and infinite scores, NaN, fp16 overflow and the
// released code's finite mask.
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <limits>
#include <optional>

#include "core/kernels/attention.h"
#include "core/kernels/cpu/instruction_set.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

at::Tensor logOfPosition(std::int64_t context, at::Device device) {
  return at::log(at::arange(1, context + 1, at::TensorOptions(at::kDouble))).to(at::kFloat).to(device);
}

/// Equal scores: row i spreads over its i positions, H = lse = ln i and the output is the running mean.
void uniform(Recorder& recorder, const std::string& prefix) {
  for (const std::int64_t context : {1, 2, 17, 128, 513}) {
    const at::Tensor zero = at::zeros({1, context, 2, 16}, recorder.normal({1}, 0).options());
    const at::Tensor v = recorder.normal({1, context, 2, 16}, 5);
    const AttentionResult result = attention(zero, zero, v, {.scale = 1.0});
    const at::Tensor expected = logOfPosition(context, recorder.device()).expand({1, 2, context});
    const std::string name = prefix + "/uniform/T" + std::to_string(context);
    recorder.compare(name + "/entropy", at::kFloat, result.entropy, expected, 1e-6);
    recorder.compare(name + "/lse", at::kFloat, result.logSumExp, expected, 1e-6);
    const at::Tensor count = at::arange(1, context + 1, v.options()).reshape({1, -1, 1, 1});
    recorder.compare(name + "/output", at::kFloat, result.output, v.cumsum(1) / count, 2e-6);
  }
}

/// Each row's own key wins by 1e4 (or more): H = 0 exactly, the output is the row's own value.
void oneHot(Recorder& recorder, const std::string& prefix) {
  const std::int64_t context = 48;
  const at::Tensor eye =
      at::eye(context, recorder.normal({1}, 0).options()).reshape({1, context, 1, context});
  const at::Tensor v = recorder.normal({1, context, 1, context}, 6);
  for (const double scale : {1e4, 1e30}) {
    const AttentionResult result = attention(eye, eye, v, {.scale = scale});
    const std::string name = prefix + (scale < 1e5 ? "/one-hot-1e4" : "/one-hot-1e30");
    recorder.compare(name + "/entropy", at::kFloat, result.entropy, at::zeros_like(result.entropy), 0);
    recorder.compare(name + "/output", at::kFloat, result.output, v, 1e-6);
    recorder.compare(name + "/lse", at::kFloat, result.logSumExp, at::full_like(result.logSumExp, scale),
                     1e-6);
  }
}

/// Scores of ±1e4 that are equal pairwise: the maximum is subtracted before anything overflows.
void hugeScores(Recorder& recorder, const std::string& prefix) {
  const std::int64_t context = 32;
  const auto options = recorder.normal({1}, 0).options();
  const at::Tensor q = at::full({1, context, 1, 16}, 100.0, options) / 16;
  const at::Tensor sign = at::where(at::arange(context, options).remainder(2).eq(0),
                                    at::full({}, 100.0, options), at::full({}, -100.0, options));
  const at::Tensor k = sign.reshape({1, context, 1, 1}).expand({1, context, 1, 16}).contiguous();
  const AttentionResult result = attention(q, k, recorder.normal({1, context, 1, 16}, 8), {.scale = 1.0});
  const at::Tensor winners = (at::arange(context, options) / 2).floor() + 1;
  recorder.compare(prefix + "/scores-1e4/entropy", at::kFloat, result.entropy,
                   at::log(winners).reshape({1, 1, -1}), 1e-6);
}

/// One NaN in q, k or v: exactly the rows that may see it are NaN.
void nanRows(Recorder& recorder, const std::string& prefix) {
  const std::int64_t context = 40, bad = 18;
  for (int which = 0; which < 3; ++which) {
    std::vector<at::Tensor> clean, x;
    for (std::uint64_t i = 0; i < 3; ++i) {
      clean.push_back(recorder.normal({1, context, 1, 16}, 30 + i));
      x.push_back(clean.back().clone());
    }
    x[static_cast<std::size_t>(which)].select(1, bad).select(2, 3).fill_(kNan);
    const AttentionResult result = attention(x[0], x[1], x[2], {.scale = 0.25});
    const AttentionResult reference = attentionReference(x[0], x[1], x[2], {.scale = 0.25});
    const AttentionResult untouched = attention(clean[0], clean[1], clean[2], {.scale = 0.25});
    const std::string name = prefix + "/nan-in-" + "qkv"[which];
    // A GPU's tiles multiply a hidden value by a probability of 0: its NaN reaches rows before it, and no
    // other output.
    const bool spreads = which == 2 && !recorder.onCpu();
    const std::int64_t from = spreads ? bad : 0;
    recorder.compare(name + "/output", at::kFloat, result.output.narrow(1, from, context - from),
                     reference.output.narrow(1, from, context - from), 3e-6);
    recorder.compare(name + "/lse", at::kFloat, result.logSumExp, reference.logSumExp, 3e-6);
    recorder.compare(name + "/entropy", at::kFloat, result.entropy, reference.entropy, 3e-6);
    recorder.compare(name + "/nan-scores", at::kFloat, result.nanScores, reference.nanScores, 0);
    if (!spreads) {
      recorder.compare(name + "/rows-before", at::kFloat, result.output.narrow(1, 0, bad),
                       untouched.output.narrow(1, 0, bad), recorder.onCpu() ? 0 : 1e-6);
    }
    const AttentionOptions zeroed{.scale = 0.25, .asReleasedEntropy = true};
    recorder.require(name + "/as-released-entropy-is-finite", at::kFloat,
                     at::isfinite(attention(x[0], x[1], x[2], zeroed).entropy).all().item<bool>());
  }
}

/// fp16 scores that overflow: +inf makes the row NaN (inf − inf), −inf drops out, a row of −inf alone is NaN.
void overflow(Recorder& recorder, const std::string& prefix) {
  const auto options = recorder.normal({1}, 0).options();
  // One-dimensional heads: score(i, j) = q_i · k_j.
  const at::Tensor q = at::tensor({1.0, 1.0, 1.0, 300.0, 1.0}, options).reshape({1, 5, 1, 1});
  const at::Tensor k = at::tensor({-7e4, -7e4, 3.0, 4.0, 300.0}, options).reshape({1, 5, 1, 1});
  const at::Tensor v = at::tensor({1.0, 2.0, 3.0, 4.0, 5.0}, options).reshape({1, 5, 1, 1});
  const AttentionResult result = attention(q, k, v, {.scale = 1.0, .halfScores = true});
  const double e = std::exp(-1.0);
  // Row 3: 300 · (3, 4) = 900, 1200.
  const at::Tensor expected = at::tensor({kNan, kNan, 3.0, 4.0, 5.0}, options).reshape({1, 5, 1, 1});
  recorder.compare(prefix + "/half-overflow/output", at::kFloat, result.output, expected, 1e-6);
  recorder.compare(prefix + "/half-overflow/entropy", at::kFloat, result.entropy,
                   at::tensor({kNan, kNan, 0.0, 0.0, 0.0}, options).reshape({1, 1, 5}), 1e-6);
  const AttentionResult positive = attention(-q, k, v, {.scale = 1.0, .halfScores = true});
  recorder.require(
      prefix + "/half-overflow/positive-infinity-is-nan", at::kFloat,
      at::isnan(positive.entropy).all().item<bool>() && positive.nanScores.eq(0).all().item<bool>());
  // The released mask: the first two rows are −inf on all they may see, so they attend to the future.
  const AttentionOptions released{.scale = 1.0, .halfScores = true, .maskAsReleased = true};
  const AttentionResult future = attention(q, k, v, released);
  const at::Tensor means = at::tensor({14.0 / 4, 12.0 / 3, 3.0, 4.0, 5.0}, options).reshape({1, 5, 1, 1});
  recorder.compare(prefix + "/released-mask/output", at::kFloat, future.output, means, 1e-6);
  const at::Tensor entropies = at::tensor({std::log(4.0), std::log(3.0), 0.0, 0.0, 0.0}, options);
  recorder.compare(prefix + "/released-mask/entropy", at::kFloat, future.entropy,
                   entropies.reshape({1, 1, 5}), 1e-6);
  const AttentionResult reference = attentionReference(q, k, v, released);
  recorder.compare(prefix + "/released-mask/reference", at::kFloat, future.output, reference.output, 1e-6);
  const auto gradient = [&](const auto& function) {
    const at::Tensor values = v.detach().clone().requires_grad_(true);
    return gradientsOf(function(q, k, values, released).output, at::ones_like(v), {values})[0];
  };
  recorder.compare(prefix + "/released-mask/dv", at::kFloat, gradient(attention),
                   gradient(attentionReference), 1e-6);
  recorder.compare(
      prefix + "/soft-pair", at::kFloat,
      attention(at::ones({1, 2, 1, 1}, options), at::tensor({0.0, -1.0}, options).reshape({1, 2, 1, 1}),
                v.narrow(1, 0, 2), {.scale = 1.0})
          .entropy.reshape({-1}),
      at::tensor({0.0, std::log(1 + e) + e / (1 + e)}, options), 1e-6);
}

/// T = 1 and k = 1 make lse the score itself: every fp32 bit pattern tried must round as IEEE fp16 does.
void halfRounding(Recorder& recorder, const std::string& prefix) {
  const std::int64_t count = 1 << 16;
  const at::Tensor codes = at::arange(count, at::TensorOptions(at::kInt)).to(at::kShort);
  const at::Tensor halves = codes.view(at::kHalf).to(at::kFloat);
  const at::Tensor finite = at::where(at::isfinite(halves), halves, at::zeros({}, halves.options()));
  // Values on, between and just beside neighbouring halves.
  const at::Tensor x = at::cat({finite, finite * (1 + 0x1p-11), finite * (1 + 0x1p-11 + 0x1p-22),
                                finite * (1 + 0x1p-11 - 0x1p-22), finite + 0x1p-25, finite * 0x1p-3})
                           .reshape({-1, 1, 1, 1})
                           .to(recorder.device());
  const AttentionResult result =
      attention(x, at::ones_like(x), at::ones_like(x), {.scale = 1.0, .measure = false, .halfScores = true});
  at::Tensor expected = x.to(at::kHalf).to(at::kFloat).reshape({-1, 1, 1});
  expected = at::where(at::isfinite(expected), expected, at::full({}, kNan, expected.options()));
  recorder.compare(prefix + "/half-rounding", at::kFloat, result.logSumExp, expected, 0);
}

}  // namespace

void checkAttentionEdges(Recorder& recorder) {
  for (const std::string& set : instructionSetsFor(recorder)) {
    std::optional<cpu::ForcedInstructionSet> forced;
    if (!set.empty()) forced.emplace(set);
    const std::string prefix = "attention-edges/" + (set.empty() ? std::string("device") : set);
    uniform(recorder, prefix);
    oneHot(recorder, prefix);
    hugeScores(recorder, prefix);
    nanRows(recorder, prefix);
    overflow(recorder, prefix);
    halfRounding(recorder, prefix);
  }
}

}  // namespace entroscope
