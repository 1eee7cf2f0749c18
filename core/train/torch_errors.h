// Turns LibTorch's exceptions into the project's own at the border of core/train.
#pragma once

#include <c10/util/Exception.h>

#include <string>

#include "core/base/error.h"
#include "core/train/gpu_trouble.h"

namespace entroscope {

/// Whether LibTorch failed for want of memory, on any device.
inline bool isOutOfMemory(const c10::Error& error) {
  const std::string text = error.what_without_backtrace();
  return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
         text.find("not enough memory") != std::string::npos ||
         text.find("can't allocate memory") != std::string::npos;  // the allocator of the CPU on Linux
}

/// Runs `work`; c10 errors come out as Error{OutOfMemory} or, of a GPU in trouble, Error{Unsupported}, both
/// with the remedy, others as Error{Internal}; one line.
template <typename Work>
auto withTorchErrors(int batch, Work&& work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    if (isOutOfMemory(error)) {
      throw Error(ErrorCode::OutOfMemory,
                  Sentence::tr("out of memory with train.batch = %1: lower train.batch and raise "
                               "train.accumulation instead"),
                  batch);
    }
    if (const auto trouble = gpuTrouble(text)) throw Error(ErrorCode::Unsupported, *trouble);
    throw Error(ErrorCode::Internal, "LibTorch: " + text.substr(0, text.find('\n')));
  }
}

}  // namespace entroscope
