# LibTorch out of the PyPI wheel, CPU half only: find_package(Torch) of that wheel insists on a CUDA
# toolkit and drags in gigabytes of libraries. `lab` passes ENTROSCOPE_TORCH, the wheel's torch folder.
set(ENTROSCOPE_TORCH "" CACHE PATH "The torch folder of the installed wheel (site-packages/torch)")
if(NOT EXISTS ${ENTROSCOPE_TORCH}/lib/libtorch_cpu.so)
  message(FATAL_ERROR "ENTROSCOPE_TORCH (${ENTROSCOPE_TORCH}) holds no lib/libtorch_cpu.so; run ./lab, which sets it")
endif()

foreach(part c10 torch_cpu torch_cuda c10_cuda)
  add_library(torch_${part} SHARED IMPORTED)
  set_target_properties(torch_${part} PROPERTIES IMPORTED_LOCATION ${ENTROSCOPE_TORCH}/lib/lib${part}.so)
endforeach()

# The wheel's libraries find cudart and CUPTI in the wheels beside torch through their own RUNPATH.
add_library(entroscope_torch INTERFACE)
target_include_directories(entroscope_torch SYSTEM INTERFACE
  ${ENTROSCOPE_TORCH}/include ${ENTROSCOPE_TORCH}/include/torch/csrc/api/include)
target_link_libraries(entroscope_torch INTERFACE torch_torch_cpu torch_c10)
target_link_options(entroscope_torch INTERFACE -Wl,--allow-shlib-undefined)
