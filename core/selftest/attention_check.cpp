// Fast attention against the reference: values and gradients, per shape, type and instruction set.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/LegacyTypeDispatch.h>

#include <array>
#include <cmath>
#include <optional>

#include "core/kernels/attention.h"
#include "core/kernels/attention_checks.h"
#include "core/kernels/cpu/instruction_set.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

struct Shape {
  std::int64_t batch, context, heads, width;
  std::string text() const {
    return "B" + std::to_string(batch) + "T" + std::to_string(context) + "H" + std::to_string(heads) + "d" +
           std::to_string(width);
  }
};
constexpr Shape kShapes[] = {{2, 1, 1, 16},   {1, 7, 3, 24},   {2, 33, 2, 20},
                             {2, 128, 3, 32}, {1, 257, 2, 64}, {1, 130, 1, 80},
                             {1, 64, 2, 128}, {1, 40, 1, 5},   {1, 48, 1, 256}};

double tolerance(at::ScalarType type) {
  return type == at::kFloat ? 3e-6 : type == at::kHalf ? 2e-3 : 1.6e-2;
}

std::vector<at::Tensor> leaves(const Recorder& recorder, const Shape& s, at::ScalarType type,
                               std::uint64_t seed) {
  std::vector<at::Tensor> result;
  for (std::uint64_t i = 0; i < 3; ++i) {
    at::Tensor x = recorder.normal({s.batch, s.context, s.heads, s.width}, seed + i).to(type);
    result.push_back(x.requires_grad_(true));
  }
  return result;
}

void compareAll(Recorder& recorder, const std::string& name, at::ScalarType type, const AttentionResult& fast,
                const AttentionResult& reference, const std::vector<at::Tensor>& fastGradients,
                const std::vector<at::Tensor>& referenceGradients) {
  const double limit = tolerance(type);
  recorder.compare(name + "/output", type, fast.output, reference.output, limit);
  recorder.compare(name + "/lse", type, fast.logSumExp, reference.logSumExp, limit);
  recorder.compare(name + "/entropy", type, fast.entropy, reference.entropy, limit);
  recorder.compare(name + "/nan", type, fast.nanScores, reference.nanScores, 0);
  constexpr std::array kNames = {"/dq", "/dk", "/dv"};
  for (std::size_t i = 0; i < fastGradients.size(); ++i) {
    recorder.compare(name + kNames[i], type, fastGradients[i], referenceGradients[i], 4 * limit);
  }
}

void againstReference(Recorder& recorder, const std::string& name, const Shape& s, at::ScalarType type,
                      const AttentionOptions& options) {
  const auto inputs = leaves(recorder, s, type, 7);
  // The reference in fp64 on the same rounded inputs.
  std::vector<at::Tensor> exact;
  const auto wide = options.halfScores ? at::kFloat : at::kDouble;
  for (const at::Tensor& x : inputs) exact.push_back(x.detach().to(wide).requires_grad_(true));
  const at::Tensor weights = recorder.normal({s.batch, s.context, s.heads, s.width}, 99);
  const AttentionResult fast = attention(inputs[0], inputs[1], inputs[2], options);
  const AttentionResult reference = attentionReference(exact[0], exact[1], exact[2], options);
  compareAll(recorder, name, type, fast, reference, gradientsOf(fast.output, weights, inputs),
             gradientsOf(reference.output, weights.to(type), exact));
}

void packedEqualsSeparate(Recorder& recorder) {
  const Shape s{2, 50, 3, 32};
  const at::Tensor qkv = recorder.normal({s.batch, s.context, 3, s.heads, s.width}, 3).requires_grad_(true);
  const at::Tensor weights = recorder.normal({s.batch, s.context, s.heads, s.width}, 4);
  const AttentionOptions options{.scale = 0.2};
  const AttentionResult packed = attentionPacked(qkv, options);
  const AttentionResult separate = attention(qkv.select(2, 0), qkv.select(2, 1), qkv.select(2, 2), options);
  const double limit = recorder.onCpu() ? 0 : 1e-6;
  recorder.compare("attention/packed/output", at::kFloat, packed.output, separate.output, limit);
  recorder.compare("attention/packed/gradient", at::kFloat, gradientsOf(packed.output, weights, {qkv})[0],
                   gradientsOf(separate.output, weights, {qkv})[0], limit);
}

