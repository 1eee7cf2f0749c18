// What the meter asks of NVIDIA's management library, answered for one card that computes 87 % of the time
// with 3 GiB in use; for as many cards as FAKE_NVML_CARDS says.
#include <cstdlib>

extern "C" {

int nvmlInit_v2() { return 0; }
int nvmlShutdown() { return 0; }
int nvmlDeviceGetCount_v2(unsigned* count) {
  const char* cards = std::getenv("FAKE_NVML_CARDS");
  *count = cards != nullptr ? static_cast<unsigned>(std::atoi(cards)) : 1;
  return 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned, void** device) {
  static int card = 0;
  *device = &card;
  return 0;
}
int nvmlDeviceGetUtilizationRates(void*, unsigned* rates) {
  rates[0] = 87;
  rates[1] = 12;
  return 0;
}
int nvmlDeviceGetMemoryInfo(void*, unsigned long long* bytes) {
  bytes[0] = 16ULL << 30;
  bytes[1] = 13ULL << 30;
  bytes[2] = 3ULL << 30;
  return 0;
}
}
