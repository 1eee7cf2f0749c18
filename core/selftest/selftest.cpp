#include "core/selftest/selftest.h"

#include <utility>

#include "core/base/error.h"
#include "core/selftest/recorder.h"

namespace entroscope {
namespace {

struct Family {
  const char* name;
  void (*run)(Recorder&);
};
constexpr Family kFamilies[] = {
    {"attention", checkAttention},          {"attention-edges", checkAttentionEdges},
    {"activation", checkActivations},       {"cross-entropy", checkCrossEntropy},
    {"optimizer", checkOptimizer},          {"model", checkModels},
    {"streaming", checkStreaming},          {"fused", checkFused},
    {"gpu-arithmetic", checkGpuArithmetic}, {"gpu-attention", checkGpuAttention},
};

}  // namespace

std::vector<std::string> checkFamilies() {
  std::vector<std::string> names;
  for (const Family& family : kFamilies) names.emplace_back(family.name);
  return names;
}

std::vector<CheckResult> runChecks(const std::string& device, std::string_view filter) {
  Recorder recorder{at::Device(device), filter};
  bool any = false;
  for (const Family& family : kFamilies) {
    if (!recorder.wants(std::string(family.name) + "/")) continue;
    any = true;
    try {
      family.run(recorder);
    } catch (const std::exception& error) {
      recorder.fail(family.name, error.what());
    }
  }
  if (!any) {
    std::string known;
    for (const Family& family : kFamilies) known += std::string(known.empty() ? "" : ", ") + family.name;
    throw Error(ErrorCode::BadUsage,
                "selftest: expected a check of " + known + ", found " + std::string(filter));
  }
  return recorder.take();
}

}  // namespace entroscope
