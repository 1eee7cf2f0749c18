#include "core/train/device_loss_scale.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace entroscope {

DeviceLossScale::DeviceLossScale(at::Device device)
    : state_(at::zeros({3}, at::TensorOptions(device).dtype(at::kFloat))) {
  set({LossScale::kFirst, 0});
}

void DeviceLossScale::set(const LossScale& now) {
  float values[] = {static_cast<float>(now.scale), static_cast<float>(now.age), 0.0f};
  state_.copy_(at::from_blob(values, {3}, at::TensorOptions(at::kFloat)));
}

at::Tensor DeviceLossScale::decide(const at::Tensor& loss, const at::Tensor& census) {
  // A sum with NaN or infinity in it is one of the two.
  const at::Tensor skip = at::isfinite(loss.to(at::kDouble) + census.select(1, 0).sum()).logical_not();
  const at::Tensor scale = state_[0], age = state_[1] + 1;
  const at::Tensor grows = age >= static_cast<double>(LossScale::kGrowthInterval);
  const at::Tensor next = at::where(skip, (scale * 0.5).clamp_min(1.0), at::where(grows, scale * 2.0, scale));
  const at::Tensor nextAge = at::where(skip.logical_or(grows), at::zeros_like(age), age);
  const at::Tensor flag = skip.to(at::kFloat);
  state_.copy_(at::stack({next, nextAge, flag}));
  return flag;
}

}  // namespace entroscope
