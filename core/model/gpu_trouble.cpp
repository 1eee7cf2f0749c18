#include "core/model/gpu_trouble.h"

#include <algorithm>

namespace entroscope {
namespace {

struct Trouble {
  std::string_view said;  ///< by CUDA or LibTorch, part of the message
  Sentence::Pattern sentence;
};

constexpr Trouble kTroubles[] = {
    {"no kernel image is available",
     Sentence::tr("this build has no kernels for the GPU's architecture: run ./lab build on this machine")},
    {"device kernel image is invalid",
     Sentence::tr("this build has no kernels for the GPU's architecture: run ./lab build on this machine")},
    {"driver version is insufficient",
     Sentence::tr("the NVIDIA driver is too old for this build's CUDA: update the driver")},
    {"driver on your system is too old",
     Sentence::tr("the NVIDIA driver is too old for this build's CUDA: update the driver")},
    {"busy or unavailable",
     Sentence::tr(
         "another program holds the GPU for itself: end it or choose another with --device cuda:INDEX")},
    {"no CUDA-capable device is detected",
     Sentence::tr("the GPU is not to be found: see whether nvidia-smi lists it")},
    {"no CUDA GPUs are available",
     Sentence::tr("the GPU is not to be found: see whether nvidia-smi lists it")},
    {"uncorrectable ECC error", Sentence::tr("the GPU's memory is faulty: reset the GPU or use another")},
    {"the launch timed out and was terminated",
     Sentence::tr("the GPU also drives a display, which ends what takes it seconds: use one without a "
                  "display or a smaller train.batch")},
    // A card that fell off the bus is reported as one of these, by whichever call comes next.
    {"unspecified launch failure",
     Sentence::tr("the GPU was lost: see whether nvidia-smi still lists it, restart and resume the run")},
    {"CUDA error: unknown error",
     Sentence::tr("the GPU was lost: see whether nvidia-smi still lists it, restart and resume the run")},
    {"hardware stack error",
     Sentence::tr("the GPU was lost: see whether nvidia-smi still lists it, restart and resume the run")},
};

constexpr std::string_view kMemory[] = {
    "not enough memory",
    "can't allocate memory",  // the allocator of the CPU on Linux
    // Of a GPU where others than LibTorch's allocator ask for it.
    "CUDA error: out of memory",
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
};

}  // namespace

std::optional<Sentence> gpuTrouble(std::string_view text) {
  for (const Trouble& trouble : kTroubles) {
    if (text.find(trouble.said) == text.npos) continue;
    return Sentence(Sentence::tr("%1, or use --device cpu (%2)"), Sentence(trouble.sentence),
                    text.substr(0, text.find('\n')));
  }
  return std::nullopt;
}

bool saysOutOfMemory(std::string_view text) {
  return std::ranges::any_of(kMemory, [&](std::string_view said) { return text.find(said) != text.npos; });
}

}  // namespace entroscope
