#include "core/model/rotary.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/sin.h>

namespace entroscope {

Rotary::Rotary(const ModelConfig& config, at::Device device)
    : dimensions_(static_cast<std::int64_t>(config.headWidth() * config.rotaryFraction)),
      base_(config.rotaryBase),
      device_(device) {}

void Rotary::prepare(std::int64_t context) {
  if (cosine_.defined() && cosine_.size(0) >= context) return;
  const auto options = at::TensorOptions().dtype(at::kFloat);
  const at::Tensor exponents = at::arange(0, dimensions_, 2, options) / static_cast<double>(dimensions_);
  const at::Tensor frequencies = 1.0 / at::pow(base_, exponents);
  const at::Tensor angles = at::arange(context, options).unsqueeze(1) * frequencies;
  cosine_ = at::cos(angles).view({context, 1, 1, -1}).to(device_);
  sine_ = at::sin(angles).view({context, 1, 1, -1}).to(device_);
}

RotaryAngles Rotary::angles(std::int64_t context) {
  if (dimensions_ == 0) return {};
  prepare(context);
  const auto table = [&](const at::Tensor& x) {
    return x.narrow(0, 0, context).view({context, dimensions_ / 2});
  };
  return {table(cosine_), table(sine_)};
}

at::Tensor Rotary::rotate(const at::Tensor& qkv) {
  if (dimensions_ == 0) return qkv;
  const std::int64_t context = qkv.size(1), half = dimensions_ / 2;
  prepare(context);
  const at::Tensor cosine = cosine_.narrow(0, 0, context), sine = sine_.narrow(0, 0, context);
  const at::Tensor queriesAndKeys = qkv.narrow(2, 0, 2);
  const at::Tensor low = queriesAndKeys.narrow(4, 0, half), high = queriesAndKeys.narrow(4, half, half);
  const at::Tensor rest = queriesAndKeys.narrow(4, dimensions_, qkv.size(4) - dimensions_);
  const at::Tensor turned = at::cat({(low * cosine - high * sine).to(qkv.scalar_type()),
                                     (high * cosine + low * sine).to(qkv.scalar_type()), rest},
                                    4);
  return at::cat({turned, qkv.narrow(2, 2, 1)}, 2);
}

}  // namespace entroscope
