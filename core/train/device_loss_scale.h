// The rule of loss_scale.h on the device, for steps that are submitted before the host has seen the one
// before: whether an update is skipped is decided there. Torch inside; training thread only.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/train/loss_scale.h"

namespace entroscope {

class DeviceLossScale {
 public:
  explicit DeviceLossScale(at::Device device);

  void set(const LossScale& now);
  const at::Tensor& state() const { return state_; }
  at::Tensor scale() const { return state_[0]; }          ///< fp32 [], of the next step
  at::Tensor skippedBefore() const { return state_[2]; }  ///< fp32 [], 1 where the last step was skipped

  /// Takes in a step, outside autograd. @param loss []
  /// @param census fp64 [parameters,2] of its scaled gradients
  /// @return fp32 []: 1 where they are not finite and the update is to be skipped, else 0.
  at::Tensor decide(const at::Tensor& loss, const at::Tensor& census);

 private:
  at::Tensor state_;  ///< fp32 [3]: scale, age, skipped; stays where it is, as a recorded step demands
};

}  // namespace entroscope
