// Marks arithmetic that runs on the GPU and, compiled for the host, in its tests.
#pragma once

#ifdef __CUDACC__
#define ENTROSCOPE_HOST_DEVICE __host__ __device__ __forceinline__
#else
#define ENTROSCOPE_HOST_DEVICE inline
#endif
