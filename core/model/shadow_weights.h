// Copies of fp32 weights in the 16-bit type that products are formed in, so that a pass need not convert
// them. The optimizer writes a copy along with its weight (AdamwInputs::shadow); whatever else changes a
// weight (loading, plain operations) raises its version, which refresh() notices. Private to core/model;
// training thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <unordered_map>

namespace entroscope {

class ShadowWeights {
 public:
  explicit ShadowWeights(at::ScalarType type) : type_(type) {}

  /// @param weight an fp32 leaf. @returns its copy.
  at::Tensor keep(const at::Tensor& weight);
  void refresh();
  /// The weight in 16 bits, from its copy where one is kept; its gradient arrives at the weight in fp32.
  at::Tensor of(const at::Tensor& weight) const;

 private:
  struct Copy {
    at::Tensor weight, shadow;
    std::int64_t version = -1;  ///< of the weight, when it was copied
  };
  at::ScalarType type_;
  std::unordered_map<const c10::TensorImpl*, Copy> copies_;
};

}  // namespace entroscope
