// Which vector instructions the CPU kernels use: results differ in the last bits between them, so runs
// record it, and the checks go through all of them. Torch-free.
#pragma once

#include <string>
#include <vector>

namespace entroscope::cpu {

/// "AVX3", "AVX2", "SSSE3" … as Highway names them: the one in use.
std::string instructionSet();

/// Those compiled in that this processor can run, best first.
std::vector<std::string> instructionSets();

/// Restricts the kernels to one of instructionSets() until destroyed. Process-wide: for checks on one thread.
class ForcedInstructionSet {
 public:
  explicit ForcedInstructionSet(const std::string& name);
  ~ForcedInstructionSet();
  ForcedInstructionSet(const ForcedInstructionSet&) = delete;
  ForcedInstructionSet& operator=(const ForcedInstructionSet&) = delete;
};

}  // namespace entroscope::cpu
