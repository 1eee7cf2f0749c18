// Marks arithmetic that runs on the GPU and, compiled for the host, in its tests.
#pragma once

#ifdef __CUDACC__
#define ENTROSCOPE_HOST_DEVICE __host__ __device__ __forceinline__
#define ENTROSCOPE_UNROLL _Pragma("unroll")
#else
#define ENTROSCOPE_HOST_DEVICE inline
#define ENTROSCOPE_UNROLL
#endif
