// Turns LibTorch's exceptions into the project's own at the border of core/train.
#pragma once

#include <c10/util/Exception.h>

#include <string>

#include "core/base/error.h"
#include "core/model/gpu_trouble.h"
#include "core/model/out_of_memory.h"

namespace entroscope {

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
