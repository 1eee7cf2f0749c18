// fp32 matrix products on row-major storage through the fastest library here: oneDNN where it is installed (it
// uses AVX-512 on every processor that has it; MKL as LibTorch ships it does on Intel's alone), else LibTorch's
// own. Torch-free interface. Any thread that is not inside a parallel region; uses the calling thread's OpenMP
// thread count. Bit-identical between runs at an equal thread count.
#pragma once

#include <cstdint>
#include <string>

namespace entroscope::cpu {

/// [rows, columns] as stored, consecutive rows `stride` floats apart; `transposed` multiplies its transpose.
struct ConstMatrix {
  const float* data = nullptr;
  std::int64_t stride = 0;
  bool transposed = false;
};

/// C[m,n] = A B (+ C when `accumulate`), A as multiplied [m,k], B as multiplied [k,n].
void gemm(std::int64_t m, std::int64_t n, std::int64_t k, ConstMatrix a, ConstMatrix b, bool accumulate,
          float* c, std::int64_t cStride);

/// "oneDNN 2.6.3" or "LibTorch BLAS": results differ in the last bits between them.
std::string gemmLibrary();

}  // namespace entroscope::cpu
