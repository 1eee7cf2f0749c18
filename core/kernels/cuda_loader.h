// Loads the CUDA half of the kernels where a GPU driver and the library are. Torch-free, and to be called
// before any torch call: ATen caches its CUDA hooks at first use, so an earlier one leaves CUDA
// unavailable for good. Main thread, once; never unloaded.
#pragma once

#include <filesystem>
#include <string>

namespace entroscope {

struct CudaLibrary {
  bool loaded = false;
  std::string status;  ///< one sentence: what was loaded, or what is missing and the remedy
};

/// Tries lib/ beside the executable's folder (build tree, tarball), the executable's own folder and the
/// installed lib/entroscope. LibTorch's CUDA half comes from where the build found LibTorch, or out of the
/// wheel whose torch folder the environment names in ENTROSCOPE_TORCH. Never throws.
CudaLibrary loadCudaLibrary() noexcept;

/// As above, of one file.
CudaLibrary loadCudaLibrary(const std::filesystem::path& library) noexcept;

}  // namespace entroscope
