// Where a run computes: devices, threads and what bit-for-bit repetition depends on. Torch-free.
#pragma once

#include <string>
#include <vector>

#include "core/base/run_config.h"

namespace entroscope {

/// What a CPU result depends on bit for bit besides configuration and data; kept in state.json.
struct Machine {
  int threads = 0;
  std::string cpuCapability;  ///< "AVX2", "AVX512" …: which kernels LibTorch dispatches to
  std::string library;        ///< "LibTorch 2.11.0"
  bool flushDenormals = true;

  bool operator==(const Machine&) const = default;
};

/// Prepares the calling thread and LibTorch's pool below it: `threads` (0: all cores), denormals
/// flushed to zero on all of them (they cost a hundredfold and carry no information here).
Machine prepareThread(int threads);

/// Makes the configuration explicit: device, threads, a precision that the device has. Each change of
/// precision is added to `departures`. @throws Error{Unsupported}.
void resolveMachine(RunConfig& config);

/// How the steps of a resolved configuration are launched; never Auto. @throws Error{Unsupported} where
/// train.launch asks for what its device, kernels or precision do not allow.
Launch resolvedLaunch(const RunConfig& config);

/// One sentence for each way in which `now` differs from `then`; empty when results repeat bit for bit.
std::vector<std::string> machineDifferences(const Machine& then, const Machine& now);

/// Gives freed memory, which is kept otherwise, back to the device or the system.
void releaseMemory(const std::string& device);

/// Whether a GPU has failed for the rest of this process: then whatever LibTorch holds there cannot be freed either,
/// its destructors throw. False on the CPU.
bool deviceLost(const std::string& device) noexcept;

/// Largest memory the run has held: bytes allocated on the GPU, resident bytes of the process on CPU.
std::uint64_t peakBytes(const std::string& device);

}  // namespace entroscope
