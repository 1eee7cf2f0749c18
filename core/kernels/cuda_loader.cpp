#include "core/kernels/cuda_loader.h"

#include <dlfcn.h>
#include <torch/headeronly/version.h>  // macros alone

#include <cstdlib>
#include <system_error>

namespace entroscope {
namespace {

constexpr const char* kName = "libentroscope_cuda.so";

std::filesystem::path executableFolder() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

/// The driver's library comes with the driver alone; its presence says that a GPU may be there.
bool driverPresent() {
  void* driver = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
  if (driver == nullptr) return false;
  dlclose(driver);
  return true;
}

/// Loads LibTorch's own CUDA half out of the wheel that ENTROSCOPE_TORCH names, if it does: the linker then
/// finds by name what the half of ours needs. Packages bring LibTorch's CPU half alone. Returns what failed.
std::string loadNamedWheel() {
  const char* wheel = std::getenv("ENTROSCOPE_TORCH");
  if (wheel == nullptr || *wheel == '\0') return {};
  for (const char* part : {"libc10_cuda.so", "libtorch_cuda.so"}) {
    const std::filesystem::path file = std::filesystem::path(wheel) / "lib" / part;
    if (dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE) != nullptr) continue;
    const char* reason = dlerror();
    return "ENTROSCOPE_TORCH does not name the torch folder of the PyPI wheel torch " TORCH_VERSION ": " +
           std::string(reason ? reason : "unknown reason");
  }
  return {};
}

CudaLibrary load(const std::filesystem::path& library) {
  if (!driverPresent()) {
    return {false, "no NVIDIA driver (libcuda.so.1) here: install it to train on a GPU"};
  }
  std::error_code ignored;
  if (!std::filesystem::exists(library, ignored)) {
    return {false,
            "the CUDA half (" + library.string() +
                ") is not here: install the package entroscope-cuda, or run ./lab on a machine with a GPU"};
  }
  if (std::string failed = loadNamedWheel(); !failed.empty()) return {false, std::move(failed)};
  if (dlopen(library.c_str(), RTLD_NOW | RTLD_NODELETE) == nullptr) {
    const char* reason = dlerror();
    return {false,
            "the CUDA half cannot be loaded: " + std::string(reason ? reason : "unknown reason") +
                "; run ./lab to install LibTorch's CUDA libraries, or pip install torch==" TORCH_VERSION
                " and name its torch folder in ENTROSCOPE_TORCH"};
  }
  return {true, "CUDA half loaded from " + library.string()};
}

}  // namespace

CudaLibrary loadCudaLibrary(const std::filesystem::path& library) noexcept try {
  return load(library);
} catch (...) {
  return {};
}

CudaLibrary loadCudaLibrary() noexcept try {
  const std::filesystem::path folder = executableFolder();
  const std::filesystem::path places[] = {folder / ".." / "lib" / kName, folder / kName,
                                          folder / ".." / "lib" / "entroscope" / kName};
  std::error_code ignored;
  for (const auto& place : places) {
    if (std::filesystem::exists(place, ignored)) return load(place);
  }
  return load(places[0]);
} catch (...) {
  return {};
}

}  // namespace entroscope
