// Marks arithmetic that runs on the GPU and, compiled for the host, in its tests.
#pragma once

#include <cmath>

#ifdef __CUDACC__
#define ENTROSCOPE_HOST_DEVICE __host__ __device__ __forceinline__
#define ENTROSCOPE_UNROLL _Pragma("unroll")
#else
#define ENTROSCOPE_HOST_DEVICE inline
#define ENTROSCOPE_UNROLL
#endif

namespace entroscope::cuda {

inline constexpr float kLog2E = 1.4426950408889634f, kLn2 = 0.6931471805599453f;

/// 2^x by the special function unit: relative error 2^-22, results below 2^-126 are 0 (PTX ISA, ex2.approx).
ENTROSCOPE_HOST_DEVICE float quickExp2(float x) {
#ifdef __CUDA_ARCH__
  float result;
  asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(x));
  return result;
#else
  return exp2f(x);
#endif
}

/// 1/x by the special function unit: at most one unit in the last place off.
ENTROSCOPE_HOST_DEVICE float quickReciprocal(float x) {
#ifdef __CUDA_ARCH__
  float result;
  asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(x));
  return result;
#else
  return 1.0f / x;
#endif
}

/// The larger of two numbers, NaN where either is.
ENTROSCOPE_HOST_DEVICE float maximumOrNan(float a, float b) {
#ifdef __CUDA_ARCH__
  float result;
  asm("max.NaN.f32 %0, %1, %2;" : "=f"(result) : "f"(a), "f"(b));
  return result;
#else
  return a != a ? a : b != b ? b : fmaxf(a, b);
#endif
}

}  // namespace entroscope::cuda
