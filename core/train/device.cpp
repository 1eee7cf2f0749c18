#include "core/train/device.h"

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <malloc.h>
#include <torch/headeronly/version.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>
#include <thread>

#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/kernels/cpu/gemm.h"
#include "core/kernels/cuda_loader.h"
#include "core/train/training.h"

namespace entroscope {
namespace {

int cudaDevices() {
  return at::hasCUDA()
             ? static_cast<int>(at::globalContext().getAcceleratorHooksInterface(at::kCUDA).deviceCount())
             : 0;
}

/// Why there is no CUDA half; set once, before any thread is started. Empty: it is there or was not asked
/// for.
std::string& whyNoCudaHalf() {
  static std::string status;
  return status;
}

/// The driver's own word for the card; LibTorch's needs headers of the CUDA toolkit.
std::string cudaName(int index) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& card : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", none)) {
    std::ifstream information(card.path() / "information");
    for (std::string line; std::getline(information, line);) {
      if (!line.starts_with("Model:")) continue;
      const auto begin = line.find_first_not_of(" \t", 6);
      if (begin != std::string::npos) names.push_back(line.substr(begin));
    }
  }
  const auto place = static_cast<std::size_t>(index);
  return names.size() == static_cast<std::size_t>(cudaDevices()) && place < names.size() ? names[place]
                                                                                         : "NVIDIA GPU";
}

int cudaIndex(const std::string& device) {
  int index = 0;
  if (const auto colon = device.find(':'); colon != std::string::npos) {
    const char* end = device.data() + device.size();
    const auto result = std::from_chars(device.data() + colon + 1, end, index);
    if (result.ec != std::errc() || result.ptr != end || index < 0) return -1;
  }
  return index;
}

/// Keeps freed memory in the process: each step asks for the same sizes again, and pages that went back to
/// the system would be zeroed and mapped anew.
void keepMemory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 16 << 20);
}

}  // namespace

void loadCudaHalf() {
  const CudaLibrary library = loadCudaLibrary();
  if (!library.loaded) whyNoCudaHalf() = library.status;
}

std::string resolveDevice(const std::string& requested) {
  if (requested == "cpu") return requested;
  const int devices = cudaDevices();
  if (requested == "auto") return devices > 0 ? "cuda:0" : "cpu";
  const int index = cudaIndex(requested);
  if ((requested != "cuda" && !requested.starts_with("cuda:")) || index < 0) {
    throw Error(ErrorCode::BadUsage,
                Sentence::tr("device: expected auto, cpu, cuda or cuda:INDEX, found \"%1\""), requested);
  }
  if (devices == 0) {
    const std::string& why = whyNoCudaHalf();
    throw Error(ErrorCode::Unsupported, Sentence::tr("device %1: %2, or use --device cpu"), requested,
                why.empty()
                    ? Sentence(Sentence::tr("no usable NVIDIA GPU here; see whether nvidia-smi lists one"))
                    : Sentence(why));
  }
  if (index >= devices) {
    throw Error(ErrorCode::Unsupported,
                Sentence::tr("device %1: expected an index below %2, the number of GPUs here"), requested,
                devices);
  }
  return "cuda:" + std::to_string(index);
}

std::string describeDevice(const std::string& resolved) {
  if (resolved.starts_with("cuda")) return cudaName(cudaIndex(resolved));
  const int threads = at::get_num_threads();
  return "CPU (" + std::to_string(threads) + (threads == 1 ? " thread)" : " threads)");
}

Machine prepareThread(int threads) {
  keepMemory();
  Machine machine;
  machine.threads =
      threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  at::set_num_threads(machine.threads);
  at::globalContext().setFlushDenormal(true);
  at::parallel_for(0, machine.threads, 1, [](std::int64_t, std::int64_t) {
    at::globalContext().setFlushDenormal(true);  // a register of each thread's own
  });
  machine.cpuCapability = at::get_cpu_capability();
  machine.library = "LibTorch " + std::to_string(TORCH_VERSION_MAJOR) + "." +
                    std::to_string(TORCH_VERSION_MINOR) + "." + std::to_string(TORCH_VERSION_PATCH) + ", " +
                    cpu::gemmLibrary();
  return machine;
}

Launch resolvedLaunch(const RunConfig& config) {
  const TrainConfig& train = config.train;
  const bool reference = train.kernels == Kernels::Reference;
  const bool random =
      config.model.embeddingDropout > 0;  // its generator is set anew by the host at each step
  if (train.launch == Launch::Auto) {
    if (train.device == "cpu" || reference) return Launch::Synchronous;
    return random ? Launch::Ahead : Launch::Graph;
  }
  const auto refuse = [&](const Sentence& expected, const Sentence& reason) {
    throw Error(ErrorCode::Unsupported, Sentence::tr("train.launch: expected %1 with %2, found %3"), expected,
                reason, toText(train.launch));
  };
  if (train.launch != Launch::Synchronous && reference) refuse("synchronous", "train.kernels reference");
  if (train.launch == Launch::Graph && train.device == "cpu")
    refuse(Sentence::tr("synchronous or ahead"), "train.device cpu");
  if (train.launch == Launch::Graph && random)
    refuse(Sentence::tr("synchronous or ahead"), Sentence::tr("model.embedding_dropout above 0"));
  return train.launch;
}

void resolveMachine(RunConfig& config) {
  TrainConfig& train = config.train;
  train.device = resolveDevice(train.device);
  if (train.threads == 0) train.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const Precision asked = train.precision;
  if (train.device == "cpu") {
    if (asked == Precision::Fp16) train.precision = Precision::Fp16Emulated;
    if (asked == Precision::Bf16 || asked == Precision::Tf32) train.precision = Precision::Fp32;
  }
  if (train.precision == Precision::Fp32)
    config.model.lowPrecisionScores = config.model.lowPrecisionResidual = false;
  if (train.precision != asked) {
    config.departures.push_back("The precision is " + std::string(toText(train.precision)) + " in place of " +
                                std::string(toText(asked)) + ", which the CPU does not compute at speed.");
  }
}

std::vector<std::string> machineDifferences(const Machine& then, const Machine& now) {
  std::vector<std::string> sentences;
  const auto compare = [&](const std::string& what, const std::string& a, const std::string& b) {
    if (a == b) return;
    sentences.push_back("Resumed with " + what + " " + b + " after " + a +
                        ": the run does not repeat an uninterrupted one bit for bit.");
  };
  compare("threads:", std::to_string(then.threads), std::to_string(now.threads));
  compare("CPU capability", then.cpuCapability, now.cpuCapability);
  compare("library", then.library, now.library);
  compare("flushed denormals:", then.flushDenormals ? "yes" : "no", now.flushDenormals ? "yes" : "no");
  return sentences;
}

void releaseMemory(const std::string& device) {
  if (device == "cpu") {
    malloc_trim(0);
  } else {
    at::accelerator::emptyCache();
  }
}

bool deviceLost(const std::string& device) noexcept try {
  if (device.starts_with("cuda"))
    at::accelerator::synchronizeDevice(static_cast<c10::DeviceIndex>(cudaIndex(device)));
  return false;
} catch (...) {
  return true;
}

std::uint64_t peakBytes(const std::string& device) {
  if (device.starts_with("cuda")) {
    const auto stats = at::accelerator::getDeviceStats(static_cast<c10::DeviceIndex>(cudaIndex(device)));
    return static_cast<std::uint64_t>(stats.allocated_bytes[0].peak);
  }
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  }
  return 0;
}

}  // namespace entroscope
