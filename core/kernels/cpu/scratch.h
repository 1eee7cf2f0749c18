// Working memory of a CPU thread, kept between calls so that the steady state allocates nothing.
#pragma once

#include <cstddef>

namespace entroscope::cpu {

/// `floats` uninitialised values, 64-byte aligned, valid until this thread's next call.
float* threadScratch(std::size_t floats);

}  // namespace entroscope::cpu
