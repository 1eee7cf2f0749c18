// What both optimizer paths demand of their inputs, and the CPU halves. Internal to core/kernels.
#pragma once

#include "core/kernels/adamw.h"

namespace entroscope {

/// @throws Error{BadInput} naming the shapes found.
void checkAdamwInputs(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean,
                      const at::Tensor& variance, const AdamWStep& step);

void adamwCpu(at::Tensor parameter, const at::Tensor& gradient, at::Tensor mean, at::Tensor variance,
              bool afterwards, double learningRate, double beta1, double beta2, double epsilon,
              double weightDecay, double gradientScale, std::int64_t step);
double squaredNormCpu(const at::Tensor& gradient);

}  // namespace entroscope
