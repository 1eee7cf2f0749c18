// Cross-entropy in place against the reference in fp64, with ignored targets and huge logits.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <optional>

#include "core/kernels/cpu/instruction_set.h"
#include "core/kernels/cross_entropy.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

at::Tensor targetsFor(const Recorder& recorder, std::int64_t rows, std::int64_t vocabulary, bool ignoreSome) {
  at::Generator generator = at::detail::createCPUGenerator(17);
  at::Tensor targets = at::randint(vocabulary, {rows}, generator, at::TensorOptions(at::kLong));
  if (ignoreSome) targets.slice(0, 0, rows, 3).fill_(-100);
  return targets.to(recorder.device());
}

double tolerance(at::ScalarType type) {
  return type == at::kFloat ? 2e-6 : type == at::kHalf ? 2e-3 : 1.6e-2;
}

void against(Recorder& recorder, const std::string& name, at::ScalarType type, std::int64_t rows,
             std::int64_t vocabulary, double spread, bool ignoreSome, double upstream) {
  const at::Tensor leaf = recorder.normal({rows, vocabulary}, 19, spread).to(type).requires_grad_(true);
  const at::Tensor targets = targetsFor(recorder, rows, vocabulary, ignoreSome);
  const at::Tensor exact = leaf.detach().to(at::kDouble).requires_grad_(true);
  const at::Tensor loss = crossEntropy(leaf * 1.0, targets);
  const at::Tensor expected = crossEntropyReference(exact, targets);
  recorder.compare(name + "/loss", type, loss, expected, tolerance(type));
  const at::Tensor factor = at::full({}, upstream, loss.options());
  // Gradients are of order 1/rows: scaled up, so that the tolerance means digits of them.
  const double enlarge = static_cast<double>(rows) / upstream;
  recorder.compare(name + "/gradient", type, gradientsOf(loss, factor, {leaf})[0].to(at::kDouble) * enlarge,
                   gradientsOf(expected, factor.to(at::kDouble), {exact})[0] * enlarge, tolerance(type));
}

}  // namespace

void checkCrossEntropy(Recorder& recorder) {
  for (const std::string& set : instructionSetsFor(recorder)) {
    std::optional<cpu::ForcedInstructionSet> forced;
    if (!set.empty()) forced.emplace(set);
    const std::string prefix = "cross-entropy/" + (set.empty() ? std::string("device") : set);
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16, at::kHalf}) {
      against(recorder, prefix + "/V1", type, 5, 1, 1.0, false, 1.0);
      against(recorder, prefix + "/V7-ignored", type, 9, 7, 1.0, true, 0.5);
      against(recorder, prefix + "/V2048-ignored", type, 64, 2048, 3.0, true, 2.5);
      against(recorder, prefix + "/V50257", type, 8, 50257, 2.0, false, 1.0);
      // A row of fp32 that a GPU's shared memory does not hold.
      if (!recorder.onCpu()) against(recorder, prefix + "/V60001", type, 5, 60001, 2.0, false, 1.0);
      against(recorder, prefix + "/huge", type, 8, 300, 1e4, false, 1.0);
    }
  }
  const at::Tensor logits = recorder.normal({6, 11}, 23), kept = logits.clone();
  const at::Tensor targets = targetsFor(recorder, 6, 11, false);
  const at::Tensor loss = crossEntropy(logits, targets);
  recorder.require("cross-entropy/without-gradient-logits-stay", at::kFloat, at::equal(logits, kept));
  recorder.compare("cross-entropy/without-gradient", at::kFloat, loss, crossEntropyReference(kept, targets),
                   2e-6);
  at::Tensor poisoned = logits.clone();
  poisoned.select(0, 2).select(0, 4).fill_(std::nan(""));
  recorder.require("cross-entropy/nan-reaches-the-loss", at::kFloat,
                   std::isnan(crossEntropy(poisoned, targets).item<float>()));
}

}  // namespace entroscope
