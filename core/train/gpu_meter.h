// Use and memory of the GPU, asked of NVIDIA's management library where that is. Torch-free.
#pragma once

#include <chrono>
#include <optional>

namespace entroscope {

class GpuMeter {
 public:
  struct Reading {
    float use = 0;     ///< per cent of the last sampling period in which it computed
    float memory = 0;  ///< GiB in use, by every program
  };

  /// Without the library, and where there are several GPUs, which CUDA and the library count differently, it
  /// has nothing to tell.
  explicit GpuMeter(const char* library = "libnvidia-ml.so.1");
  ~GpuMeter();
  GpuMeter(const GpuMeter&) = delete;
  GpuMeter& operator=(const GpuMeter&) = delete;

  /// Nothing when the last reading is less than `pause` old or the library tells nothing.
  std::optional<Reading> read(std::chrono::milliseconds pause = std::chrono::milliseconds(500));

 private:
  void* library_ = nullptr;
  void* device_ = nullptr;
  std::optional<std::chrono::steady_clock::time_point> last_;
};

}  // namespace entroscope
