// Names of what is recorded of the GPU that a run trains on, at most twice a second. Torch- and Qt-free.
#pragma once

#include <string_view>

namespace entroscope::measure {

inline constexpr std::string_view kGpuUse = "gpu_use";        // scalar, per cent of the time it computed
inline constexpr std::string_view kGpuMemory = "gpu_memory";  // scalar, GiB in use on the card

}  // namespace entroscope::measure
