#include "core/kernels/cpu/scratch.h"

#include <memory>
#include <new>

namespace entroscope::cpu {
namespace {

constexpr std::align_val_t kAlignment{64};
struct Release {
  void operator()(float* memory) const { ::operator delete[](memory, kAlignment); }
};

}  // namespace

float* threadScratch(std::size_t floats) {
  thread_local std::unique_ptr<float[], Release> memory;
  thread_local std::size_t size = 0;
  if (size < floats) {
    memory.reset();
    size = 0;
    memory.reset(static_cast<float*>(::operator new[](floats * sizeof(float), kAlignment)));
    size = floats;
  }
  return memory.get();
}

}  // namespace entroscope::cpu
