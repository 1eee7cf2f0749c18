// Whether an error of LibTorch's is one of memory. Torch inside.
#pragma once

#include <c10/util/Exception.h>

#include "core/model/gpu_trouble.h"

namespace entroscope {

/// Whether LibTorch failed for want of memory, on any device.
inline bool isOutOfMemory(const c10::Error& error) {
  return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
         saysOutOfMemory(error.what_without_backtrace());
}

}  // namespace entroscope
