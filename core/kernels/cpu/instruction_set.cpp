#include "core/kernels/cpu/instruction_set.h"

#include <hwy/highway.h>
#include <hwy/targets.h>

namespace entroscope::cpu {
namespace {

void choose(std::int64_t targets) {
  hwy::SetSupportedTargetsForTest(targets);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

std::vector<std::string> instructionSets() {
  std::vector<std::string> names;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets())
    names.push_back(hwy::TargetName(target));
  return names;
}

std::string instructionSet() { return instructionSets().front(); }

ForcedInstructionSet::ForcedInstructionSet(const std::string& name) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    if (name == hwy::TargetName(target)) choose(target);
  }
}

ForcedInstructionSet::~ForcedInstructionSet() { choose(0); }

}  // namespace entroscope::cpu
