// Activation of x + bias, forward, and backward with the column sums of slope and bias: tiles of 32 columns.
#include "core/kernels/cuda/launch.h"
#include "core/kernels/cuda/number.cuh"

namespace entroscope::cuda {
namespace {

constexpr int kColumns = 32, kLines = 8;

template <typename T, ActivationKind Kind, bool Backward>
__global__ void __launch_bounds__(kColumns* kLines) activation(const ActivationArguments a) {
  __shared__ float shared[2][kLines][kColumns];
  const std::int64_t column = static_cast<std::int64_t>(blockIdx.x) * kColumns + threadIdx.x;
  const std::int64_t first = static_cast<std::int64_t>(blockIdx.y) * kSumRows;
  const bool inside = column < a.features;
  const float slope = a.slope && inside ? a.slope[a.perFeature ? column : 0] : 0.0f;
  const float bias = a.bias && inside ? a.bias[column] : 0.0f;
  float slopes = 0, biases = 0;
  for (std::int64_t row = first + threadIdx.y; inside && row < first + kSumRows && row < a.rows;
       row += kLines) {
    const std::int64_t at = row * a.features + column;
    const float x = toFloat(static_cast<const T*>(a.x)[at]) + bias;
    const ActivationPoint point = activationAt(Kind, x, slope);
    if (Backward) {
      const float upstream = toFloat(static_cast<const T*>(a.gradient)[at]), dx = upstream * point.derivative;
      slopes += slopeTerm(x, upstream);
      biases += dx;
      put(static_cast<T*>(a.result) + at, dx);
    } else {
      put(static_cast<T*>(a.result) + at, point.value);
    }
  }
  if (!Backward) return;
  shared[0][threadIdx.y][threadIdx.x] = slopes;
  shared[1][threadIdx.y][threadIdx.x] = biases;
  __syncthreads();
  if (threadIdx.y > 1 || !inside) return;
  float* const part = threadIdx.y == 0 ? a.partSlope : a.partBias;
  if (!part) return;
  float sum = 0;
  for (int line = 0; line < kLines; ++line) sum += shared[threadIdx.y][line][threadIdx.x];
  part[blockIdx.y * a.features + column] = sum;
}

template <typename T, ActivationKind Kind>
void launchOf(const ActivationArguments& a, cudaStream_t stream) {
  const dim3 grid(static_cast<unsigned>((a.features + kColumns - 1) / kColumns),
                  static_cast<unsigned>((a.rows + kSumRows - 1) / kSumRows));
  const dim3 block(kColumns, kLines);
  if (a.gradient) {
    activation<T, Kind, true><<<grid, block, 0, stream>>>(a);
  } else {
    activation<T, Kind, false><<<grid, block, 0, stream>>>(a);
  }
}

template <typename T>
void launchTyped(const ActivationArguments& a, cudaStream_t stream) {
  switch (a.kind) {
    case ActivationKind::GeluErf:
      return launchOf<T, ActivationKind::GeluErf>(a, stream);
    case ActivationKind::GeluTanh:
      return launchOf<T, ActivationKind::GeluTanh>(a, stream);
    case ActivationKind::Relu:
      return launchOf<T, ActivationKind::Relu>(a, stream);
    case ActivationKind::LeakyRelu:
      return launchOf<T, ActivationKind::LeakyRelu>(a, stream);
  }
}

}  // namespace

cudaError_t launchActivation(const ActivationArguments& a, cudaStream_t stream) {
  if (a.rows == 0 || a.features == 0) return cudaSuccess;
  forNumber(a.type, [&](auto zero) { launchTyped<decltype(zero)>(a, stream); });
  return cudaGetLastError();
}

}  // namespace entroscope::cuda
