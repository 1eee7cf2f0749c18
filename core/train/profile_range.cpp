#include "core/train/profile_range.h"

#include <atomic>

#ifdef ENTROSCOPE_NVTX
#include <nvtx3/nvToolsExt.h>
#endif

namespace entroscope {
namespace {

std::atomic<bool> enabled = false;

}  // namespace

#ifdef ENTROSCOPE_NVTX

ProfileRange::ProfileRange(const char* name) : pushed_(enabled) {
  if (pushed_) nvtxRangePushA(name);
}
ProfileRange::~ProfileRange() {
  if (pushed_) nvtxRangePop();
}
bool ProfileRange::enable() { return enabled = true; }

#else

ProfileRange::ProfileRange(const char*) : pushed_(false) {}
ProfileRange::~ProfileRange() = default;
bool ProfileRange::enable() { return enabled; }

#endif

}  // namespace entroscope