/// The recomputing backward of the paths without a kernel, called below autograd as a backend does.
void recomputedBackward(Recorder& recorder) {
  const auto inputs = leaves(recorder, {1, 20, 2, 16}, at::kFloat, 25);
  const AttentionOptions options{.scale = 0.25, .halfScores = true, .maskAsReleased = true};
  const at::Tensor weights = recorder.normal({1, 20, 2, 16}, 28);
  const auto expected =
      gradientsOf(attentionReference(inputs[0], inputs[1], inputs[2], options).output, weights, inputs);
  std::array<at::Tensor, 3> found;
  for (at::Tensor& x : found) x = at::empty_like(weights);
  {
    const at::AutoDispatchBelowADInplaceOrView below;
    attentionBackwardReference(weights, inputs[0], inputs[1], inputs[2], options, found[0], found[1],
                               found[2]);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    recorder.compare(std::string("attention/recomputed-backward/d") + "qkv"[i], at::kFloat, found[i],
                     expected[i], 0);
  }
}

/// The result may not depend on how many threads share the work.
void threadCounts(Recorder& recorder) {
  if (!recorder.onCpu()) return;
  const int before = at::get_num_threads();
  std::vector<at::Tensor> first;
  bool same = true;
  for (const int threads : {1, 2, 5}) {
    at::set_num_threads(threads);
    const auto inputs = leaves(recorder, {1, 100, 2, 32}, at::kFloat, 21);
    const AttentionResult result = attention(inputs[0], inputs[1], inputs[2], {.scale = 0.3});
    auto all = gradientsOf(result.output, result.output.detach(), inputs);
    all.insert(all.end(), {result.output.detach(), result.logSumExp, result.entropy});
    for (std::size_t i = 0; i < first.size(); ++i) same = same && at::equal(first[i], all[i]);
    if (first.empty()) first = all;
  }
  at::set_num_threads(before);
  recorder.require("attention/bit-identical-for-any-thread-count", at::kFloat, same);
}

}  // namespace

void checkAttention(Recorder& recorder) {
  for (const std::string& set : instructionSetsFor(recorder)) {
    std::optional<cpu::ForcedInstructionSet> forced;
    if (!set.empty()) forced.emplace(set);
    const std::string prefix = "attention/" + (set.empty() ? std::string("device") : set);
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16, at::kHalf}) {
      for (const Shape& s : kShapes) {
        if (!recorder.onCpu() && s.width % 8 != 0) continue;
        AttentionOptions options;
        options.scale = 1.0 / std::sqrt(static_cast<double>(s.width));
        againstReference(recorder, prefix + "/" + s.text(), s, type, options);
      }
      if (recorder.onCpu()) continue;
      // Where a GPU takes other kernels, forward and back.
      for (const Shape& s : {Shape{2, 600, 3, 64}, Shape{1, 333, 2, 128}, Shape{1, 1024, 1, 40}})
        againstReference(recorder, prefix + "/" + s.text(), s, type, {.scale = 0.15});
    }
    AttentionOptions half{.scale = 0.25, .halfScores = true};
    againstReference(recorder, prefix + "/half-scores", {2, 40, 2, 16}, at::kFloat, half);
    AttentionOptions released{.scale = 0.25, .maskAsReleased = true};
    againstReference(recorder, prefix + "/released-mask", {2, 40, 2, 16}, at::kFloat, released);
  }
  packedEqualsSeparate(recorder);
  recomputedBackward(recorder);
  threadCounts(recorder);
}

}  // namespace entroscope
