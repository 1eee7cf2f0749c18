#include "core/kernels/cpu/gemm.h"

#include "core/base/error.h"

#ifdef ENTROSCOPE_ONEDNN
#include <oneapi/dnnl/dnnl.h>
#else
#include <ATen/native/CPUBlas.h>
#endif

namespace entroscope::cpu {

#ifdef ENTROSCOPE_ONEDNN

void gemm(std::int64_t m, std::int64_t n, std::int64_t k, ConstMatrix a, ConstMatrix b, bool accumulate,
          float* c, std::int64_t cStride) {
  if (m == 0 || n == 0) return;
  const dnnl_status_t status =
      dnnl_sgemm(a.transposed ? 'T' : 'N', b.transposed ? 'T' : 'N', m, n, k, 1.0f, a.data, a.stride, b.data,
                 b.stride, accumulate ? 1.0f : 0.0f, c, cStride);
  if (status != dnnl_success) {
    throw Error(ErrorCode::Internal, "oneDNN: sgemm of " + std::to_string(m) + " x " + std::to_string(n) +
                                         " x " + std::to_string(k) + " failed with status " +
                                         std::to_string(static_cast<int>(status)));
  }
}

std::string gemmLibrary() {
  const dnnl_version_t* version = dnnl_version();
  return "oneDNN " + std::to_string(version->major) + "." + std::to_string(version->minor) + "." +
         std::to_string(version->patch);
}

#else

void gemm(std::int64_t m, std::int64_t n, std::int64_t k, ConstMatrix a, ConstMatrix b, bool accumulate,
          float* c, std::int64_t cStride) {
  if (m == 0 || n == 0) return;
  // Column-major: the transposed problem, so the operands change places.
  const auto way = [](const ConstMatrix& x) {
    return x.transposed ? at::native::TransposeType::Transpose : at::native::TransposeType::NoTranspose;
  };
  at::native::cpublas::gemm(way(b), way(a), n, m, k, 1.0f, b.data, b.stride, a.data, a.stride,
                            accumulate ? 1.0f : 0.0f, c, cStride);
}

std::string gemmLibrary() { return "LibTorch BLAS"; }

#endif

}  // namespace entroscope::cpu
