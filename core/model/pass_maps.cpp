#include "core/model/pass_maps.h"

#include "core/model/language_model.h"

namespace entroscope {
namespace {

std::vector<float> toVector(const at::Tensor& tensor) {
  const at::Tensor host = tensor.to(at::kCPU, at::kFloat).contiguous();
  const float* data = host.const_data_ptr<float>();
  return {data, data + host.numel()};
}

}  // namespace

PassMaps mapsOf(const ForwardResult& result) {
  return {toVector(result.entropy), toVector(result.nanRowShare), toVector(result.nanCounts),
          toVector(result.scoreMaximum), toVector(result.residualRange)};
}

}  // namespace entroscope
