// How long OpenMP threads spin between two parallel regions, set before GNU's library reads it. By default
// they burn about a millisecond first: on a machine where something else runs too (a window, another
// training), the threads then wait for each other's whole time slices. A few microseconds keep a step's
// regions together. Whoever sets GOMP_SPINCOUNT or OMP_WAIT_POLICY himself is left alone.
#include <cstdlib>

namespace {

void setPatience(int, char**, char**) {
  if (std::getenv("OMP_WAIT_POLICY") == nullptr) setenv("GOMP_SPINCOUNT", "1000", 0);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// Run before the constructors of shared libraries; too early for the sanitizers' own start.
__attribute__((section(".preinit_array"), used)) void (*const kPatience)(int, char**, char**) = setPatience;
#else
[[maybe_unused]] void (*const kPatience)(int, char**, char**) = setPatience;
#endif

}  // namespace
