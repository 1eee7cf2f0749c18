// What the kernels of the fused step are launched with: raw pointers and a stream, no torch header, so that a
// .cu file compiles in seconds. Every launch is asynchronous; rows are contiguous. Deterministic: no
// floating-point atomics, partial sums are added in a fixed order by the caller.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "core/kernels/cuda/activation_math.h"
#include "core/kernels/cuda/adamw_math.h"

namespace entroscope::cuda {

enum class Number { Float, Half, BFloat16 };

struct ClassifierArguments {
  void* logits = nullptr;  ///< [rows, vocabulary], overwritten by the gradient when asked for
  Number type = Number::Float;
  const std::int64_t* targets = nullptr;  ///< −100: the row does not count
  const float* scale = nullptr;           ///< [] on the device: 1 / counted rows
  bool gradient = false;
  float* losses = nullptr;  ///< [rows] nats; 0 where the row does not count
  std::int64_t rows = 0, vocabulary = 0;
};
cudaError_t launchClassifier(const ClassifierArguments& arguments, cudaStream_t stream);

/// values[count] *= *factor, read on the device; where it is 1 nothing is touched.
struct ScaleArguments {
  void* values = nullptr;
  Number type = Number::Float;
  std::int64_t count = 0;
  const float* factor = nullptr;
};
cudaError_t launchScale(const ScaleArguments& arguments, cudaStream_t stream);

/// Null members are absent, as in the CPU kernel (cpu/norm_rows.h).
struct AddNormArguments {
  std::int64_t rows = 0, width = 0;
  bool rms = false;  ///< RMSNorm: not centred
  float epsilon = 1e-5f;
  Number type = Number::Float;  ///< of addend, norm1 and norm2
  const float *stream = nullptr, *bias1 = nullptr, *bias2 = nullptr;
  const void* addend = nullptr;
  const float *weight1 = nullptr, *shift1 = nullptr, *weight2 = nullptr, *shift2 = nullptr;
  float *sum = nullptr, *mean = nullptr, *inverse = nullptr;
  void *norm1 = nullptr, *norm2 = nullptr;  ///< norm1 without a weight1 is the sum, in `type`
  /// [rows, 3] least and largest value of the sum's row, NaN where it holds one, and its NaNs; null: not
  /// wanted.
  float* census = nullptr;
};
cudaError_t launchAddNorm(const AddNormArguments& arguments, cudaStream_t stream);

/// Rows that one block of the column sums adds up: partial sums are [ceil(rows / kSumRows), columns].
inline constexpr int kSumRows = 64;

struct AddNormBackwardArguments {
  std::int64_t rows = 0, width = 0;
  bool rms = false;
  Number type = Number::Float;  ///< of gradient1, gradient2 and low
  const float* gradientSum = nullptr;
  const void *gradient1 = nullptr, *gradient2 = nullptr;
  const float *sum = nullptr, *mean = nullptr, *inverse = nullptr, *weight1 = nullptr, *weight2 = nullptr;
  float* result = nullptr;  ///< [rows, width]
  void* low = nullptr;      ///< the same in `type`, for the addend; null: not wanted
  /// Partial sums of the parameters' gradients; null where not wanted.
  float *partWeight1 = nullptr, *partShift1 = nullptr, *partWeight2 = nullptr, *partShift2 = nullptr;
  float* partBias = nullptr;
};
cudaError_t launchAddNormBackward(const AddNormBackwardArguments& arguments, cudaStream_t stream);

struct ActivationArguments {
  std::int64_t rows = 0, features = 0;
  Number type = Number::Float;
  ActivationKind kind = ActivationKind::GeluErf;
  const void* x = nullptr;
  const float* slope = nullptr;  ///< one value, or `features` when perFeature
  bool perFeature = false;
  const float* bias = nullptr;                      ///< [features]
  const void* gradient = nullptr;                   ///< null: forward
  void* result = nullptr;                           ///< f(x + bias), or dx
  float *partSlope = nullptr, *partBias = nullptr;  ///< partial column sums of the backward pass
};
cudaError_t launchActivation(const ActivationArguments& arguments, cudaStream_t stream);

/// Rotary positions of a packed projection [tokens, 3, heads, width], in place.
struct RotateArguments {
  void* qkv = nullptr;
  Number type = Number::Float;
  const float *cosine = nullptr, *sine = nullptr;  ///< [context, half]
  float direction = 1;                             ///< −1: back
  std::int64_t tokens = 0, context = 0, heads = 0, width = 0, half = 0;
};
cudaError_t launchRotate(const RotateArguments& arguments, cudaStream_t stream);

/// Three tensors [batch, context, heads, chunks] of 16 bytes each, the last dimension contiguous; strides in
/// chunks.
struct PackArguments {
  const void* from[3] = {};
  std::int64_t strides[3][3] = {};  ///< of each: batch, position, head
  void* to[3] = {};
  std::int64_t toStrides[3] = {};
  std::int64_t batch = 0, context = 0, heads = 0, chunks = 0;
};
cudaError_t launchPack(const PackArguments& arguments, cudaStream_t stream);

struct AdamwArguments {
  float *parameter = nullptr, *mean = nullptr, *variance = nullptr;
  const float* gradient = nullptr;
  std::int64_t count = 0;
  const AdamwNumbers* numbers = nullptr;  ///< on the device, as is what follows
  const float* clip = nullptr;            ///< [] multiplies the gradient too; null: 1
  const float* skip = nullptr;            ///< [] nothing is changed unless it is 0; null: 0
  void* shadow = nullptr;                 ///< receives the new parameter in `shadowType`; null: none
  Number shadowType = Number::BFloat16;
};
cudaError_t launchAdamw(const AdamwArguments& arguments, cudaStream_t stream);

/// Σ g² and the number of NaNs of many gradients in one pass. Each of the first `gradients` has kCensusParts
/// rows of `parts`, two doubles a row: the caller adds them up.
inline constexpr int kCensusParts = 256, kCensusTable = 128;
struct CensusArguments {
  const float* data[kCensusTable];
  std::int64_t count[kCensusTable];
  int gradients = 0;
  double* parts = nullptr;  ///< [gradients, kCensusParts, 2]
};
cudaError_t launchCensus(const CensusArguments& arguments, cudaStream_t stream);

}  // namespace entroscope::cuda
