#include "core/train/gpu_meter.h"

#include <dlfcn.h>

namespace entroscope {

namespace {

// The few declarations of nvml.h that are needed, so that building needs no CUDA toolkit.
struct Utilization {
  unsigned gpu = 0, memory = 0;  // per cent
};
struct Memory {
  unsigned long long total = 0, free = 0, used = 0;  // bytes
};
constexpr double kGiB = 1024.0 * 1024 * 1024;

/// 0 is success; a function that is missing fails.
template <typename... Arguments>
bool call(void* library, const char* name, Arguments... arguments) {
  auto* function = reinterpret_cast<int (*)(Arguments...)>(dlsym(library, name));
  return function != nullptr && function(arguments...) == 0;
}

}  // namespace

GpuMeter::GpuMeter(const char* library) : library_(dlopen(library, RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr || !call(library_, "nvmlInit_v2")) return;
  unsigned count = 0;
  if (!call(library_, "nvmlDeviceGetCount_v2", &count) || count != 1) return;
  if (!call(library_, "nvmlDeviceGetHandleByIndex_v2", 0U, &device_)) device_ = nullptr;
}

GpuMeter::~GpuMeter() {
  if (library_ == nullptr) return;
  call(library_, "nvmlShutdown");
  dlclose(library_);
}

std::optional<GpuMeter::Reading> GpuMeter::read(std::chrono::milliseconds pause) {
  const auto now = std::chrono::steady_clock::now();
  if (device_ == nullptr || (last_ && now - *last_ < pause)) return std::nullopt;
  last_ = now;
  Utilization use;
  Memory memory;
  if (!call(library_, "nvmlDeviceGetUtilizationRates", device_, &use) ||
      !call(library_, "nvmlDeviceGetMemoryInfo", device_, &memory)) {
    return std::nullopt;
  }
  return Reading{static_cast<float>(use.gpu), static_cast<float>(static_cast<double>(memory.used) / kGiB)};
}

}  // namespace entroscope
