#include "core/kernels/cpu/gemm.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/mm.h>
#include <dlfcn.h>

#include "core/base/error.h"

namespace entroscope::cpu {
namespace {

// oneDNN's C interface, stable since its first version.
using Sgemm = int(char transposedA, char transposedB, std::int64_t m, std::int64_t n, std::int64_t k, float alpha,
                  const float* a, std::int64_t aStride, const float* b, std::int64_t bStride, float beta, float* c,
                  std::int64_t cStride);
struct Version {
  int major, minor, patch;
};

struct OneDnn {
  Sgemm* sgemm = nullptr;
  std::string name;

  /// LibTorch carries another oneDNN whose template instances have the names of this one's. Linked in the usual
  /// way, whichever comes first in the program supplies both, and the other's kernels stay uninitialised; hence a
  /// library that keeps to itself, which sanitizers' run times do not allow.
  OneDnn() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    void* library = nullptr;
    for (const char* file : {"libdnnl.so.3", "libdnnl.so.2"}) {
      if (library == nullptr) library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    }
    if (library == nullptr) return;
    const auto version = reinterpret_cast<const Version* (*)()>(dlsym(library, "dnnl_version"));
    const auto product = reinterpret_cast<Sgemm*>(dlsym(library, "dnnl_sgemm"));
    if (version == nullptr || product == nullptr) return;
    sgemm = product;
    name = "oneDNN " + std::to_string(version()->major) + "." + std::to_string(version()->minor) + "." +
           std::to_string(version()->patch);
#endif
  }
};

const OneDnn& oneDnn() {
  static const OneDnn library;
  return library;
}

}  // namespace

void gemm(std::int64_t m, std::int64_t n, std::int64_t k, ConstMatrix a, ConstMatrix b, bool accumulate,
          float* c, std::int64_t cStride) {
  if (m == 0 || n == 0) return;
  if (oneDnn().sgemm != nullptr) {
    const int status =
        oneDnn().sgemm(a.transposed ? 'T' : 'N', b.transposed ? 'T' : 'N', m, n, k, 1.0f, a.data, a.stride, b.data,
                       b.stride, accumulate ? 1.0f : 0.0f, c, cStride);
    if (status == 0) return;
    throw Error(ErrorCode::Internal, "oneDNN: sgemm of " + std::to_string(m) + " x " + std::to_string(n) + " x " +
                                         std::to_string(k) + " failed with status " + std::to_string(status));
  }
  const auto operand = [](ConstMatrix x, std::int64_t rows, std::int64_t columns) {
    const std::int64_t one = 1;  // read only: ATen has no view of const data
    return at::from_blob(const_cast<float*>(x.data), {rows, columns},
                         x.transposed ? at::IntArrayRef({one, x.stride}) : at::IntArrayRef({x.stride, one}), at::kFloat);
  };
  at::Tensor product = at::from_blob(c, {m, n}, {cStride, 1}, at::kFloat);
  if (accumulate) {
    at::addmm_out(product, product, operand(a, m, k), operand(b, k, n));
  } else {
    at::mm_out(product, operand(a, m, k), operand(b, k, n));
  }
}

std::string gemmLibrary() {
  return oneDnn().sgemm != nullptr ? oneDnn().name : "LibTorch BLAS";
}

}  // namespace entroscope::cpu
