// Which of the kernels' number types a tensor's is.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/kernels/cuda/launch.h"

namespace entroscope {

inline cuda::Number numberOf(at::ScalarType type) {
  return type == at::kHalf       ? cuda::Number::Half
         : type == at::kBFloat16 ? cuda::Number::BFloat16
                                 : cuda::Number::Float;
}
inline cuda::Number numberOf(const at::Tensor& x) { return numberOf(x.scalar_type()); }

}  // namespace entroscope
