// A shared library that says nothing but that it was loaded: in place of the driver and of LibTorch's CUDA
// half.
extern "C" int entroscopeFakeLibrary() { return 1; }
